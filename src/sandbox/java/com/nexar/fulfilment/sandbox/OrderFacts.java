package com.nexar.fulfilment.sandbox;

/**
 * What an order is from the day it arrives.
 *
 * @param importedAt epoch seconds, as all times here
 * @param tat ship-by
 * @param availableAfter null when it may be worked on at once
 */
record OrderFacts(
        long orderId,
        String reference,
        Marketplace marketplace,
        String orderTypeKey,
        String paymentMode,
        Buyer buyer,
        long importedAt,
        long tat,
        Long availableAfter) {

    boolean cashOnDelivery() {
        return paymentMode.equals("COD");
    }

    String orderType() {
        return orderTypeKey.equals("retailorder") ? "B2C" : "B2B";
    }

    int paymentModeId() {
        return switch (paymentMode) {
            case "COD" -> 2;
            case "Online" -> 1;
            default -> 5;
        };
    }
}
