package com.nexar.fulfilment.faults.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** I2: no accepted intent is lost or stuck: in the end every operation is finished, or visibly waits for a person. */
final class NothingStuck {

    private static final String NAME = "I2";

    private NothingStuck() {}

    static List<Violation> check(Story story) {
        List<Violation> found = new ArrayList<>();
        for (OurOperation operation : story.operations()) {
            if (!operation.finished() && !operation.awaitsPerson()) {
                found.add(new Violation(NAME, subject(operation.results().keySet()), "is stuck: " + operation));
            }
        }
        found.addAll(lost(story));
        found.addAll(unanswered(story));
        return found;
    }

    private static List<Violation> lost(Story story) {
        Map<String, OurOperation> known = story.operations().stream()
                .collect(Collectors.toMap(OurOperation::operationId, Function.identity(), (one, other) -> one));
        return story.heard().stream()
                .filter(each -> each.words().containsValue(Word.ACCEPTED) && each.operationId() != null)
                .filter(each -> !known.containsKey(each.operationId()))
                .map(each -> new Violation(
                        NAME,
                        subject(each.words().keySet()),
                        "accepted with 202 and lost: no operation " + each.operationId()))
                .toList();
    }

    /** A caller that asks patiently must be told in the end. */
    private static List<Violation> unanswered(Story story) {
        List<Violation> found = new ArrayList<>();
        Set<String> awaited = story.operations().stream()
                .filter(OurOperation::awaitsPerson)
                .flatMap(each -> each.results().keySet().stream().map(shipment -> each.kind() + shipment))
                .collect(Collectors.toSet());
        for (Command command : story.commands()) {
            List<Heard> answers = story.heardOf(command.id());
            for (Long shipment : command.shipments()) {
                boolean told = answers.stream()
                        .map(each -> each.words().get(shipment))
                        .anyMatch(word -> word != null && word.last());
                if (!told
                        && !answers.isEmpty()
                        && !awaited.contains(command.kind().name() + shipment)) {
                    found.add(new Violation(
                            NAME,
                            Long.toString(shipment),
                            command.about(shipment) + " was asked " + answers.size()
                                    + " times and never answered for good; last: "
                                    + answers.getLast().text()));
                }
            }
        }
        return found;
    }

    private static String subject(Set<Long> shipments) {
        return shipments.stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
    }
}
