package com.nexar.fulfilment.sandbox;

/** The shipment status ids of contract §8. */
final class TrackingStatus {
    static final int DELIVERED = 3;
    static final int DELIVERED_TO_ORIGIN = 9;

    private TrackingStatus() {}

    static String name(int id) {
        return switch (id) {
            case 1 -> "Shipment Created";
            case 2 -> "In Transit";
            case DELIVERED -> "Delivered";
            case 6 -> "Cancelled";
            case DELIVERED_TO_ORIGIN -> "Delivered To Origin";
            case 16 -> "Undelivered";
            case 17 -> "RTO Initiated";
            case 18 -> "Pickup Scheduled";
            case 19 -> "Out For Pickup";
            case 20 -> "Out For Delivery";
            default -> null;
        };
    }

    static boolean ends(int id) {
        return id == DELIVERED || id == DELIVERED_TO_ORIGIN;
    }
}
