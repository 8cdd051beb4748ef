package com.nexar.fulfilment.sandbox;

import java.time.Duration;

/** The time of one account. It runs with the wall clock until somebody advances it or changes its speed. */
final class SandboxClock {
    private long realAnchor = System.currentTimeMillis();
    private long anchor = realAnchor;
    private double scale = 1;

    synchronized long millis() {
        return anchor + (long) ((System.currentTimeMillis() - realAnchor) * scale);
    }

    long seconds() {
        return Math.floorDiv(millis(), 1000L);
    }

    synchronized void advance(Duration step) {
        long now = millis();
        realAnchor = System.currentTimeMillis();
        anchor = now + step.toMillis();
    }

    synchronized void runAt(double newScale) {
        long now = millis();
        realAnchor = System.currentTimeMillis();
        anchor = now;
        scale = newScale;
    }

    synchronized double scale() {
        return scale;
    }
}
