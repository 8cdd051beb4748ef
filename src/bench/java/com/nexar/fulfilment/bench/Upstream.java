package com.nexar.fulfilment.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.EasyEcom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What reached EasyEcom in some time, as its own ledger tells it. Logins are left out: they belong to a start. */
record Upstream(List<Call> calls) {

    /** Fetching a file is no call of EasyEcom's API: it lies in a bucket, and counts for no quota. */
    static final String FILE = "document-file";

    /** The list of orders, which is asked for by time and not by order. */
    static final String LIST = "orders";

    /** @param shipment 0 for none @param location EasyEcom's key; null for none @param status of the answer that left */
    record Call(
            String operation, String effect, String detail, long shipment, String location, Instant at, int status) {

        /** An injected fault hit it, before its effect or after it. */
        boolean struck() {
            return detail.startsWith("fault");
        }
    }

    static Upstream since(EasyEcom account, long entry) {
        List<Call> calls = new ArrayList<>();
        JsonNode entries =
                account.get("/sandbox/ledger?limit=1000000&after=" + entry).path("entries");
        for (JsonNode each : entries) {
            if (!each.path("operation").asText().equals("token")) {
                calls.add(new Call(
                        each.path("operation").asText(),
                        each.path("effect").asText(),
                        each.path("detail").asText(""),
                        each.path("invoiceIds").path(0).asLong(),
                        each.path("location").asText(null),
                        Instant.parse(each.path("at").asText()),
                        each.path("status").asInt()));
            }
        }
        return new Upstream(calls);
    }

    Upstream only(Predicate<Call> which) {
        return new Upstream(calls.stream().filter(which).toList());
    }

    Upstream of(String operation) {
        return only(call -> call.operation().equals(operation));
    }

    int count() {
        return calls.size();
    }

    /** By operation. */
    Map<String, Long> counts() {
        return calls.stream().collect(Collectors.groupingBy(Call::operation, TreeMap::new, Collectors.counting()));
    }

    /** How often each shipment was hit by a call that took effect. */
    Map<Long, Long> effects() {
        return calls.stream()
                .filter(call ->
                        call.effect().equals("HAPPENED") || call.effect().equals("REPEAT"))
                .collect(Collectors.groupingBy(Call::shipment, Collectors.counting()));
    }
}
