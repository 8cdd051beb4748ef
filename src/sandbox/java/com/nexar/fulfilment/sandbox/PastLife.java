package com.nexar.fulfilment.sandbox;

import java.util.List;

/** Gives a new shipment the past that leads to a status, with believable times in between and none in the future. */
final class PastLife {
    private static final long HOUR = 3_600;

    private final Account account;
    private final long now;

    PastLife(Account account) {
        this.account = account;
        this.now = account.now();
    }

    /** Knows the row statuses of contract §3.3 and "Delivered"; any other text is simply written on the row. */
    void lead(Shipment shipment, String status) {
        long start = shipment.facts.importedAt();
        switch (status) {
            case "Open" -> {}
            case "Confirmed" -> confirmed(shipment, moment(start + HOUR));
            case "Printed" -> printed(shipment, start);
            case "Ready to dispatch" -> {
                printed(shipment, start);
                shipment.become(Status.READY, moment(start + HOUR + 1_500));
            }
            case "Shipped", "Delivered" -> shipped(shipment, start);
            case "Cancelled" -> cancelled(shipment, moment(start + HOUR));
            case Status.ON_HOLD -> {
                shipment.beforeHold = new Past(shipment.status, shipment.statusId, moment(start + HOUR));
                shipment.status = Status.ON_HOLD;
                shipment.heldAt = moment(start + HOUR);
            }
            default -> other(shipment, status, start);
        }
        if (status.equals("Delivered")) {
            delivered(shipment, moment(start + IndianTime.DAY));
        }
        shipment.updatedAt = Math.max(start, lastMoment(shipment));
    }

    private void confirmed(Shipment shipment, long at) {
        shipment.carrierId = 28_001;
        shipment.aggregator = "NexarExpress";
        shipment.courier = "nexar@example.com";
        shipment.awb = "NXR%010d".formatted(shipment.invoiceId - 90_210_000);
        shipment.box = new PackageSize("200", "2", "30", "25");
        shipment.past("Confirm new", Status.CONFIRM_NEW, moment(at + 1));
        shipment.become(Status.CONFIRMED, moment(at + 1));
        shipment.past("Confirm start", Status.CONFIRM_START, moment(at + 2));
        shipment.past("Confirm Success", Status.CONFIRM_SUCCESS, moment(at + 18));
        shipment.invoiceNumber = account.numbers.invoiceNumber(shipment.location);
        shipment.invoicedAt = moment(at + 2);
        shipment.documented = true;
        shipment.message = "";
    }

    private void printed(Shipment shipment, long start) {
        confirmed(shipment, moment(start + HOUR));
        shipment.become(Status.PRINTED, moment(start + HOUR + 1_200));
    }

    private void shipped(Shipment shipment, long start) {
        printed(shipment, start);
        long at = moment(start + 2 * HOUR);
        shipment.become(Status.SHIPPED, at);
        shipment.manifestedAt = at;
        shipment.manifestNumber = account.touchpoints.manifests.record(shipment, at);
        track(shipment, 1, at);
    }

    private static void delivered(Shipment shipment, long at) {
        track(shipment, TrackingStatus.DELIVERED, at);
        shipment.deliveryDate = IndianTime.text(at);
        shipment.scans = List.of(
                new Scan("In Transit", IndianTime.text(at - 4 * HOUR), "Demo Hub"),
                new Scan(
                        "Delivered", IndianTime.text(at), shipment.facts.buyer().city()));
    }

    private static void track(Shipment shipment, int id, long at) {
        shipment.shippingStatusId = id;
        shipment.shippingStatus = TrackingStatus.name(id);
        shipment.shippingUpdatedAt = at;
    }

    private static void cancelled(Shipment shipment, long at) {
        shipment.become(Status.CANCELLED, at);
        shipment.lines = shipment.lines.stream()
                .map(each -> each.cancel(each.quantity()))
                .toList();
    }

    private static void other(Shipment shipment, String status, long start) {
        shipment.status = status;
        for (Status known : Status.values()) {
            if (known.text.equals(status)) {
                shipment.statusId = known.id;
            }
        }
        shipment.past(status, shipment.statusId, start);
    }

    private long moment(long wished) {
        return Math.min(wished, now);
    }

    private static long lastMoment(Shipment shipment) {
        long last = shipment.history.getLast().at();
        if (shipment.heldAt != null) {
            last = Math.max(last, shipment.heldAt);
        }
        return shipment.shippingUpdatedAt == null ? last : Math.max(last, shipment.shippingUpdatedAt);
    }
}
