package com.nexar.fulfilment.access;

import java.time.Duration;

/** A token bucket; full at the beginning. */
final class Bucket {

    private static final double NANOS = 1e9;

    private final double perSecond;
    private final int burst;
    private double tokens;
    private long at;

    Bucket(double perSecond, int burst, long now) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = burst;
        this.at = now;
    }

    /** @param now of {@link System#nanoTime} */
    synchronized Rate take(long now) {
        tokens = Math.min(burst, tokens + perSecond * Math.max(0, now - at) / NANOS);
        at = now;
        boolean granted = tokens >= 1;
        if (granted) {
            tokens--;
        }
        return new Rate(
                granted,
                burst,
                seconds(burst / perSecond),
                (int) tokens,
                seconds((burst - tokens) / perSecond),
                seconds(Math.max(0, 1 - tokens) / perSecond));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * NANOS));
    }
}
