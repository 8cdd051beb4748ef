package com.nexar.fulfilment.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.faults.checks.Command;
import com.nexar.fulfilment.faults.checks.Heard;
import com.nexar.fulfilment.faults.checks.Kind;
import com.nexar.fulfilment.faults.checks.Word;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a warehouse takes from an answer to a command, or from a look at its operation, by the API's document alone. */
final class Meaning {

    private static final Set<String> PASSING =
            Set.of("idempotency-key-in-progress", "on-hold", "manifest-required", "document-not-ready");

    private Meaning() {}

    /** @param awaited whether a hold is expected to end, so that it is worth asking again */
    static Heard of(Command command, String caller, String key, Replicas.Answer answer, boolean awaited) {
        Map<Long, Word> words = new LinkedHashMap<>();
        switch (answer.status()) {
            case 0, 500 -> all(words, command, Word.NOTHING);
            case 200, 201 -> done(words, command, answer.body());
            case 202 -> all(words, command, Word.ACCEPTED);
            case 404, 429, 502, 503, 504 -> all(words, command, Word.LATER);
            case 409, 422 -> refused(words, command, answer.body(), awaited);
            default -> throw new IllegalStateException(command + " was given wrongly: " + answer.text());
        }
        return heard(command, caller, key, answer, answer.code(), operation(command, answer), words);
    }

    /** Nothing new while it is open. */
    static Heard ofOperation(Command command, String caller, String key, String operation, Replicas.Answer look) {
        Map<Long, Word> words = new LinkedHashMap<>();
        for (JsonNode result : look.body().path("results")) {
            switch (result.path("state").asText()) {
                case "SUCCEEDED" -> words.put(result.path("shipmentId").asLong(), Word.SUCCESS);
                case "REFUSED" -> words.put(result.path("shipmentId").asLong(), Word.REFUSED);
                case "FAILED" -> words.put(result.path("shipmentId").asLong(), Word.FAILED);
                default -> {}
            }
        }
        words.keySet().retainAll(command.shipments());
        String code = look.body().path("problem").path("code").asText(null);
        return heard(
                command,
                caller,
                key,
                look,
                code == null ? look.body().path("state").asText(null) : code,
                operation,
                words);
    }

    static boolean finished(Replicas.Answer look) {
        return Set.of("SUCCEEDED", "PARTIAL", "REFUSED", "FAILED")
                .contains(look.body().path("state").asText());
    }

    private static Heard heard(
            Command command,
            String caller,
            String key,
            Replicas.Answer answer,
            String code,
            String operation,
            Map<Long, Word> words) {
        return new Heard(
                command.id(),
                caller,
                answer.pod(),
                key,
                answer.asked(),
                answer.answered(),
                answer.status(),
                code,
                stage(answer.body()),
                operation,
                words,
                answer.text());
    }

    private static String stage(JsonNode body) {
        return body.path("stage").asText(body.path("problem").path("stage").asText(null));
    }

    private static String operation(Command command, Replicas.Answer answer) {
        JsonNode body = answer.body();
        if (body.hasNonNull("operationId")) {
            return body.path("operationId").asText();
        }
        return command.kind() == Kind.MANIFEST ? body.path("manifestId").asText(null) : null;
    }

    private static void all(Map<Long, Word> words, Command command, Word word) {
        command.shipments().forEach(shipment -> words.put(shipment, word));
    }

    /** A manifest says it group by group; of a group that is not wholly done, its operation tells. */
    private static void done(Map<Long, Word> words, Command command, JsonNode body) {
        if (command.kind() != Kind.MANIFEST) {
            all(words, command, Word.SUCCESS);
            return;
        }
        all(words, command, Word.ACCEPTED);
        for (JsonNode group : body.path("groups")) {
            if (group.path("state").asText().equals("MANIFESTED")) {
                group.path("shipmentIds").forEach(id -> words.put(id.asLong(), Word.SUCCESS));
            }
        }
        blocked(words, body, false);
    }

    private static void refused(Map<Long, Word> words, Command command, JsonNode body, boolean awaited) {
        all(words, command, word(body, awaited));
        blocked(words, body, awaited);
    }

    private static void blocked(Map<Long, Word> words, JsonNode body, boolean awaited) {
        for (JsonNode each : body.path("blocked")) {
            words.put(each.path("shipmentId").asLong(), word(each.path("problem"), awaited));
        }
    }

    private static Word word(JsonNode problem, boolean awaited) {
        String code = problem.path("code").asText();
        boolean busy = code.equals("stage-conflict")
                && (problem.hasNonNull("operationId")
                        || problem.path("retryable").asBoolean());
        boolean passes = PASSING.contains(code) && (awaited || !code.equals("on-hold"));
        boolean unavailable = problem.path("status").asInt() >= 500;
        return busy || passes || unavailable ? Word.LATER : Word.REFUSED;
    }
}
