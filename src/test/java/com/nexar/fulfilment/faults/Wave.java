package com.nexar.fulfilment.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.faults.checks.Command;
import com.nexar.fulfilment.faults.checks.Heard;
import com.nexar.fulfilment.faults.checks.Kind;
import com.nexar.fulfilment.faults.checks.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Many parcels are packed at once: a bulk of confirmations at each pod, what has no last word yet again in the next one. */
final class Wave {

    private static final Duration AGAIN_AFTER = Duration.ofMillis(500);

    private final Warehouse warehouse;
    private final Replicas replicas;
    private final History history;
    private final Deadline deadline;
    private final Duration patience;

    Wave(Warehouse warehouse, Replicas replicas, History history, Deadline deadline, Duration patience) {
        this.warehouse = warehouse;
        this.replicas = replicas;
        this.history = history;
        this.deadline = deadline;
        this.patience = patience;
    }

    void confirm(String place, List<Long> shipments) {
        List<Callable<Boolean>> hands = new ArrayList<>();
        int each = Math.ceilDiv(shipments.size(), Stack.PODS);
        for (int i = 0; i < shipments.size(); i += each) {
            List<Long> mine = shipments.subList(i, Math.min(shipments.size(), i + each));
            hands.add(() -> confirmed(place, mine));
        }
        Warehouse.together(hands);
    }

    /** @return whether each has its last word */
    private boolean confirmed(String place, List<Long> shipments) {
        Map<Long, Command> open = new LinkedHashMap<>();
        shipments.forEach(id -> open.put(id, warehouse.command(Kind.CONFIRM, place, id)));
        while (!open.isEmpty() && !deadline.passed()) {
            List<Command> asked = List.copyOf(open.values());
            Replicas.Answer answer =
                    replicas.send("POST", Place.path(place) + "/confirmations", body(asked), Map.of(), patience);
            for (int i = 0; i < asked.size(); i++) {
                Command command = asked.get(i);
                Heard heard =
                        Meaning.of(command, "wave", null, answer.status() == 207 ? item(answer, i) : answer, false);
                history.add(heard);
                long shipment = command.shipments().getFirst();
                if (heard.words().getOrDefault(shipment, Word.NOTHING).last()) {
                    open.remove(shipment);
                }
            }
            LockSupport.parkNanos(AGAIN_AFTER.toNanos());
        }
        return open.isEmpty();
    }

    private static Map<String, Object> body(List<Command> commands) {
        return Map.of(
                "items",
                commands.stream()
                        .map(each -> Map.of(
                                "shipmentId", Long.toString(each.shipments().getFirst())))
                        .toList());
    }

    /** As if it had been asked alone. */
    private static Replicas.Answer item(Replicas.Answer bulk, int index) {
        JsonNode item = bulk.body().path("items").path(index);
        JsonNode body = item.has("shipment")
                ? item.path("shipment")
                : item.has("operation") ? item.path("operation") : item.path("problem");
        return new Replicas.Answer(
                bulk.pod(), bulk.asked(), bulk.answered(), item.path("status").asInt(), body, null, null, null);
    }
}
