package com.nexar.fulfilment.inbound;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code fulfilment.inbound.*}: what EasyEcom's webhooks make us do. */
@ConfigMapping(prefix = "fulfilment.inbound")
interface InboundConfig {

    /** So long a message waits for others about the same shipment before it is read. */
    @WithDefault("300ms")
    Duration gather();

    /** The shortest time between two reads of one shipment because of messages. */
    @WithDefault("2s")
    Duration rest();

    /** How often to look for reads that other pods left. {@code off} only in tests. */
    @WithDefault("1s")
    String lookEvery();

    /** The pause after EasyEcom could not be read; doubles each time. */
    @WithDefault("2s")
    Duration retryPause();

    /** The longest such pause. */
    @WithDefault("2m")
    Duration retryAtMost();

    /** Reads of one location that a pod takes on at once. */
    @WithDefault("200")
    int batch();

    /** How long it is remembered which messages came, and unreadable ones with their text. */
    @WithDefault("7d")
    Duration keep();

    /** How often old ones are deleted. {@code off} only in tests. */
    @WithDefault("1h")
    String sweepEvery();

    Guardian guardian();

    Polling polling();

    /** {@code fulfilment.inbound.guardian.*}: when the webhooks are said not to work. */
    interface Guardian {

        /** How often to look. {@code off} only in tests. */
        @WithDefault("15s")
        String every();

        /** So long after a change that polling found, a webhook that would announce it is missed. */
        @WithDefault("3m")
        Duration patience();

        /** The share of the failures after which EasyEcom slows down or gives up, from which on they are said to fail. */
        @WithDefault("0.5")
        double alarm();
    }

    /** {@code fulfilment.inbound.polling.*}: how often orders are asked for, within the day's calls. */
    interface Polling {

        /** While webhooks work. */
        @WithDefault("2m")
        Duration working();

        /** While they are silent or failing. */
        @WithDefault("10s")
        Duration degraded();
    }

    /** Stops the start where a figure makes no sense; names the key. */
    default void check() {
        require(
                !gather().isNegative() && atMost(gather(), Duration.ofMinutes(1)),
                "gather",
                "must be from 0 to 1 minute");
        require(!rest().isNegative() && atMost(rest(), Duration.ofMinutes(10)), "rest", "must be from 0 to 10 minutes");
        require(positive(retryPause()), "retry-pause", "must be more than 0");
        require(atMost(retryPause(), retryAtMost()), "retry-at-most", "must not be below retry-pause");
        require(batch() > 0 && batch() <= 1000, "batch", "must be from 1 to 1000");
        require(
                atMost(Duration.ofDays(1), keep()),
                "keep",
                "must be 1 day or more: EasyEcom's own count goes back so far");
        require(positive(guardian().patience()), "guardian.patience", "must be more than 0");
        require(guardian().alarm() > 0 && guardian().alarm() <= 1, "guardian.alarm", "must be above 0, at most 1");
        require(positive(polling().working()), "polling.working", "must be more than 0");
        require(atMost(Duration.ofSeconds(1), polling().degraded()), "polling.degraded", "must be 1 second or more");
        require(
                atMost(polling().degraded(), polling().working()),
                "polling.working",
                "must not be below polling.degraded");
    }

    private static boolean positive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private static boolean atMost(Duration one, Duration other) {
        return one.compareTo(other) <= 0;
    }

    private static void require(boolean sensible, String key, String message) {
        if (!sensible) {
            throw new IllegalArgumentException("Configuration fulfilment.inbound." + key + ": " + message);
        }
    }
}
