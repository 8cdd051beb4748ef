package com.nexar.fulfilment.sandbox;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What stands in all rows of a location, and in all lines of a product. */
final class Repeated {
    private final String company;
    private final Map<Location, SameFields> sellers = new ConcurrentHashMap<>();
    private final Map<Product, SameFields> products = new ConcurrentHashMap<>();

    Repeated(String company) {
        this.company = company;
    }

    SameFields seller(Location location) {
        SameFields known = sellers.get(location);
        return known == null
                ? sellers.computeIfAbsent(location, at -> SameFields.of(row -> OrderRows.seller(row, company, at)))
                : known;
    }

    /** In a line of the list. */
    SameFields product(Product product) {
        SameFields known = products.get(product);
        return known == null
                ? products.computeIfAbsent(
                        product, it -> SameFields.of(row -> LineRows.product(row, it, it.mrp(), LineRows.NO_EAN)))
                : known;
    }
}
