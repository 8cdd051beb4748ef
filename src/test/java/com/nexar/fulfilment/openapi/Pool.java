package com.nexar.fulfilment.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/** Values that are right, by the name of whatever takes them; ids are learnt from answers. */
final class Pool {

    private static final int MOST = 60;

    private static final List<String> LEARNT = List.of(
            "operationId",
            "manifestId",
            "bundleId",
            "endpointId",
            "deliveryId",
            "reportId",
            "replayId",
            "orderId",
            "sku",
            "next",
            "contentVersion");

    private static final Map<String, List<String>> KNOWN = Map.ofEntries(
            Map.entry("brand", List.of("mill")),
            Map.entry("location", List.of("ml1", "ml2")),
            Map.entry("type", List.of("invoice", "label", "easyecom_invoice")),
            Map.entry("sku", List.of("DEMO-TEE-BLK-M")),
            Map.entry("stage", List.of("RECEIVED", "ASSIGNED", "CONFIRMED", "CANCELLED")),
            Map.entry("risk", List.of("LATE", "AT_RISK", "FINE")),
            Map.entry("eligible", List.of("true", "false")),
            Map.entry("sort", List.of("orderId", "-orderId", "shipBy", "-updatedAt", "orderedAt")),
            Map.entry("updatedSince", List.of("2026-02-03T10:00:00Z", "2026-02-03T10:00:00.123456789+05:30")),
            Map.entry("shipBefore", List.of("2030-01-01T00:00:00Z")),
            Map.entry("from", List.of("2026-02-03T10:00:00Z")),
            Map.entry("until", List.of("2030-02-03T10:00:00Z")),
            Map.entry("olderThan", List.of("PT1H", "1h")),
            Map.entry("after", List.of("0", "1", "latest", "1000000")),
            Map.entry("feed", List.of("ORDERS_TIP", "PRODUCTS")),
            Map.entry("reference", List.of("DEMO-SO-1001")),
            Map.entry("awb", List.of("MILL0001", "MILL0002", "MILL0003", "NXR/1-2_3")),
            Map.entry("replaces", List.of("MILL0001")),
            Map.entry("eventId", List.of("m-1", "m-2", "m-3", "m-4")),
            Map.entry("url", List.of("http://127.0.0.1:9/in", "http://127.0.0.1:9/other", "https://127.0.0.1:9/in")),
            Map.entry("Prefer", List.of("wait=0", "respond-async")),
            Map.entry("If-None-Match", List.of("\"x\"", "*", "W/\"x\"")),
            Map.entry("Last-Event-ID", List.of("0", "1")),
            Map.entry("action", List.of("CreateOrderV2", "ConfirmOrderV2", "x")),
            Map.entry("carrierId", List.of("28001")),
            Map.entry("marketplaceId", List.of("10")),
            Map.entry("courier", List.of("NexarExpress")),
            Map.entry("reason", List.of("damaged", "short")));

    private final Map<String, List<String>> learnt = new ConcurrentHashMap<>();

    Pool(List<String> shipmentIds) {
        learnt.put("shipmentId", new CopyOnWriteArrayList<>(shipmentIds));
    }

    boolean knows(String name) {
        return KNOWN.containsKey(name) || learnt.containsKey(name);
    }

    String one(String name, RandomGenerator random) {
        List<String> known = KNOWN.getOrDefault(name, List.of());
        List<String> heard = learnt.getOrDefault(name.equals("cursor") ? "next" : name, List.of());
        int all = known.size() + heard.size();
        if (all == 0) {
            return name.equals("Idempotency-Key") || name.endsWith("Id")
                    ? new UUID(random.nextLong(), random.nextInt(50)).toString()
                    : "x";
        }
        int which = random.nextInt(all);
        return which < known.size() ? known.get(which) : heard.get(which - known.size());
    }

    void learn(JsonNode answer) {
        for (String name : LEARNT) {
            answer.findValuesAsText(name).forEach(value -> {
                List<String> heard = learnt.computeIfAbsent(name, missing -> new CopyOnWriteArrayList<>());
                if (!value.isEmpty() && !value.equals("null") && heard.size() < MOST && !heard.contains(value)) {
                    heard.add(value);
                }
            });
        }
    }
}
