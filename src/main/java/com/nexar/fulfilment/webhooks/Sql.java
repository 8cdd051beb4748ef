package com.nexar.fulfilment.webhooks;

import java.time.Duration;
import java.util.List;

/** What the room's statements share. */
final class Sql {

    /** Of an endpoint: nothing speaks against sending to it. */
    static final String WELL =
            "failures = 0, failing_since = null, failed_at = null, last_error = null, paused_until = null";

    private Sql() {}

    /** What {@code array_to_string} made of an array of words. */
    static List<String> list(String joined) {
        return joined == null || joined.isEmpty() ? List.of() : List.of(joined.split(","));
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
