package com.nexar.fulfilment.sandbox;

/** The token bucket and the daily quota of one API key (quirk 21). */
final class RateGate {
    private final Tier tier;
    private double permits;
    private long refilledAt = Long.MIN_VALUE;
    private long day = Long.MIN_VALUE;
    private long usedToday;

    RateGate(Tier tier) {
        this.tier = tier;
        this.permits = tier.burst();
    }

    enum Verdict {
        PASS,
        TOO_FAST,
        QUOTA_SPENT
    }

    Verdict enter(long nowMillis, Variants variants) {
        startDay(nowMillis, variants);
        if (tier.unlimited()) {
            usedToday++;
            return Verdict.PASS;
        }
        if (usedToday >= tier.perDay()) {
            return Verdict.QUOTA_SPENT;
        }
        refill(nowMillis);
        if (permits < 1) {
            return Verdict.TOO_FAST;
        }
        permits--;
        usedToday++;
        return Verdict.PASS;
    }

    long usedToday() {
        return usedToday;
    }

    private void startDay(long nowMillis, Variants variants) {
        long second = Math.floorDiv(nowMillis, 1000L);
        long today = switch (variants.of(Switch.QUOTA_RESET)) {
            case "ist" -> Math.floorDiv(second + IndianTime.IST.getTotalSeconds(), IndianTime.DAY);
            case "rolling" -> day == Long.MIN_VALUE || second - day >= IndianTime.DAY ? second : day;
            default -> Math.floorDiv(second, IndianTime.DAY);
        };
        if (today != day) {
            day = today;
            usedToday = 0;
        }
    }

    private void refill(long nowMillis) {
        if (refilledAt != Long.MIN_VALUE) {
            permits = Math.min(tier.burst(), permits + (nowMillis - refilledAt) / 1000.0 * tier.rate());
        }
        refilledAt = nowMillis;
    }
}
