package com.nexar.fulfilment.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code fulfilment.connection.*}: when the feed is told that EasyEcom cannot be used as it should. */
@ConfigMapping(prefix = "fulfilment.connection")
interface ConnectionConfig {

    /** How often the connections are looked at. {@code off} switches it off. */
    @WithDefault("15s")
    String watchEvery();

    /** The orders of a location cannot be read for so long before the feed is told. */
    @WithDefault("2m")
    Duration patience();

    /** The feed is told when less than this part of the day's calls is left besides those that are kept for commands. */
    @WithDefault("0.1")
    double quotaLow();

    Checks checks();

    /** The doctor. */
    interface Checks {

        /** After one checkup of a location its result is answered again for so long, over all pods. */
        @WithDefault("15s")
        Duration every();

        /** What EasyEcom has not answered by then is given up. */
        @WithDefault("20s")
        Duration within();

        /** EasyEcom's clock may be so far from ours; four times as far is a failure, because rows are missed then. */
        @WithDefault("30s")
        Duration clockTolerance();
    }

    /** Stops the start where a figure makes no sense; names the key. */
    default void check() {
        require(!patience().isNegative(), "patience", "must not be negative");
        require(!checks().every().isNegative(), "checks.every", "must not be negative");
        require(
                checks().within().compareTo(Duration.ofSeconds(1)) >= 0
                        && checks().within().compareTo(Duration.ofMinutes(1)) <= 0,
                "checks.within",
                "must be from 1 second to 1 minute");
        require(checks().clockTolerance().isPositive(), "checks.clock-tolerance", "must be more than 0");
        require(quotaLow() >= 0 && quotaLow() < 1, "quota-low", "is a part of the day's calls, from 0 to below 1");
    }

    private static void require(boolean sensible, String key, String message) {
        if (!sensible) {
            throw new IllegalArgumentException("Configuration fulfilment.connection." + key + ": " + message);
        }
    }
}
