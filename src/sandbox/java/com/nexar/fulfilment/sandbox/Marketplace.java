package com.nexar.fulfilment.sandbox;

/** Where an order was sold. */
record Marketplace(int id, String name) {
    static final Marketplace OFFLINE = new Marketplace(10, "Offline");

    static Marketplace of(long id) {
        return switch ((int) id) {
            case 10 -> OFFLINE;
            case 64 -> new Marketplace(64, "B2B");
            case 8 -> new Marketplace(8, "Amazon");
            case 179 -> new Marketplace(179, "Shopify");
            default -> new Marketplace((int) id, "Marketplace " + id);
        };
    }
}
