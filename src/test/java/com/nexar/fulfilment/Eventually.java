package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what happens in the background, by looking; never longer than it takes. */
public final class Eventually {

    private static final Duration MOST = Duration.ofSeconds(30);
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private Eventually() {}

    public static <T> void become(T expected, Supplier<T> actual) {
        long end = System.nanoTime() + MOST.toNanos();
        T now = actual.get();
        while (!expected.equals(now) && System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN.toNanos());
            now = actual.get();
        }
        assertThat(now).isEqualTo(expected);
    }

    /** For what must not happen within a time. */
    public static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }
}
