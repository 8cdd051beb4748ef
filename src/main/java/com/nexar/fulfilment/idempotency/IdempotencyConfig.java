package com.nexar.fulfilment.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code fulfilment.idempotency.*}: how long answers are remembered. */
@ConfigMapping(prefix = "fulfilment.idempotency")
interface IdempotencyConfig {

    /** For so long the same key gets the stored answer; afterwards it is a new key. */
    @WithDefault("7d")
    Duration keep();

    /** How often expired answers are deleted. {@code off} switches it off. */
    @WithDefault("1h")
    String sweepEvery();

    /** Stops the start where a figure makes no sense; names the key. */
    default void check() {
        if (keep().compareTo(Duration.ofMinutes(5)) < 0) {
            throw new IllegalArgumentException("Configuration fulfilment.idempotency.keep: must be 5 minutes or more");
        }
    }
}
