package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Location;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What the table does, in memory and by a clock of the test's, for tests of what stands before it. */
final class MemoryTokens implements SharedTokens {

    private static final class Row {
        Stored stored;
        long fencing;
        int refusals;
        String refusal;
        Instant last = Instant.EPOCH;
        Instant leaseUntil = Instant.EPOCH;
    }

    private final Map<Location, Row> rows = new HashMap<>();
    private final Duration lockout;
    private final Clock clock;

    MemoryTokens(Duration lockout, Clock clock) {
        this.lockout = lockout;
        this.clock = clock;
    }

    @Override
    public synchronized Stored read(Location location) {
        return row(location).stored;
    }

    @Override
    public synchronized Claim claim(Location location, long seen, Duration leavesWithin, Duration lease) {
        Row row = row(location);
        if (row.stored != null && row.stored.issue() > seen) {
            return new Claim.Renewed(row.stored);
        }
        if (row.refusals >= Logins.MOST_REFUSALS) {
            return new Claim.Stopped(row.refusals, row.refusal);
        }
        if (row.leaseUntil.isAfter(clock.instant())) {
            return new Claim.Busy();
        }
        Duration remaining = Duration.between(clock.instant(), row.last.plus(lockout));
        if (remaining.isPositive()) {
            return new Claim.LockedOut(remaining, row.refusal);
        }
        row.fencing++;
        row.last = clock.instant().plus(leavesWithin);
        row.leaseUntil = clock.instant().plus(lease);
        return new Claim.Granted(row.fencing);
    }

    @Override
    public synchronized void succeeded(Location location, long fencing, Token token) {
        Row row = ended(location);
        row.stored = new Stored(token, fencing);
        row.refusals = 0;
        row.refusal = null;
    }

    @Override
    public synchronized void refused(Location location, long fencing, String words) {
        Row row = ended(location);
        row.refusals++;
        row.refusal = words;
    }

    @Override
    public synchronized void failed(Location location, long fencing) {
        ended(location);
    }

    @Override
    public synchronized void notSent(Location location, long fencing) {
        ended(location).last = Instant.EPOCH;
    }

    @Override
    public synchronized void drop(Location location, long issue) {
        Row row = row(location);
        if (row.stored != null && row.stored.issue() == issue) {
            row.stored = null;
        }
    }

    private Row ended(Location location) {
        Row row = row(location);
        row.last = clock.instant();
        row.leaseUntil = Instant.EPOCH;
        return row;
    }

    private Row row(Location location) {
        return rows.computeIfAbsent(location, key -> new Row());
    }
}
