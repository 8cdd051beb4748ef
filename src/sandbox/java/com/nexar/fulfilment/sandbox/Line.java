package com.nexar.fulfilment.sandbox;

/** One line of a shipment; its suborder id is unique, the rest is not (contract §3.1). */
record Line(long suborderId, Product product, int quantity, double price, int cancelled) {

    double amount() {
        return price * quantity;
    }

    /** Prices include the tax. */
    double taxExcluded() {
        return amount() / (1 + taxPercent() / 100.0);
    }

    double tax() {
        return Math.round((amount() - taxExcluded()) * 10_000) / 10_000.0;
    }

    /** Orders carry percent where the product master carries a fraction (quirk 12). */
    int taxPercent() {
        return product.taxRate() == null ? 18 : (int) Math.round(product.taxRate() * 100);
    }

    Line cancel(int more) {
        return new Line(suborderId, product, quantity, price, Math.min(quantity, cancelled + more));
    }
}
