package com.nexar.fulfilment;

/** Somebody else's transaction that has changed a shipment and is not committed yet: whoever wants to lock the row waits for it. */
public final class Uncommitted implements AutoCloseable {

    private final Database owner = Database.asOwner();

    /** @param change such as {@code on_hold = true} */
    public Uncommitted(String change, long shipmentId) {
        owner.run("begin");
        owner.run("update shipments set " + change + " where shipment_id = ?", shipmentId);
    }

    public void commitOnceSomebodyWaits() {
        Eventually.become(
                true,
                () -> owner.number("select count(*) from pg_locks where not granted"
                                + " and transactionid = cast(pg_current_xact_id() as xid)")
                        > 0);
        owner.run("commit");
    }

    @Override
    public void close() {
        owner.close();
    }

    /** The gate finds no reason to ask EasyEcom about it for a while. */
    public static void wellKnown(long shipmentId) {
        asOf("+ interval '10 seconds'", shipmentId);
    }

    /** As if what is known had been learnt an hour ago. */
    public static void longNotRead(long shipmentId) {
        asOf("- interval '1 hour'", shipmentId);
    }

    private static void asOf(String when, long shipmentId) {
        try (Database owner = Database.asOwner()) {
            owner.run(
                    "update shipments set known_as_of = clock_timestamp() " + when + " where shipment_id = ?",
                    shipmentId);
        }
    }
}
