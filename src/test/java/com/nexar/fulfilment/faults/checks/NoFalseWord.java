package com.nexar.fulfilment.faults.checks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * I3: no false success (done, says the facade, and EasyEcom knows nothing of it) and no false refusal (no, says the facade, and it
 * happened all the same).
 */
final class NoFalseWord {

    private static final String NAME = "I3";
    /** EasyEcom's own history has whole seconds: what it says of this second may lie after the answer. */
    private static final Duration ROUNDING = Duration.ofSeconds(1);

    /** True of the shipment at the moment, whatever was done with it before. */
    private static final Set<String> ABOUT_NOW =
            Set.of("cancelled", "on-hold", "content-changed", "not-found", "manifest-required");

    private NoFalseWord() {}

    static List<Violation> check(Story story) {
        List<Violation> found = new ArrayList<>();
        Map<String, Command> commands = story.commandsById();
        Map<Long, TrueShipment> truth = story.truthById();
        for (Heard heard : story.heard()) {
            Command command = commands.get(heard.command());
            heard.words().forEach((shipment, word) -> {
                TrueShipment real = truth.get(shipment);
                if (command == null || real == null) {
                    return;
                }
                if (word == Word.SUCCESS && !happened(story, command, real, heard.answered())) {
                    found.add(violation("false success", command, shipment, heard));
                }
                boolean before = happened(story, command, real, heard.answered().minus(ROUNDING));
                if (word == Word.REFUSED && before && !excused(story, command, shipment, heard)) {
                    found.add(violation("false refusal", command, shipment, heard));
                }
            });
        }
        found.addAll(ofOperations(story, truth));
        return found;
    }

    /** At EasyEcom, by this moment. */
    private static boolean happened(Story story, Command command, TrueShipment real, Instant end) {
        return switch (command.kind()) {
            case ASSIGN ->
                command.awb().equals(real.awb())
                                && story.judged(Kind.ASSIGN, real.invoiceId()).stream()
                                        .noneMatch(each ->
                                                each.happened() && each.at().isAfter(end))
                        || assigned(story, command, real, end);
            case CONFIRM -> by(real, TrueShipment.CONFIRM_SUCCESS, end);
            case MANIFEST -> real.manifestNumber() != null && by(real, 7, end);
            case TRACK -> real.scans().contains(command.scan().atEasyEcom());
        };
    }

    private static boolean assigned(Story story, Command command, TrueShipment real, Instant end) {
        return story.judged(Kind.ASSIGN, real.invoiceId()).stream()
                .filter(each -> each.happened() || each.effect().equals("REPEAT"))
                .anyMatch(each ->
                        each.awbs().equals(List.of(command.awb())) && !each.at().isAfter(end));
    }

    private static boolean by(TrueShipment real, int statusId, Instant end) {
        return real.history().stream()
                .anyMatch(step -> step.statusId() == statusId && !step.at().isAfter(end));
    }

    private static boolean excused(Story story, Command command, long shipment, Heard heard) {
        if (heard.code() != null && ABOUT_NOW.contains(heard.code()) && story.acted(shipment, heard.answered())) {
            return true;
        }
        // "it has been manifested already" names the stage and is no refusal of what happened
        boolean saysSo = heard.stage() != null && LegalStages.reached(heard.stage(), stageOf(command.kind()));
        // it may have come true a moment after the word was given, by another attempt
        boolean before = happenedBefore(story, command, shipment, heard.asked());
        return saysSo || !before && anotherAttempt(story, shipment, heard);
    }

    private static boolean happenedBefore(Story story, Command command, long shipment, Instant asked) {
        TrueShipment real = story.truthById().get(shipment);
        return command.kind() != Kind.TRACK && happened(story, command, real, asked.minus(ROUNDING));
    }

    private static boolean anotherAttempt(Story story, long shipment, Heard refused) {
        return story.heardOf(refused.command()).stream()
                .filter(each -> each.words().get(shipment) == Word.SUCCESS)
                .anyMatch(each -> !Objects.equals(each.operationId(), refused.operationId()));
    }

    /** Whoever asked: what our own operations say of themselves. */
    private static List<Violation> ofOperations(Story story, Map<Long, TrueShipment> truth) {
        List<Violation> found = new ArrayList<>();
        for (OurOperation operation : story.operations()) {
            operation.results().forEach((shipment, state) -> {
                TrueShipment real = truth.get(shipment);
                if (real == null || real.gone()) {
                    return;
                }
                boolean there = LegalStages.reached(furthest(real), stageOfOperation(operation.kind()));
                if (state.equals("SUCCEEDED") && !there && !story.acted(shipment, "unassignment", null, Instant.MAX)) {
                    found.add(new Violation(
                            NAME,
                            Long.toString(shipment),
                            "false success: " + operation + ", but EasyEcom has " + real));
                }
                boolean no = state.equals("FAILED") || state.equals("REFUSED");
                if (no && alone(story, operation, shipment) && tookEffect(story, operation, real)) {
                    found.add(new Violation(
                            NAME, Long.toString(shipment), "false refusal: " + operation + ", but it took effect"));
                }
            });
        }
        return found;
    }

    /** The only attempt of its kind, so that an effect can only be its own. */
    private static boolean alone(Story story, OurOperation operation, long shipment) {
        return story.operations().stream()
                        .filter(each -> each.kind().equals(operation.kind())
                                && each.results().containsKey(shipment))
                        .count()
                == 1;
    }

    private static boolean tookEffect(Story story, OurOperation operation, TrueShipment real) {
        return switch (operation.kind()) {
            case "ASSIGN" ->
                story.judged(Kind.ASSIGN, real.invoiceId()).stream().anyMatch(LedgerEntry::happened);
            case "CONFIRM" -> real.last(TrueShipment.CONFIRM_SUCCESS) != null;
            case "MANIFEST" -> real.manifestNumber() != null;
            default -> false;
        };
    }

    /** A cancelled shipment had been somewhere before. */
    private static String furthest(TrueShipment real) {
        if (!real.cancelled()) {
            return real.stage();
        }
        boolean confirmed = real.last(TrueShipment.CONFIRM_SUCCESS) != null;
        return confirmed ? "CONFIRMED" : real.awb() == null ? "RECEIVED" : "ASSIGNED";
    }

    private static String stageOf(Kind kind) {
        return stageOfOperation(kind.name());
    }

    private static String stageOfOperation(String kind) {
        return switch (kind) {
            case "ASSIGN" -> "ASSIGNED";
            case "CONFIRM" -> "CONFIRMED";
            case "MANIFEST", "TRACK" -> "MANIFESTED";
            default -> "RECEIVED";
        };
    }

    private static Violation violation(String what, Command command, long shipment, Heard heard) {
        return new Violation(
                NAME,
                Long.toString(shipment),
                what + " of " + command.about(shipment) + ": heard " + heard.text() + " from pod " + heard.pod()
                        + " at " + heard.answered());
    }
}
