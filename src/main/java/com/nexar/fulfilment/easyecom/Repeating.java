package com.nexar.fulfilment.easyecom;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Reads once more what could not be read, where that is worth it: after a pause that doubles, or the one that was asked for. */
final class Repeating {

    // A read that would have to wait longer than this is the caller's to repeat.
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final EasyEcomConfig config;

    Repeating(EasyEcomConfig config) {
        this.config = config;
    }

    /** @throws EasyEcomUnavailable of the last time */
    <T> T read(Supplier<T> reading) {
        Duration pause = config.retryPause();
        for (int left = config.readRetries(); ; left--) {
            try {
                return reading.get();
            } catch (EasyEcomUnavailable e) {
                Duration wait = e.kind() == EasyEcomUnavailable.Kind.THROTTLED ? e.retryAfter() : jittered(pause);
                if (left == 0 || !worthIt(e) || wait.compareTo(LONGEST_PAUSE) > 0 || !slept(wait)) {
                    throw e;
                }
                pause = pause.multipliedBy(2);
            }
        }
    }

    private static boolean worthIt(EasyEcomUnavailable failure) {
        return switch (failure.kind()) {
            case OUTAGE, THROTTLED -> !failure.ofOneRow();
            case TIMEOUT, LASTING, NOT_OURS, TOO_OLD, SETTLED -> false;
        };
    }

    private static Duration jittered(Duration pause) {
        long millis = Math.max(1, pause.toMillis());
        return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }

    private static boolean slept(Duration wait) {
        try {
            Thread.sleep(wait);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
