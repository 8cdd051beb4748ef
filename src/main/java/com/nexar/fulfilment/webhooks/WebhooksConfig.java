package com.nexar.fulfilment.webhooks;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** {@code fulfilment.webhooks.*}: what the warehouse's own endpoints are told. */
@ConfigMapping(prefix = "fulfilment.webhooks")
interface WebhooksConfig {

    /** Endpoints may be inside the cluster: private addresses, and http. */
    @WithDefault("false")
    boolean allowPrivateAddresses();

    /** An endpoint has to answer within so long, from the connection on. */
    @WithDefault("15s")
    Duration timeout();

    /** The pauses after the first failure of a delivery, the second, and so on; after the last one it is FAILED. */
    @WithDefault("5s,5m,30m,2h,5h,10h,14h,20h,1d")
    List<Duration> schedule();

    /** While an endpoint fails, one delivery at a time goes out, at least so often. */
    @WithDefault("5m")
    Duration probeAtMost();

    /** An endpoint that took nothing for so long is disabled. */
    @WithDefault("5d")
    Duration disableAfter();

    /** After a rotation the former secret signs as well for so long. */
    @WithDefault("1d")
    Duration secretOverlap();

    /** Deliveries under way to one endpoint, over all pods. */
    @WithDefault("8")
    int perEndpoint();

    /** Deliveries under way from this pod. */
    @WithDefault("64")
    int atOnce();

    /** How long deliveries are listed after their end, and can be sent again; and wait for an endpoint that is DISABLED. */
    @WithDefault("7d")
    Duration keep();

    /** How often the feeds and what is due are looked at besides the wake-ups. {@code off} switches it off. */
    @WithDefault("1s")
    String lookEvery();

    /** How often deliveries that are too old are deleted. {@code off} switches it off. */
    @WithDefault("1h")
    String sweepEvery();

    /** Stops the start where a figure makes no sense; names the key. */
    default void check() {
        require(
                between(timeout(), Duration.ofMillis(100), Duration.ofMinutes(1)),
                "timeout",
                "is from 100 ms to 1 minute");
        require(
                !schedule().isEmpty()
                        && schedule().stream()
                                .allMatch(each -> between(each, Duration.ofMillis(1), Duration.ofDays(7))),
                "schedule",
                "needs pauses of more than 0 and at most 7 days");
        require(
                probeAtMost().compareTo(schedule().getFirst()) >= 0,
                "probe-at-most",
                "must not be below schedule's first pause");
        require(disableAfter().isPositive(), "disable-after", "must be more than 0");
        require(!secretOverlap().isNegative(), "secret-overlap", "must not be negative");
        require(perEndpoint() >= 1 && perEndpoint() <= 100, "per-endpoint", "is from 1 to 100");
        require(atOnce() >= perEndpoint() && atOnce() <= 1000, "at-once", "is from per-endpoint to 1000");
        require(keep().compareTo(Duration.ofMinutes(1)) >= 0, "keep", "must be 1 minute or more");
    }

    private static boolean between(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    private static void require(boolean sensible, String key, String message) {
        if (!sensible) {
            throw new IllegalArgumentException("Configuration fulfilment.webhooks." + key + ": " + message);
        }
    }
}
