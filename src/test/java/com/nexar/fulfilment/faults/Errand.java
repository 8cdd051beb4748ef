package com.nexar.fulfilment.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A patient warehouse: it repeats one command, at the next pod where the last one is silent, for as long as the answer says that
 * it is worth it, and follows an operation until it has finished.
 */
final class Errand {

    /**
     * The last word.
     *
     * @param outcome SUCCEEDED, the state of the operation, or the code of the problem
     * @param answers in the order they came: statuses, operation states, or the failure of a connection
     */
    record Answer(Order order, String outcome, int status, String text, List<String> answers) {

        /** And not from the operation that it led to. */
        boolean fromCommand() {
            return !text.contains("\"operationId\"");
        }

        @Override
        public String toString() {
            return outcome + " after " + answers;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BETWEEN = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Set<String> FINISHED = Set.of("SUCCEEDED", "PARTIAL", "REFUSED", "FAILED");

    private final List<Pod> pods;
    private final String key;
    private final Duration patience;
    private final List<String> answers = new ArrayList<>();
    private final Order order;
    private int at;

    /** @param first index of the pod that is asked first */
    Errand(Stack stack, int first, Order order, Duration patience) {
        this.order = order;
        this.pods = stack.pods();
        this.key = stack.key();
        this.at = first;
        this.patience = patience;
    }

    Answer run() {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            HttpResponse<String> said =
                    said(order.verb(), base(order) + order.path(), order.body(), order.idempotencyKey());
            Answer answer = said == null ? null : word(said);
            if (answer != null) {
                return answer;
            }
        }
        return new Answer(order, "no final answer within " + patience, 0, "", List.copyOf(answers));
    }

    /** Null where it has to be repeated; it has been waited for already. */
    private Answer word(HttpResponse<String> said) {
        return switch (said.statusCode()) {
            case 200, 201 -> answer("SUCCEEDED", said);
            case 202 -> followed(said);
            case 429, 503 -> later(said);
            case 409 -> said.headers().firstValue("Retry-After").isPresent() ? later(said) : answer(code(said), said);
            default -> said.statusCode() >= 500 ? later(said) : answer(code(said), said);
        };
    }

    /** An operation that FAILED did surely not happen: the command is given again. */
    private Answer followed(HttpResponse<String> accepted) {
        String location = accepted.headers().firstValue("Location").orElseThrow();
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            HttpResponse<String> said = said("GET", location, null, null);
            String state = said == null || said.statusCode() != 200
                    ? ""
                    : tree(said).path("state").asText();
            if (state.equals("FAILED")) {
                return null;
            }
            if (FINISHED.contains(state)) {
                return answer(state, said);
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
        return null;
    }

    private Answer later(HttpResponse<String> said) {
        Duration asked = said.headers()
                .firstValue("Retry-After")
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(BETWEEN);
        LockSupport.parkNanos((asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked).toNanos());
        return null;
    }

    /** Null where there was no answer; the next pod is asked next. */
    private HttpResponse<String> said(String verb, String path, String body, String idempotencyKey) {
        HttpRequest.Builder request = HttpRequest.newBuilder(pods.get(at).url().resolve(path))
                .timeout(Duration.ofSeconds(40))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(
                        verb,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String state = verb.equals("GET") && answer.statusCode() == 200
                    ? " " + tree(answer).path("state").asText()
                    : answer.statusCode() >= 400 ? " " + code(answer) : "";
            note(answer.statusCode() + state);
            return answer;
        } catch (IOException silent) {
            note(silent.getClass().getSimpleName());
            at = (at + 1) % pods.size();
            LockSupport.parkNanos(BETWEEN.toNanos());
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The same word many times in a row is kept once. */
    private void note(String word) {
        if (answers.isEmpty() || !answers.getLast().equals(word)) {
            answers.add(word);
        }
    }

    private Answer answer(String outcome, HttpResponse<String> said) {
        return new Answer(order, outcome, said.statusCode(), said.body(), List.copyOf(answers));
    }

    static String base(Order order) {
        String[] parts = order.ref().split("/");
        return "/v1/brands/" + parts[0] + "/locations/" + parts[1];
    }

    private static String code(HttpResponse<String> said) {
        return tree(said).path("code").asText("HTTP " + said.statusCode());
    }

    private static JsonNode tree(HttpResponse<String> said) {
        try {
            return JSON.readTree(said.body());
        } catch (IOException noJson) {
            return JSON.createObjectNode();
        }
    }
}
