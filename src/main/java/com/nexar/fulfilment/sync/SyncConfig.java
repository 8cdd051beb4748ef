package com.nexar.fulfilment.sync;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code fulfilment.sync.*}: the walks through EasyEcom's lists. */
@ConfigMapping(prefix = "fulfilment.sync")
interface SyncConfig {

    /** Longer than one page may take to come; a dead pod keeps a walk for no longer. */
    @WithDefault("40s")
    Duration lease();

    /** Stops the start where a figure makes no sense; names the key. */
    default void check() {
        if (lease().compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("Configuration fulfilment.sync.lease: must be 1 second or more");
        }
    }
}
