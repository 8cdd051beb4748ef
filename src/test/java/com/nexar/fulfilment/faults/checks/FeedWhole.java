package com.nexar.fulfilment.faults.checks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * I12: the feed misses nothing, in order, whoever reads it wherever: every answer goes on where it was asked to, a place in the feed
 * is the same entry for everybody, each reader has come to the end, and every move of a stage was told exactly once.
 */
final class FeedWhole {

    private static final String NAME = "I12";

    /** Moves that have a type of their own. */
    private static final Map<String, String> TYPES = Map.of(
            "shipment.assigned", "ASSIGNED",
            "shipment.confirmed", "CONFIRMED",
            "shipment.manifested", "MANIFESTED",
            "shipment.cancelled", "CANCELLED");

    private static final Set<String> OVER = Set.of("CANCELLED", "DELIVERED", "RTO_DELIVERED");

    private FeedWhole() {}

    static List<Violation> check(Story story) {
        List<Violation> found = new ArrayList<>();
        Map<String, Map<Long, FeedAnswer.Entry>> feeds = new HashMap<>();
        for (FeedAnswer answer : story.feed()) {
            long expected = answer.after();
            Map<Long, FeedAnswer.Entry> feed = feeds.computeIfAbsent(answer.place(), place -> new TreeMap<>());
            for (FeedAnswer.Entry entry : answer.entries()) {
                if (entry.seq() != ++expected) {
                    found.add(violation(
                            answer.place(), "after " + (expected - 1) + " came " + entry.seq() + ": " + answer));
                    expected = entry.seq();
                }
                FeedAnswer.Entry before = feed.putIfAbsent(entry.seq(), entry);
                if (before != null && !before.equals(entry)) {
                    found.add(violation(answer.place(), "was " + before + " and then " + entry));
                }
            }
        }
        found.addAll(readToTheEnd(story));
        found.addAll(movesTold(story, feeds));
        found.addAll(lastWord(story, feeds));
        return found;
    }

    private static List<Violation> readToTheEnd(Story story) {
        List<Violation> found = new ArrayList<>();
        Map<String, List<FeedAnswer>> byReader =
                story.feed().stream().collect(Collectors.groupingBy(FeedAnswer::reader));
        byReader.forEach((reader, answers) -> {
            String place = answers.getFirst().place();
            TreeSet<Long> read = new TreeSet<>();
            answers.forEach(each -> each.entries().forEach(entry -> read.add(entry.seq())));
            long first = answers.getFirst().after() + 1;
            long end = story.feedEnds().getOrDefault(place, 0L);
            for (long seq = first; seq <= end; seq++) {
                if (!read.contains(seq)) {
                    found.add(violation(
                            place,
                            reader + " has never read " + seq + " of " + first + " to " + end + ", but "
                                    + read.size()));
                    break;
                }
            }
        });
        return found;
    }

    /** A transaction that moves a shipment twice to the same stage is not there; one that moves it further tells each stage. */
    private static List<Violation> movesTold(Story story, Map<String, Map<Long, FeedAnswer.Entry>> feeds) {
        Map<String, Integer> moves = new TreeMap<>();
        for (OurMove move : story.moves()) {
            boolean stage = move.to() != null && !move.to().equals(move.from());
            if (stage && TYPES.containsValue(move.to()) && !(move.from() == null && OVER.contains(move.to()))) {
                // first seen further on, it is told as that and not as received
                moves.merge(move.shipmentId() + " " + move.to(), 1, Integer::sum);
            }
        }
        Set<String> ours = story.ours().stream()
                .map(each -> Long.toString(each.shipmentId()))
                .collect(Collectors.toSet());
        Map<String, Integer> told = new TreeMap<>();
        feeds.values()
                .forEach(feed -> feed.values().forEach(entry -> {
                    if (TYPES.containsKey(entry.type()) && ours.contains(entry.subject())) {
                        told.merge(entry.subject() + " " + TYPES.get(entry.type()), 1, Integer::sum);
                    }
                }));
        Set<String> all = new TreeSet<>(moves.keySet());
        all.addAll(told.keySet());
        return all.stream()
                .filter(each -> !Objects.equals(moves.getOrDefault(each, 0), told.getOrDefault(each, 0)))
                .map(each -> violation(
                        each.split(" ")[0],
                        "moved " + moves.getOrDefault(each, 0) + " times to " + each.split(" ")[1] + ", told "
                                + told.getOrDefault(each, 0) + " times"))
                .toList();
    }

    /** Who follows the feed alone ends with the same picture. */
    private static List<Violation> lastWord(Story story, Map<String, Map<Long, FeedAnswer.Entry>> feeds) {
        List<Violation> found = new ArrayList<>();
        for (OurShipment shipment : story.ours()) {
            feeds.getOrDefault(shipment.place(), Map.of()).values().stream()
                    .filter(entry ->
                            entry.aboutShipment() && entry.subject().equals(Long.toString(shipment.shipmentId())))
                    .reduce((one, later) -> later)
                    .filter(entry -> !entry.stage().equals(shipment.stage()))
                    .ifPresent(entry -> found.add(violation(
                            entry.subject(), "stands at " + shipment.stage() + ", its feed ends with " + entry)));
        }
        return found;
    }

    private static Violation violation(String subject, String what) {
        return new Violation(NAME, subject, what);
    }
}
