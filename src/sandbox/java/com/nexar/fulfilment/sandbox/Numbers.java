package com.nexar.fulfilment.sandbox;

/** The ids an account gives out, beginning at the numbers of the samples for the demo account. */
final class Numbers {
    static final long FIRST_INVOICE = 90_210_001;
    private static final long FIRST_ORDER = 70_110_001;

    private long nextInvoice;
    private long nextOrder;
    private long nextReference = 1001;
    private long nextInvoiceNumber = 41;
    private long nextManifest = 1;

    Numbers(long firstInvoice) {
        nextInvoice = firstInvoice;
        nextOrder = FIRST_ORDER + (firstInvoice - FIRST_INVOICE);
    }

    long invoiceId() {
        return nextInvoice++;
    }

    long orderId() {
        return nextOrder++;
    }

    String reference() {
        return "DEMO-SO-" + nextReference++;
    }

    String invoiceNumber(Location location) {
        return "DMO" + location.warehouseId() % 100 + "-2526-" + nextInvoiceNumber++;
    }

    long manifest() {
        return nextManifest++;
    }
}
