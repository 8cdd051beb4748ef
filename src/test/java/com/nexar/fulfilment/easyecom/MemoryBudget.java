package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Location;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What the table does, in memory, for tests of what stands before it: a bucket in real time, the day by a clock of the test's. */
final class MemoryBudget implements SharedBudget {

    final List<Asked> asked = new ArrayList<>();
    boolean down;
    private final Clock clock;
    private LocalDate day = LocalDate.EPOCH;
    private int used;
    private int confirmed;
    private double tokens = Double.NaN;
    private long refilledAt;
    private long pausedUntil = System.nanoTime();

    MemoryBudget(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Taken take(Location location, Terms terms, Asked asking) {
        if (down) {
            throw new EasyEcomUnavailable("the database does not answer", Duration.ofSeconds(2));
        }
        asked.add(asking);
        turnDay();
        long now = System.nanoTime();
        double refill = terms.tier().perSecond() * (now - refilledAt) / 1e9;
        tokens =
                Double.isNaN(tokens) ? terms.capacity() : Math.min(terms.capacity(), tokens + asking.unused() + refill);
        refilledAt = now;
        used -= asking.unused();
        confirmed += asking.confirmed();
        int[] granted = new int[Lane.values().length];
        for (Lane lane : Lane.values()) {
            int most = Math.min((int) Math.floor(tokens - terms.floor(lane)), terms.perDay(lane) - used);
            int take = now < pausedUntil ? 0 : Math.max(0, Math.min(asking.wanted()[lane.ordinal()], most));
            granted[lane.ordinal()] = take;
            tokens -= take;
            used += take;
        }
        return new Taken(granted, tokens, Duration.ofNanos(Math.max(0, pausedUntil - now)), standing(location, terms));
    }

    @Override
    public synchronized Standing standing(Location location, Terms terms) {
        turnDay();
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return new Standing(used, confirmed, Duration.ZERO, end, Duration.between(clock.instant(), end));
    }

    @Override
    public synchronized void pause(Location location, Duration pause) {
        pausedUntil = System.nanoTime() + pause.toNanos();
    }

    @Override
    public synchronized void spent(Location location, Duration lookAgain) {
        throw new UnsupportedOperationException();
    }

    synchronized void used(int calls) {
        turnDay();
        used = calls;
    }

    private void turnDay() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!today.equals(day)) {
            day = today;
            used = 0;
            confirmed = 0;
        }
    }
}
