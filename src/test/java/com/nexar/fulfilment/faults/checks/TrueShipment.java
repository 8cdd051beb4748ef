package com.nexar.fulfilment.faults.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A shipment as EasyEcom really holds it at the end.
 *
 * @param location EasyEcom's location key
 * @param scans in the order in which they arrived
 * @param lines line id to quantity/cancelled
 */
public record TrueShipment(
        long invoiceId,
        long orderId,
        String location,
        String status,
        String awb,
        boolean confirmed,
        String manifestNumber,
        Integer shippingStatusId,
        boolean cancelled,
        boolean held,
        boolean gone,
        Map<String, String> lines,
        List<Scanned> scans,
        List<Step> history) {

    public static final int CONFIRM_SUCCESS = 16;
    public static final int CONFIRM_FAIL = 18;

    public record Scanned(String status, String time, String location) {}

    public record Step(String status, int statusId, Instant at) {}

    public static TrueShipment of(JsonNode order) {
        Map<String, String> lines = new TreeMap<>();
        order.path("lines")
                .forEach(line -> lines.put(
                        line.path("suborderId").asText(),
                        line.path("quantity").asInt() + "/"
                                + line.path("cancelled").asInt()));
        List<Scanned> scans = new ArrayList<>();
        order.path("scans")
                .forEach(scan -> scans.add(new Scanned(
                        scan.path("status").asText(null),
                        scan.path("time").asText(null),
                        scan.path("location").asText(null))));
        List<Step> history = new ArrayList<>();
        order.path("history")
                .forEach(step -> history.add(new Step(
                        step.path("status").asText(),
                        step.path("statusId").asInt(),
                        Scan.fromIndia(step.path("at").asText()))));
        return new TrueShipment(
                order.path("invoiceId").asLong(),
                order.path("orderId").asLong(),
                order.path("location").asText(),
                order.path("status").asText(),
                order.path("awb").asText(null),
                order.path("confirmed").asBoolean(),
                order.path("manifestNumber").asText(null),
                order.hasNonNull("shippingStatusId")
                        ? Integer.valueOf(order.path("shippingStatusId").asInt())
                        : null,
                order.path("cancelled").asBoolean(),
                order.path("held").asBoolean(),
                order.path("gone").asBoolean(),
                lines,
                List.copyOf(scans),
                List.copyOf(history));
    }

    /** When a step of this id was last entered; null for never. */
    public Instant last(int statusId) {
        return history.stream()
                .filter(step -> step.statusId() == statusId)
                .map(Step::at)
                .max(Instant::compareTo)
                .orElse(null);
    }

    /** The stage that all of this proves (design section 3). */
    public String stage() {
        if (cancelled) {
            return "CANCELLED";
        }
        if (manifestNumber != null) {
            return tracked();
        }
        if (confirmed) {
            return "CONFIRMED";
        }
        return awb == null ? "RECEIVED" : "ASSIGNED";
    }

    private String tracked() {
        return switch (shippingStatusId == null ? 1 : shippingStatusId) {
            case 2 -> "IN_TRANSIT";
            case 3 -> "DELIVERED";
            case 9 -> "RTO_DELIVERED";
            case 16 -> "UNDELIVERED";
            case 17 -> "RTO_IN_TRANSIT";
            case 20 -> "OUT_FOR_DELIVERY";
            default -> "MANIFESTED";
        };
    }
}
