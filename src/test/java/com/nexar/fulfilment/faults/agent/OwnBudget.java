package com.nexar.fulfilment.faults.agent;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** {@code PermitLine.take(location, lane)}, as if this pod were the only one: a token bucket in its memory. */
final class OwnBudget {

    private static final Map<Object, OwnBudget> BUDGETS = new ConcurrentHashMap<>();
    private static final long LOOK_NANOS = 10_000_000;

    private final double rate;
    private final double burst;
    private double permits;
    private long filledAt = System.nanoTime();

    private OwnBudget(double rate, double burst) {
        this.rate = rate;
        this.burst = burst;
        this.permits = burst;
    }

    static Object permit(Object line, Object[] arguments) {
        Object terms = Mirror.field(line, "terms");
        if (!(Boolean) Mirror.call(terms, "unlimited")) {
            Object tier = Mirror.field(terms, "tier");
            OwnBudget mine = BUDGETS.computeIfAbsent(
                    line,
                    fresh -> new OwnBudget(
                            ((Number) Mirror.call(tier, "perSecond")).doubleValue(),
                            ((Number) Mirror.call(tier, "burst")).doubleValue()));
            while (!mine.take()) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
        return Mirror.callStatic(line, "easyecom.Permit", "unlimited");
    }

    private synchronized boolean take() {
        long now = System.nanoTime();
        permits = Math.min(burst, permits + (now - filledAt) / 1e9 * rate);
        filledAt = now;
        if (permits < 1) {
            return false;
        }
        permits--;
        return true;
    }
}
