package com.nexar.fulfilment.board;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.GivenUp;
import com.nexar.fulfilment.sync.Quarantine;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** How much of a location ended without success and is left; counted every five seconds at most, by one of those who look. */
@Singleton
class Unresolved {

    /** @param operations of the last thirty days @param rows that could not be read */
    record Counts(long operations, long rows) {}

    private static final Duration KEPT_FOR = Duration.ofSeconds(5);

    /** What nobody missed for so long is no news; who asks for all is shown it still. */
    private static final Duration NEWS = Duration.ofDays(30);

    private static final class Kept {
        private final ReentrantLock looking = new ReentrantLock();
        private volatile Counts counts;
        private volatile long untilNanos;
    }

    private final Map<Location, Kept> kept = new ConcurrentHashMap<>();
    private final GivenUp givenUp;
    private final Quarantine quarantine;
    private final Clock clock;

    Unresolved(GivenUp givenUp, Quarantine quarantine, Clock clock) {
        this.givenUp = givenUp;
        this.quarantine = quarantine;
        this.clock = clock;
    }

    Counts of(Location location) {
        Kept last = kept.computeIfAbsent(location, none -> new Kept());
        if (last.counts == null) {
            last.looking.lock(); // whoever comes first, the others wait for that
            renewed(location, last);
        } else if (System.nanoTime() - last.untilNanos > 0 && last.looking.tryLock()) {
            renewed(location, last);
        }
        return last.counts;
    }

    /** What ended before is no news. */
    Instant since() {
        return clock.instant().minus(NEWS);
    }

    private void renewed(Location location, Kept last) {
        try {
            if (last.counts == null || System.nanoTime() - last.untilNanos > 0) {
                last.counts = new Counts(
                        givenUp.unresolved(location, since()),
                        quarantine.count(location.brand(), Quarantine.Filter.of(location)));
                last.untilNanos = System.nanoTime() + KEPT_FOR.toNanos();
            }
        } finally {
            last.looking.unlock();
        }
    }
}
