package com.nexar.fulfilment.faults.checks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * I4: no stage ever moves backwards or along an illegal path: our history against the design's table (section 3), written down here a
 * second time on purpose, and what callers saw against it.
 */
final class LegalStages {

    private static final String NAME = "I4";

    private static final Set<String> TRACKED =
            Set.of("IN_TRANSIT", "OUT_FOR_DELIVERY", "DELIVERED", "UNDELIVERED", "RTO_IN_TRANSIT", "RTO_DELIVERED");
    private static final List<String> ORDER = List.of("RECEIVED", "ASSIGNED", "CONFIRMED", "MANIFESTED");
    private static final Set<String> FINAL = Set.of("DELIVERED", "RTO_DELIVERED", "CANCELLED");

    private LegalStages() {}

    static List<Violation> check(Story story) {
        List<Violation> found = new ArrayList<>();
        Map<Long, List<OurMove>> moves = story.moves().stream()
                .filter(each -> each.to() != null && !each.to().equals(each.from()))
                .sorted(Comparator.comparingLong(OurMove::seq))
                .collect(Collectors.groupingBy(OurMove::shipmentId));
        for (OurShipment shipment : story.ours()) {
            found.addAll(path(story, shipment, moves.getOrDefault(shipment.shipmentId(), List.of())));
        }
        found.addAll(seen(story));
        return found;
    }

    private static List<Violation> path(Story story, OurShipment shipment, List<OurMove> moves) {
        List<Violation> found = new ArrayList<>();
        String at = null;
        for (OurMove move : moves) {
            boolean first = at == null && move.from() == null;
            if (at != null && !at.equals(move.from())) {
                found.add(violation(shipment, "history jumps: it was " + at + ", then " + move));
            }
            if (!first && move.from() != null && !legal(story, move)) {
                found.add(violation(shipment, "illegal move " + move));
            }
            at = move.to();
        }
        if (at != null && !at.equals(shipment.stage())) {
            found.add(violation(shipment, "stands at " + shipment.stage() + ", its history ends at " + at));
        }
        return found;
    }

    private static boolean legal(Story story, OurMove move) {
        if (move.from().equals("ASSIGNED") && move.to().equals("RECEIVED")) {
            return story.acted(
                    move.shipmentId(),
                    "unassignment",
                    null,
                    move.at().plus(story.terms().skew()));
        }
        return mayFollow(move.from(), move.to());
    }

    /** What a command, a scan or a read of EasyEcom that is ahead of us may do; the one step back is not in it. */
    static boolean mayFollow(String from, String to) {
        if (FINAL.contains(from)) {
            return false;
        }
        if (to.equals("CANCELLED")) {
            return ORDER.indexOf(from) >= 0 && !from.equals("MANIFESTED");
        }
        if (from.equals("RTO_IN_TRANSIT")) {
            return to.equals("RTO_DELIVERED");
        }
        if (TRACKED.contains(from)) {
            return TRACKED.contains(to);
        }
        return TRACKED.contains(to) || ORDER.indexOf(to) > ORDER.indexOf(from);
    }

    /** Whether a shipment that stands here has come at least there. */
    static boolean reached(String stage, String goal) {
        if (TRACKED.contains(stage)) {
            return true;
        }
        return ORDER.indexOf(stage) >= ORDER.indexOf(goal);
    }

    /** What the API showed may not go backwards either, whatever the history says. */
    private static List<Violation> seen(Story story) {
        List<Violation> found = new ArrayList<>();
        Map<Long, List<Seen>> byShipment = story.seen().stream()
                .filter(each -> each.stage() != null)
                .sorted(Comparator.comparing(Seen::answered))
                .collect(Collectors.groupingBy(Seen::shipment));
        byShipment.forEach((shipment, looks) -> {
            Map<Integer, Seen> furthest = new HashMap<>();
            for (Seen look : looks) {
                for (Seen before : furthest.values()) {
                    if (fellBack(story, before, look)) {
                        found.add(new Violation(
                                NAME,
                                Long.toString(shipment),
                                "was shown as " + before.stage() + " at " + before.answered() + " and as "
                                        + look.stage() + " at " + look.answered()));
                        return;
                    }
                }
                furthest.merge(ORDER.indexOf(look.stage()), look, (one, other) -> one);
            }
        });
        return found;
    }

    private static boolean fellBack(Story story, Seen before, Seen look) {
        int was = TRACKED.contains(before.stage()) ? ORDER.size() : ORDER.indexOf(before.stage());
        int is = TRACKED.contains(look.stage()) ? ORDER.size() : ORDER.indexOf(look.stage());
        boolean asked = look.asked().isAfter(before.answered().plus(Duration.ofMillis(1)));
        return asked && is >= 0 && is < was && !story.acted(look.shipment(), "unassignment", null, look.answered());
    }

    private static Violation violation(OurShipment shipment, String what) {
        return new Violation(NAME, Long.toString(shipment.shipmentId()), what);
    }
}
