package com.nexar.fulfilment.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** {@code fulfilment.retention.*}: when the database forgets. */
@ConfigMapping(prefix = "fulfilment.retention")
interface RetentionConfig {

    /** For so long after its end (DELIVERED, RTO_DELIVERED, CANCELLED) a shipment's buyer is known here. */
    @WithDefault("90d")
    Duration personalData();

    /** For so long a row that nobody can read is kept after it was last seen; its text holds personal data. */
    @WithDefault("30d")
    Duration quarantine();

    /** For so long a replay and what it came to can be looked at. */
    @WithDefault("30d")
    Duration replays();

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
        require(replays(), "replays");
        notLonger(quarantine(), "fulfilment.retention.quarantine");
        notLonger(replays(), "fulfilment.retention.replays");
        if (operations().compareTo(personalData()) < 0) {
            throw new IllegalArgumentException(
                    "Configuration fulfilment.retention.operations: must not be shorter than personal-data");
        }
    }

    /** What other rooms keep by its age alone may hold words of people, too. */
    default void check(Config settings) {
        List.of(
                        "fulfilment.changes.retention",
                        "fulfilment.webhooks.keep",
                        "fulfilment.inbound.keep",
                        "fulfilment.idempotency.keep",
                        "fulfilment.bundles.keep")
                .forEach(key -> notLonger(settings.getValue(key, Duration.class), key));
    }

    private void notLonger(Duration kept, String key) {
        if (kept.compareTo(personalData()) > 0) {
            throw new IllegalArgumentException(
                    "Configuration " + key
                            + ": must not be longer than fulfilment.retention.personal-data, because words of people are in it");
        }
    }

    private static void require(Duration time, String key) {
        if (time.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException(
                    "Configuration fulfilment.retention." + key + ": must be an hour or more");
        }
    }
}
