package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Tier;
import java.time.Duration;
import java.time.Instant;

/**
 * What is left of a brand's day, over all pods.
 *
 * @param perDay null = unlimited
 * @param leftToday null = unlimited, or not known while the database does not answer
 * @param commandReserve calls of {@code leftToday} that only commands may use; null = unlimited
 * @param resetsAt null where the day begins with the next call
 * @param confirmedToday shipments confirmed with these calls
 */
public record Quota(
        Tier tier,
        Integer perDay,
        Integer leftToday,
        Integer commandReserve,
        Instant resetsAt,
        Duration resetsIn,
        QuotaDay resets,
        Integer usedToday,
        Integer confirmedToday) {

    static Quota of(Terms terms, SharedBudget.Standing standing) {
        if (terms.unlimited()) {
            return new Quota(terms.tier(), null, null, null, null, null, terms.day(), null, null);
        }
        int perDay = terms.tier().perDay();
        if (standing == null) {
            return new Quota(terms.tier(), perDay, null, terms.reserve(), null, null, terms.day(), null, null);
        }
        int left = standing.spent() ? 0 : Math.max(0, perDay - standing.used());
        return new Quota(
                terms.tier(),
                perDay,
                left,
                terms.reserve(),
                standing.resetsAt(),
                standing.resetsIn(),
                terms.day(),
                standing.used(),
                standing.confirmed());
    }

    /** Calls of today that polling may still use; null = unlimited or not known. */
    public Integer leftForPolling() {
        return leftToday == null ? null : Math.max(0, leftToday - commandReserve);
    }

    /** Calls used today per shipment confirmed today; null before the first, and where calls are not counted. */
    public Double callsPerOrder() {
        return usedToday == null || confirmedToday == 0 ? null : Math.round(10.0 * usedToday / confirmedToday) / 10.0;
    }
}
