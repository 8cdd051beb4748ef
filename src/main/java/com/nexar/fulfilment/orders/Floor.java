package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What stands on a location's floor, in numbers. Counted at most once a second per pod and location, and where counting takes long, so
 * seldom that it takes a tenth of the time: whoever looks meanwhile sees the last count.
 */
@Singleton
public class Floor {

    /** How far back {@link Standing#stages} reaches for what is over. */
    public static final Duration OVER_SINCE = Duration.ofHours(24);

    /**
     * @param stages how many shipments stand there; of the final stages those that came there in {@link #OVER_SINCE}
     * @param toDecide open cancellations
     */
    public record Standing(Map<Stage, Long> stages, RiskCounts.Counts risks, long held, long toDecide, Instant asOf) {}

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final int SHARE = 10;

    private static final class Counted {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile Standing standing;
        private volatile long untilNanos;
    }

    private final Map<Location, Counted> counts = new ConcurrentHashMap<>();
    private final Transactions transactions;
    private final FloorCount count;
    private final RiskCounts risks;
    private final Clock clock;

    Floor(Transactions transactions, FloorCount count, RiskCounts risks, Clock clock) {
        this.transactions = transactions;
        this.count = count;
        this.risks = risks;
        this.clock = clock;
    }

    public Standing standing(Location location) {
        Counted counted = counts.computeIfAbsent(location, none -> new Counted());
        if (fresh(counted)) {
            return counted.standing;
        }
        if (counted.standing == null) {
            counted.lock.lock();
        } else if (!counted.lock.tryLock()) {
            return counted.standing; // somebody counts
        }
        try {
            if (!fresh(counted)) {
                count(location, counted);
            }
            return counted.standing;
        } finally {
            counted.lock.unlock();
        }
    }

    private void count(Location location, Counted counted) {
        long began = System.nanoTime();
        Instant now = clock.instant();
        RiskCounts.Counts ofRisk = risks.of(location);
        counted.standing = transactions.in(location, () -> count.in(location, ofRisk, now));
        long took = System.nanoTime() - began;
        counted.untilNanos = System.nanoTime() + Math.max(LEAST.toNanos(), SHARE * took);
    }

    private static boolean fresh(Counted counted) {
        return counted.standing != null && System.nanoTime() - counted.untilNanos < 0;
    }
}
