package com.nexar.fulfilment.faults;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** When everybody gives up; put off while the faults last, because only the time after them counts. */
final class Deadline {

    private final AtomicLong end;
    private final Duration longestPause;

    Deadline(Duration first, Duration longestPause) {
        this.end = new AtomicLong(System.nanoTime() + first.toNanos());
        this.longestPause = longestPause;
    }

    void in(Duration fromNow) {
        end.set(System.nanoTime() + fromNow.toNanos());
    }

    boolean passed() {
        return System.nanoTime() - end.get() > 0;
    }

    /** What a caller is told to wait, it waits, but never longer than this. */
    Duration longestPause() {
        return longestPause;
    }
}
