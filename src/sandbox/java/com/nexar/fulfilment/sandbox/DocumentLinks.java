package com.nexar.fulfilment.sandbox;

/** Where the papers of a shipment are, or nothing before it is confirmed (quirk 16). */
final class DocumentLinks {
    private static final String SUFFIX = ".pdf?request-content-type=application/force-download";

    private DocumentLinks() {}

    static Json.Part of(Account account, Shipment shipment) {
        return shipment.documented ? out -> links(account, shipment).write(out) : null;
    }

    private static Json.Part links(Account account, Shipment shipment) {
        String place = shipment.facts.marketplace().id() + "/" + shipment.invoiceId + shipment.location.warehouseId();
        return out -> {
            RowWriter links = new RowWriter(out);
            links.put("easyecom_invoice", account.bucketUrl() + "/Invoice/" + place + SUFFIX);
            links.put("label", account.bucketUrl() + "/Labels/" + place + SUFFIX);
            links.nothing(
                    "intaxform",
                    "outtaxform",
                    "marketplaceinvoice",
                    "marketplace_tax_invoice",
                    "marketplace_b2c_invoice");
            if (shipment.labelUrl != null) {
                links.put("originalLabelUrl", shipment.labelUrl);
            }
            links.end();
        };
    }

    static String manifest(Account account, String number) {
        return account.bucketUrl() + "/manifests/" + number + SUFFIX;
    }
}
