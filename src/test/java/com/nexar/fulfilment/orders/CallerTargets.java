package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.hostile.Target;
import com.nexar.fulfilment.pages.Cursor;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** What reads the filters of callers; whatever it does not like is a problem of that field. */
public final class CallerTargets {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private CallerTargets() {}

    public static List<Target> all() {
        return List.of(
                target("cursor", CallerTargets::cursor, cursors()),
                target("filter-time", CallerTargets::time, "2026-02-03T10:00:00Z", "2026-02-03T10:00:00.5+05:30"),
                target("filter-word", CallerTargets::word, "RECEIVED", "delivered", "AT_RISK", "true"),
                target("shipment-id", text -> "id " + (UpstreamId.parse("shipmentId", text) > 0), "90210001", "1"));
    }

    private static String cursor(String text) {
        Cursor cursor = Cursor.parse(text, "orderId", 2);
        if (cursor != null && cursor.key().stream().anyMatch(part -> part.indexOf('\0') >= 0)) {
            throw new AssertionError("no database takes a NUL");
        }
        return cursor == null ? "none" : "cursor";
    }

    private static String time(String text) {
        Instant time = Parse.time("updatedSince", text);
        if (time != null && (time.isBefore(EARLIEST) || time.isAfter(LATEST))) {
            throw new AssertionError("no database takes this time");
        }
        return time == null ? "none" : "time";
    }

    private static String word(String text) {
        try {
            return "stage " + (Parse.stage(text) != null);
        } catch (Problem e) {
            return text.length() > 5 ? "risk " + (Parse.risk(text) != null) : "flag " + Parse.bool("eligible", text);
        }
    }

    private static Target target(String name, Function<String, String> reader, String... seeds) {
        return new Target(
                name,
                2,
                Arrays.stream(seeds)
                        .map(seed -> seed.getBytes(StandardCharsets.UTF_8))
                        .toList(),
                input -> {
                    try {
                        return reader.apply(new String(input, StandardCharsets.UTF_8));
                    } catch (Problem e) {
                        if (e.code() != ProblemCode.VALIDATION) {
                            throw e;
                        }
                        return "problem";
                    }
                });
    }

    private static String[] cursors() {
        return new String[] {
            new Cursor("orderId", List.of("", "70110001")).text(),
            new Cursor("orderId", List.of("2026-02-03 10:00:00+00", "\0")).text(),
            "b3JkZXJJZB8fNw"
        };
    }
}
