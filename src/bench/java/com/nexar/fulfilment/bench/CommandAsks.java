package com.nexar.fulfilment.bench;

/** What is asked of the facade and its peers about one shipment. */
final class CommandAsks {

    private CommandAsks() {}

    /**
     * @param under empty, or where below the shipment the peer has another kind of it
     * @param once with a key of its own, which the peers know nothing of
     */
    static Ask assigning(long shipment, String under, boolean once) {
        String body = "{\"courier\":\"NexarExpress\",\"awb\":\"" + awb(shipment) + "\",\"carrierId\":\"28001\"}";
        return Ask.of(
                "PUT",
                Facade.BLR1 + "/shipments/" + shipment + under + "/assignment",
                key(once, "a" + shipment),
                body,
                200);
    }

    /** Parameters as in {@link #assigning}. */
    static Ask confirming(long shipment, String under, boolean once) {
        return Ask.of(
                "POST",
                Facade.BLR1 + "/shipments/" + shipment + under + "/confirmation",
                key(once, "c" + shipment),
                "{}",
                200);
    }

    /** The assignment, of the sandbox itself. */
    static Ask directly(EasyEcomSession session, long shipment) {
        return session.post(
                "/Carrier/assignAWB",
                "{\"invoiceId\":" + shipment + ",\"courier\":\"NexarExpress\",\"awbNum\":\"" + awb(shipment)
                        + "\",\"companyCarrierId\":28001}");
    }

    private static String key(boolean once, String name) {
        return once ? "Idempotency-Key: bench-" + name + "\r\n" : "";
    }

    static String awb(long shipment) {
        return "BNCH" + shipment;
    }
}
