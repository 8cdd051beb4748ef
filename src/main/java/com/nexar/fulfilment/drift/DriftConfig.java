package com.nexar.fulfilment.drift;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;

/** {@code fulfilment.drift.*}: the comparison with EasyEcom. */
@ConfigMapping(prefix = "fulfilment.drift")
interface DriftConfig {

    /** How often it is looked whether the night's report is due. {@code off} switches the nightly one off. */
    @WithDefault("5m")
    String lookEvery();

    /** When the night's report begins. */
    @WithDefault("02:30")
    LocalTime at();

    @WithDefault("Asia/Kolkata")
    ZoneId zone();

    /** How far back EasyEcom's list is walked. */
    @WithDefault("7d")
    Duration lookBack();

    /** Shipments that a report reads by themselves, one call each. */
    @WithDefault("500")
    int readsAtMost();

    /** The share of the calls that polling may still use today that a report takes at most for these reads. */
    @WithDefault("0.25")
    double quotaShare();

    /** How often old reports are deleted. */
    @WithDefault("1h")
    String sweepEvery();

    /** How long reports are kept. */
    @WithDefault("30d")
    Duration keep();

    /** Stops the start where a figure makes no sense; names the key. */
    default void check() {
        require(
                lookBack().isPositive() && lookBack().compareTo(Duration.ofDays(90)) <= 0,
                "look-back",
                "is up to 90 days");
        require(readsAtMost() >= 0, "reads-at-most", "must not be negative");
        require(quotaShare() > 0 && quotaShare() <= 1, "quota-share", "is above 0 and at most 1");
        require(keep().isPositive(), "keep", "must be longer than nothing");
    }

    private static void require(boolean sensible, String key, String message) {
        if (!sensible) {
            throw new IllegalArgumentException("Configuration fulfilment.drift." + key + ": " + message);
        }
    }
}
