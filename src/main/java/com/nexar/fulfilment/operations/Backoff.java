package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.easyecom.EasyEcomConnection;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next try or the next look. */
@Startup // or silly settings would only be found by the first command
@Singleton
class Backoff {

    private static final Duration FIRST_LOOK = Duration.ofMillis(200);
    private static final Duration YOUNG = Duration.ofMinutes(2);
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(5);

    /** A longer rest of a quiet period is looked into in its middle. */
    private static final Duration LONG_QUIET = Duration.ofSeconds(20);

    private static final int MOST_DOUBLINGS = 16;

    private final OperationsConfig config;
    private final EasyEcomConnection easyecom;
    private final Clock clock;

    Backoff(OperationsConfig config, EasyEcomConnection easyecom, Clock clock) {
        config.check();
        this.config = config;
        this.easyecom = easyecom;
        this.clock = clock;
    }

    /** Full jitter: anything from nothing to a bound that doubles with each failure, after what EasyEcom asked for. */
    Duration after(int failures, Duration asked) {
        long bound = Math.min(
                config.retryAtMost().toMillis(), config.retryPause().toMillis() << Math.min(failures, MOST_DOUBLINGS));
        Duration drawn = Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound + 1));
        return asked == null ? drawn : asked.plus(drawn);
    }

    /** The look right after an answer got lost: mostly it was the answer alone. */
    Duration firstLook(Instant createdAt) {
        return young(createdAt) ? FIRST_LOOK : pause(createdAt);
    }

    /**
     * The next look at an open outcome: soon while the operation is young, ever less often as it grows old, so that none eats
     * up the quota. Within a quiet period a look can only find what came late, which is rare: one in the middle of a long one, and one
     * right after it, which is when a look can decide.
     */
    Duration look(Instant createdAt, Instant quietUntil) {
        Instant now = clock.instant();
        if (quietUntil == null || !quietUntil.isAfter(now)) {
            return pause(createdAt);
        }
        Duration left = Duration.between(now, quietUntil);
        return left.compareTo(LONG_QUIET) > 0 ? left.dividedBy(2) : left.plus(FIRST_LOOK);
    }

    private Duration pause(Instant createdAt) {
        Duration age = Duration.between(createdAt, clock.instant());
        return young(createdAt)
                ? clamp(age.dividedBy(4), FIRST_LOOK, config.settlePause())
                : clamp(age.dividedBy(6), config.settlePause(), LONGEST_LOOK);
    }

    private boolean young(Instant createdAt) {
        return Duration.between(createdAt, clock.instant()).compareTo(YOUNG) < 0;
    }

    Duration quiet() {
        return easyecom.quietPeriod();
    }

    private static Duration clamp(Duration value, Duration least, Duration most) {
        return value.compareTo(least) < 0 ? least : value.compareTo(most) > 0 ? most : value;
    }
}
