package com.nexar.fulfilment.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * Something that goes wrong on purpose.
 *
 * @param operation null for every operation
 * @param after whether the request still takes effect before it goes wrong
 */
record Fault(Operation operation, Kind kind, double probability, Duration delay, boolean after) {

    /** What goes wrong (contract §1, §10; quirks 3 and 21). */
    enum Kind {
        TOO_MANY("429"),
        TOO_MANY_TEXT("429-text"),
        QUOTA("429-quota"),
        INTERNAL("500"),
        BAD_GATEWAY("502"),
        UNAVAILABLE("503"),
        GATEWAY_TIMEOUT("504"),
        HTML("html"),
        TEXT("text"),
        NOT_JSON("not-json"),
        UNAUTHORIZED("401"),
        BODY_UNAUTHORIZED("body-401"),
        FORBIDDEN("403"),
        NOT_FOUND("404"),
        NOT_FOUND_PAGE("404-html"),
        BODY_REFUSED("body-400"),
        /** Answers at last, or never when the caller is faster. */
        TIMEOUT("timeout"),
        RESET("reset"),
        /** The true answer, but only the first half of it. */
        CUT("cut"),
        SLOW("slow"),
        /** Does what it was told and closes the connection without a word. */
        DROP_ANSWER("drop-answer");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }

        boolean usuallyAfter() {
            return this == CUT || this == DROP_ANSWER;
        }

        static Kind of(String key) {
            return Arrays.stream(values())
                    .filter(each -> each.key.equals(key == null ? "" : key.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new UnusableInput("no kind of fault is called " + key + "; there are "
                            + Arrays.stream(values()).map(Kind::key).toList()));
        }
    }

    boolean hits(Operation some) {
        return operation == null || operation == some;
    }

    /** Late, but otherwise as it should be. */
    boolean onlyDelays() {
        return kind == Kind.SLOW;
    }

    /** What goes over the wire instead of the true answer; for some kinds the connection does the rest. */
    Answer answer() {
        return switch (kind) {
            case TOO_MANY -> Answer.gateway(429, "Too Many Requests", Effect.FAULT);
            case TOO_MANY_TEXT -> Answer.text(429, "Too Many Requests", Effect.FAULT);
            case QUOTA -> Answer.gateway(429, "Limit Exceeded", Effect.FAULT);
            case INTERNAL, BAD_GATEWAY -> Answer.gateway(status(), "Internal server error", Effect.FAULT);
            case UNAVAILABLE -> Answer.gateway(503, "Service Unavailable", Effect.FAULT);
            case GATEWAY_TIMEOUT -> Answer.gateway(504, "Endpoint request timed out", Effect.FAULT);
            case HTML -> html(500, "<html><body><h1>Server Error</h1><h2>Something went wrong</h2></body></html>");
            case TEXT -> Answer.text(200, "Something went wrong", Effect.FAULT);
            case NOT_JSON -> html(200, "<html><body><h1>EasyEcom</h1><h2>Please log in</h2></body></html>");
            case UNAUTHORIZED -> Answer.error(401, "Invalid Api token.", Effect.FAULT);
            case BODY_UNAUTHORIZED -> Answer.envelope(401, "token is invalid", Json.EMPTY_LIST, Effect.FAULT);
            case FORBIDDEN -> Answer.gateway(403, "Forbidden", Effect.FAULT);
            case NOT_FOUND -> Answer.gateway(404, "Not Found", Effect.FAULT);
            case NOT_FOUND_PAGE -> html(404, "<html><body><h1>404 Not Found</h1></body></html>");
            case BODY_REFUSED -> Answer.envelope(400, "Something went wrong", Json.EMPTY_LIST, Effect.FAULT);
            case TIMEOUT, RESET, CUT, SLOW, DROP_ANSWER -> Answer.text(0, "", Effect.FAULT);
        };
    }

    private int status() {
        return Integer.parseInt(kind.key());
    }

    private static Answer html(int status, String page) {
        return Answer.of(status, "text/html", page.getBytes(StandardCharsets.UTF_8), Effect.FAULT);
    }
}
