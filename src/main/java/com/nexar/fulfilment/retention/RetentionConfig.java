package com.nexar.fulfilment.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code fulfilment.retention.*}: when the database forgets. */
@ConfigMapping(prefix = "fulfilment.retention")
interface RetentionConfig {

    /** For so long after its end (DELIVERED, RTO_DELIVERED, CANCELLED) a shipment's buyer is known here. */
    @WithDefault("90d")
    Duration personalData();

    /** For so long a row that nobody can read is kept after it was last seen; its text holds personal data. */
    @WithDefault("30d")
    Duration quarantine();

    /** For so long a command can be looked at after its end. */
    @WithDefault("400d")
    Duration operations();

    /** How often there is a round. {@code off} switches it off. */
    @WithDefault("10m")
    String every();

    /** Stops the start where a figure makes no sense; names the key. */
    default void check() {
        require(personalData(), "personal-data");
        require(quarantine(), "quarantine");
        require(operations(), "operations");
        if (operations().compareTo(personalData()) < 0) {
            throw new IllegalArgumentException(
                    "Configuration fulfilment.retention.operations: must not be shorter than personal-data");
        }
    }

    private static void require(Duration time, String key) {
        if (time.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException(
                    "Configuration fulfilment.retention." + key + ": must be an hour or more");
        }
    }
}
