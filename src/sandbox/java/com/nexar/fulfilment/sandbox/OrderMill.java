package com.nexar.fulfilment.sandbox;

import java.util.ArrayList;
import java.util.List;

/** Makes believable orders; the same number always makes the same order. */
final class OrderMill {
    private static final long SUBORDER_DISTANCE = 9_900_000;
    private static final int[] MARKETPLACES = {10, 10, 8, 179, 10, 64};

    private final Account account;

    OrderMill(Account account) {
        this.account = account;
    }

    /** One open retail order of a few lines in one shipment. */
    Shipment plain(long invoiceId, long orderId, String reference, Location location, long importedAt) {
        OrderFacts facts = new OrderFacts(
                orderId,
                reference,
                Marketplace.OFFLINE,
                "retailorder",
                invoiceId % 3 == 0 ? "COD" : "PrePaid",
                Buyer.number(invoiceId),
                importedAt,
                shipBy(importedAt),
                null);
        return new Shipment(invoiceId, facts, location, List.of(line(invoiceId, 0)));
    }

    /** The number makes the marketplace, the kind of order, the payment and the lines; its status stays Open. */
    Shipment varied(long invoiceId, long orderId, String reference, Location location, long importedAt) {
        int shape = (int) (invoiceId % 24);
        String type = switch (shape) {
            case 5, 17 -> "businessorder";
            case 11 -> "stocktransferorder";
            default -> "retailorder";
        };
        OrderFacts facts = new OrderFacts(
                orderId,
                reference,
                Marketplace.of(
                        type.equals("businessorder") ? 64 : MARKETPLACES[(int) (invoiceId % MARKETPLACES.length)]),
                type,
                payment(invoiceId),
                Buyer.number(invoiceId),
                importedAt,
                shipBy(importedAt),
                shape == 7 ? Long.valueOf(importedAt + 6 * IndianTime.DAY) : null);
        List<Line> lines = new ArrayList<>();
        for (int position = 0; position < 1 + (shape == 3 || shape == 13 ? 2 : 0); position++) {
            lines.add(line(invoiceId, position));
        }
        return new Shipment(invoiceId, facts, location, lines);
    }

    Line line(long invoiceId, int position) {
        Product product = sellable(invoiceId + position * 7L);
        int quantity = invoiceId % 10 == 4 ? 3 : 1;
        return new Line(suborderId(invoiceId, position), product, quantity, product.mrp() - 100, 0);
    }

    /** The first line keeps the distance of the samples; further ones get a range of their own. */
    static long suborderId(long invoiceId, int position) {
        return invoiceId - SUBORDER_DISTANCE + position * 50_000_000L;
    }

    static long shipBy(long importedAt) {
        long nextDay = importedAt + IndianTime.DAY + IndianTime.IST.getTotalSeconds();
        return nextDay
                - Math.floorMod(nextDay, IndianTime.DAY)
                + IndianTime.DAY
                - 60
                - IndianTime.IST.getTotalSeconds();
    }

    private Product sellable(long number) {
        Product product = account.shelf.number(number);
        return product.type().equals("variant_parent") ? account.shelf.number(0) : product;
    }

    private static String payment(long invoiceId) {
        return switch ((int) (invoiceId % 4)) {
            case 0 -> "COD";
            case 3 -> "Online";
            default -> "PrePaid";
        };
    }
}
