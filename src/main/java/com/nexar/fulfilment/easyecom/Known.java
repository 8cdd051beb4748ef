package com.nexar.fulfilment.easyecom;

import java.time.Duration;
import java.time.Instant;

/** What this pod last heard about a brand's day, and when it asked. */
final class Known {

    private SharedBudget.Standing standing;
    private Long askedAt;

    synchronized void learn(SharedBudget.Standing heard, long at) {
        if (askedAt == null || at - askedAt >= 0) {
            standing = heard;
            askedAt = at;
        }
    }

    /** Asked in vain: not again at once, for each time may take as long as the database's timeout. */
    synchronized void keep(long at) {
        askedAt = at;
    }

    synchronized boolean olderThan(Duration age) {
        return askedAt == null || System.nanoTime() - askedAt > age.toNanos();
    }

    /** Null before the first answer. */
    synchronized SharedBudget.Standing standing() {
        return standing;
    }

    synchronized Instant dayEndsAt() {
        return standing == null ? null : standing.resetsAt();
    }
}
