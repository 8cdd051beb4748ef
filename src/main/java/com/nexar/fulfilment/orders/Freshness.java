package com.nexar.fulfilment.orders;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * For how long what EasyEcom said may be acted on: {@code fulfilment.orders.gate.max-age} after it was asked, up to the moment at which
 * the command leaves. Moments are of {@link System#nanoTime()}.
 */
final class Freshness {

    private final Duration maxAge;
    private final Clock clock;

    Freshness(Duration maxAge, Clock clock) {
        this.maxAge = maxAge;
        this.clock = clock;
    }

    /** Those that EasyEcom was asked about too long ago. */
    List<Long> old(Collection<ShipmentFacts> known) {
        return known.stream()
                .filter(facts -> !left(facts.knownAsOf()).isPositive())
                .map(ShipmentFacts::shipmentId)
                .toList();
    }

    /** Of what others have read: long enough for a command to leave, or it had better be read anew. */
    boolean lasts(Instant asked) {
        return left(asked).compareTo(maxAge.dividedBy(5)) > 0;
    }

    long until(Instant asked) {
        return System.nanoTime() + left(asked).toNanos();
    }

    /**
     * Of what was read just now, and cannot be had any fresher: half as long from now on in any case. Else an EasyEcom that answers
     * slowly, or many shipments that are read one by one, would keep a command from ever leaving.
     */
    long untilAfterReading(Instant asked) {
        Duration left = left(asked);
        Duration least = maxAge.dividedBy(2);
        return System.nanoTime() + (left.compareTo(least) > 0 ? left : least).toNanos();
    }

    private Duration left(Instant asked) {
        return Duration.between(clock.instant(), asked.plus(maxAge));
    }
}
