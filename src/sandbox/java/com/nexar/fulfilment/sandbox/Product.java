package com.nexar.fulfilment.sandbox;

import java.util.List;

/**
 * One product of the master.
 *
 * @param taxRate a fraction (0.18 is 18 %), 0 or null (contract §2)
 * @param parts what a combo consists of, else empty
 */
record Product(
        int number,
        String sku,
        String name,
        String type,
        String ean,
        Double taxRate,
        int mrp,
        int weightGrams,
        long updatedAt,
        List<Part> parts) {

    record Part(Product product, int quantity) {}

    int cpId() {
        return 59_000_000 + number;
    }

    int productId() {
        return 19_000_000 + number;
    }

    boolean combo() {
        return type.equals("combo_product");
    }
}
