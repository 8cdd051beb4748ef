package com.nexar.fulfilment.faults.checks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * I13: whatever was cancelled after the warehouse had taken it is put to the warehouse, nothing else is; and what it decides stands,
 * once.
 */
final class HandshakeStands {

    private static final String NAME = "I13";

    private HandshakeStands() {}

    static List<Violation> check(Story story) {
        Map<Long, List<Decision>> said = story.decisions().stream().collect(Collectors.groupingBy(Decision::shipment));
        Map<Long, TrueShipment> truth = story.truthById();
        List<Violation> found = new ArrayList<>();
        for (OurCancellation our : story.cancellations()) {
            TrueShipment real = truth.get(our.shipmentId());
            if (real == null) {
                continue;
            }
            List<Decision> words = said.getOrDefault(our.shipmentId(), List.of());
            asked(story, real, our, words, found);
            decided(our, words, found);
        }
        return found;
    }

    private static void asked(
            Story story, TrueShipment real, OurCancellation our, List<Decision> words, List<Violation> found) {
        Instant cancelled = story.acts().stream()
                .filter(act -> act.shipment() == our.shipmentId() && act.what().equals("cancellation"))
                .map(Act::at)
                .findFirst()
                .orElse(null);
        boolean taken = words.stream().anyMatch(Decision::acknowledges);
        boolean takenBefore = cancelled != null
                && words.stream()
                        .anyMatch(each -> each.acknowledges()
                                && each.taken()
                                && each.answered().isBefore(cancelled));
        if (real.cancelled() && takenBefore && our.requestedAt() == null) {
            found.add(violation(our, "was taken by the warehouse before it was cancelled, and nobody asked: " + words));
        }
        if (our.requestedAt() != null && !taken) {
            found.add(violation(our, "waits for a decision, and the warehouse never took it"));
        }
        if (our.requestedAt() != null && !real.cancelled()) {
            found.add(violation(our, "waits for a decision, and EasyEcom knows of no cancellation"));
        }
    }

    private static void decided(OurCancellation our, List<Decision> words, List<Violation> found) {
        Set<String> stands = words.stream()
                .filter(each -> each.taken() && !each.acknowledges())
                .map(Decision::outcome)
                .collect(Collectors.toSet());
        if (stands.size() > 1 || stands.size() == 1 && !stands.contains(our.outcome())) {
            found.add(violation(our, "was decided as " + stands + ": " + words));
        }
        boolean said = words.stream().anyMatch(each -> each.outcome().equals(our.outcome()));
        if (our.outcome() != null && !said) {
            found.add(violation(our, "was decided by nobody: " + words));
        }
    }

    private static Violation violation(OurCancellation our, String what) {
        return new Violation(NAME, Long.toString(our.shipmentId()), what + "; ours: " + our);
    }
}
