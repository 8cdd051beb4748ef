package com.nexar.fulfilment.stopping;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code fulfilment.stopping.*}: the end of a pod. */
@ConfigMapping(prefix = "fulfilment.stopping")
interface StoppingConfig {

    /** From SIGTERM on, for all that is under way; then leases are given back, and the process ends within 3 s more. */
    @WithDefault("22s")
    Duration within();

    /** Stops the start where a figure makes no sense; names the key. */
    default void check() {
        if (!within().isPositive()) {
            throw new IllegalArgumentException("Configuration fulfilment.stopping.within: must be more than 0");
        }
    }
}
