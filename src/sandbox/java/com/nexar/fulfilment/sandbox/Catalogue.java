package com.nexar.fulfilment.sandbox;

import java.util.ArrayList;
import java.util.List;

/** The invented goods of an account: the four of the samples, then every kind the contract knows, dirty as they are. */
final class Catalogue {
    private static final String[] KINDS = {"TEE", "CAP", "MUG", "BAG", "SOAP", "LAMP", "BOOK", "SHOE", "PEN", "TOWEL"};
    private static final String[] COLOURS = {"BLK", "RED", "BLU", "GRN", "WHT"};
    private static final String[] SIZES = {"S", "M", "L", "XL"};

    private Catalogue() {}

    static List<Product> of(int size, long now) {
        List<Product> products = new ArrayList<>(size);
        Product tee = product(1, "DEMO-TEE-BLK-M", "normal_product", "8900000000017", 0.18, now, List.of());
        products.add(tee);
        products.add(product(2, "DEMO-TEE", "variant_parent", "8900000000017", 0.18, now, List.of()));
        products.add(product(3, "DEMO-COMBO-2", "combo_product", "8900000000017", 0.0, now, twice(tee)));
        products.add(product(4, "DEMO-CAP-RED", "child_product", "not-an-ean", null, now, List.of()));
        for (int number = 5; number <= size; number++) {
            products.add(invented(number, products, now));
        }
        return products;
    }

    private static List<Product.Part> twice(Product product) {
        return List.of(new Product.Part(product, 2));
    }

    private static Product invented(int number, List<Product> earlier, long now) {
        String sku = KINDS[number % KINDS.length]
                + "-" + COLOURS[number % COLOURS.length]
                + "-" + SIZES[number % SIZES.length]
                + "-%04d".formatted(number);
        // About 15 % combos, 10 % parents, 20 % children.
        return switch (number % 20) {
            case 3, 9, 15 -> {
                List<Product.Part> parts = List.of(
                        new Product.Part(earlier.getFirst(), 1 + number % 3),
                        new Product.Part(earlier.get(number - 3), 1));
                yield product(number, "COMBO-" + sku, "combo_product", ean(number), tax(number), now, parts);
            }
            case 5, 11 -> product(number, sku, "variant_parent", ean(number), tax(number), now, List.of());
            case 6, 7, 12, 13 -> product(number, sku, "child_product", ean(number), tax(number), now, List.of());
            default -> product(number, sku, "normal_product", ean(number), tax(number), now, List.of());
        };
    }

    private static Product product(
            int number, String sku, String type, String ean, Double tax, long now, List<Product.Part> parts) {
        int mrp = number <= 4 ? 599 : 99 + number * 37 % 1900;
        int weight = number <= 4 ? 180 : 60 + number * 53 % 1400;
        long updatedAt = now - IndianTime.DAY * (number % 40) - 3_600;
        return new Product(number, sku, "Demo " + sku, type, ean, tax, mrp, weight, updatedAt, parts);
    }

    private static String ean(int number) {
        return switch (number % 9) {
            case 4 -> "not-an-ean";
            case 5 -> "";
            case 6 -> "0008900" + number;
            case 7 -> " 89000000%05d ".formatted(number);
            case 8 -> null;
            default -> "89000000%05d".formatted(number);
        };
    }

    private static Double tax(int number) {
        return switch (number % 5) {
            case 0 -> null;
            case 1 -> 0.0;
            case 2 -> 0.05;
            default -> 0.18;
        };
    }
}
