package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.pages.Moment;
import com.nexar.fulfilment.problems.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/** The filters of our lists, read with a problem that names field and remedy. */
final class Parse {

    private Parse() {}

    static Stage stage(String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        return Arrays.stream(Stage.values())
                .filter(stage -> stage.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("stage", "is one of " + Arrays.toString(Stage.values())));
    }

    static Risk risk(String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        return Arrays.stream(Risk.values())
                .filter(risk -> risk.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("risk", "is one of " + Arrays.toString(Risk.values())));
    }

    static Boolean bool(String field, String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Problem.invalid(field, "is true or false");
        };
    }

    static Instant time(String field, String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return Moment.parse(text);
        } catch (DateTimeException e) {
            throw Problem.invalid(field, "needs an RFC 3339 time with its zone, such as 2026-02-03T10:00:00Z");
        }
    }
}
