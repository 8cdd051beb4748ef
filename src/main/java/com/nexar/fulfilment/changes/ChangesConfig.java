package com.nexar.fulfilment.changes;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code fulfilment.changes.*}: the feed. */
@ConfigMapping(prefix = "fulfilment.changes")
interface ChangesConfig {

    /** How long an entry stays in the feed. A reader that comes back later is told {@code feed-truncated}. */
    @WithDefault("7d")
    Duration retention();

    /** How often entries that are too old are looked for. {@code off} switches it off. */
    @WithDefault("10m")
    String trimEvery();

    /** A reader that waits looks at least so often, should no wake-up reach its pod. */
    @WithDefault("2s")
    Duration pollEvery();

    /** A stream without news says so often that it is alive. */
    @WithDefault("15s")
    Duration heartbeat();

    /** Stops the start where a figure makes no sense; names the key. */
    default void check() {
        require(retention().compareTo(Duration.ofMinutes(1)) >= 0, "retention", "must be 1 minute or more");
        require(pollEvery().isPositive(), "poll-every", "must be more than 0");
        require(heartbeat().compareTo(pollEvery()) >= 0, "heartbeat", "must not be below poll-every");
    }

    private static void require(boolean sensible, String key, String message) {
        if (!sensible) {
            throw new IllegalArgumentException("Configuration fulfilment.changes." + key + ": " + message);
        }
    }
}
