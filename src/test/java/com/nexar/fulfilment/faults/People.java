package com.nexar.fulfilment.faults;

import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.faults.checks.Act;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Those who sit at EasyEcom's own pages: they order, cancel, hold, move and mend, and the facade only notices later. */
final class People {

    /** A row that nobody can read. */
    private static final Map<String, Object> BROKEN = Map.of("suborders", "broken", "order_items", "broken");

    private final Stack stack;
    private final History history;
    private final Set<Long> poison = ConcurrentHashMap.newKeySet();
    private final Set<Long> placed = ConcurrentHashMap.newKeySet();

    People(Stack stack, History history) {
        this.stack = stack;
        this.history = history;
    }

    /** Shipments of one order each, or of one split order where there are several. */
    List<Long> order(String place, int parts) {
        List<Long> ids = stack.easyecom(place).place(Map.of("location", stack.locationKey(place), "parts", parts));
        placed.addAll(ids);
        return ids;
    }

    /** So many orders of one shipment each. */
    List<Long> fill(String place, int count) {
        List<Long> ids = new ArrayList<>();
        stack.easyecom(place)
                .post("/sandbox/orders", Map.of("location", stack.locationKey(place), "count", count))
                .path("orders")
                .forEach(order -> order.path("invoiceIds").forEach(id -> ids.add(id.asLong())));
        placed.addAll(ids);
        return ids;
    }

    void poison(String place) {
        List<Long> ids = stack.easyecom(place).place(Map.of("location", stack.locationKey(place), "raw", BROKEN));
        placed.addAll(ids);
        poison.addAll(ids);
    }

    /** @return whether EasyEcom let them */
    boolean act(Box box, String what) {
        return act(box, what, what, Map.of());
    }

    void relocate(Box box, String other) {
        String before = box.place();
        if (act(box, "relocation", "relocation from " + before, Map.of("location", stack.locationKey(other)))) {
            box.moveTo(other);
        }
    }

    void change(Box box) {
        act(box, "content", "content", Map.of("raw", Map.of("address_line_1", "New Street " + box.id())));
    }

    void carrierTells(Box box, int statusId) {
        act(box, "scan", "scan " + statusId, Map.of("statusId", statusId));
    }

    Set<Long> poison() {
        return new HashSet<>(poison);
    }

    List<Long> placed() {
        return new ArrayList<>(placed);
    }

    private boolean act(Box box, String what, String remembered, Map<String, ?> body) {
        EasyEcom easyecom = stack.easyecom(box.place());
        Instant before = Instant.now();
        try {
            easyecom.act(box.id(), what, body);
        } catch (IllegalStateException notAllowedAnyMore) {
            return false;
        }
        history.add(new Act(before, box.id(), remembered));
        return true;
    }
}
