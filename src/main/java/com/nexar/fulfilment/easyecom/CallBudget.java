package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Tier;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What one x-api-key may still send: requests a second with a burst, and requests a UTC day (contract section 10). Known to
 * this process only.
 */
final class CallBudget {

    private final Tier tier;
    private final Duration longestWait;
    private final Clock clock;
    private final Bucket rate;
    private LocalDate day = LocalDate.EPOCH;
    private int usedToday;

    CallBudget(Tier tier, Duration longestWait, Clock clock) {
        this.tier = tier;
        this.longestWait = longestWait;
        this.clock = clock;
        this.rate = tier == Tier.UNLIMITED ? null : rate(tier);
    }

    /**
     * Waits for a permit.
     *
     * @throws EasyEcomUnavailable when the day's quota is used up, or the wait would be too long
     */
    void take() {
        if (tier == Tier.UNLIMITED) {
            return;
        }
        if (!takeOfToday()) {
            throw EasyEcomUnavailable.quotaExhausted(
                    "The " + tier + " quota of " + tier.perDay()
                            + " EasyEcom calls a day is used up; nothing was sent. It" + " starts anew at " + resetsAt()
                            + ".",
                    Duration.between(clock.instant(), resetsAt()));
        }
        if (!waitForRate()) {
            giveBack();
            throw new EasyEcomUnavailable(
                    "No permit within " + longestWait.toSeconds() + " s at " + tier.perSecond()
                            + " EasyEcom calls a second; nothing was sent.",
                    Duration.ofSeconds(1));
        }
    }

    /** Null = unlimited. */
    synchronized Integer leftToday() {
        if (tier == Tier.UNLIMITED) {
            return null;
        }
        turnDay();
        return tier.perDay() - usedToday;
    }

    /** The next UTC midnight. */
    Instant resetsAt() {
        return today().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Bucket rate(Tier tier) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(tier.burst()).refillGreedy(tier.perSecond(), Duration.ofSeconds(1)))
                .build();
    }

    private boolean waitForRate() {
        try {
            return rate.asBlocking().tryConsume(1, longestWait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    synchronized boolean takeOfToday() {
        turnDay();
        if (usedToday >= tier.perDay()) {
            return false;
        }
        usedToday++;
        return true;
    }

    private synchronized void giveBack() {
        usedToday = Math.max(0, usedToday - 1);
    }

    private void turnDay() {
        if (!today().equals(day)) {
            day = today();
            usedToday = 0;
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
