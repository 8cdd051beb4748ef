package com.nexar.fulfilment.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One command as the warehouse gives it, the same bytes however often.
 *
 * @param ref brand/location
 * @param path below the location
 * @param idempotencyKey null for none
 */
record Order(String what, String ref, String verb, String path, String body, String idempotencyKey) {

    static final String CARRIER = "28001";

    private static final ObjectMapper JSON = new ObjectMapper();

    static Order assign(String ref, long shipmentId, String awb) {
        return new Order(
                "assign",
                ref,
                "PUT",
                "/shipments/" + shipmentId + "/assignment",
                json(Map.of("courier", "NexarExpress", "awb", awb, "carrierId", CARRIER)),
                null);
    }

    static Order confirm(String ref, long shipmentId) {
        return new Order("confirm", ref, "POST", "/shipments/" + shipmentId + "/confirmation", "{}", null);
    }

    static Order manifest(String ref, long shipmentId) {
        return new Order(
                "manifest",
                ref,
                "POST",
                "/manifests",
                json(Map.of("shipmentIds", List.of(Long.toString(shipmentId)))),
                null);
    }

    static Order track(String ref, long shipmentId, String eventId, String status, String occurredAt) {
        return new Order(
                "track",
                ref,
                "POST",
                "/shipments/" + shipmentId + "/tracking-events",
                json(Map.of("eventId", eventId, "status", status, "occurredAt", occurredAt, "location", "Pune")),
                null);
    }

    static Order hold(String ref, long shipmentId) {
        return new Order(
                "hold", ref, "PUT", "/shipments/" + shipmentId + "/hold", json(Map.of("reason", "out of stock")), null);
    }

    Order withKey() {
        return new Order(what, ref, verb, path, body, UUID.randomUUID().toString());
    }

    private static String json(Map<String, ?> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
