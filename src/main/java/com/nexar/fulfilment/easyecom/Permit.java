package com.nexar.fulfilment.easyecom;

import java.time.Duration;

/** The right to send one call soon. Whether it still holds is asked right before the call leaves. */
final class Permit {

    // What passes between the last check and the bytes on the wire.
    private static final Duration MARGIN = Duration.ofMillis(50);

    private final Long lapsesAt;
    private volatile boolean used;

    private Permit(Long lapsesAt) {
        this.lapsesAt = lapsesAt;
    }

    /** Where calls are not counted. */
    static Permit unlimited() {
        return new Permit(null);
    }

    /** @param askedAt {@link System#nanoTime} before it was asked for: this clock stands still for nobody */
    static Permit askedAt(long askedAt) {
        return new Permit(askedAt + Terms.LAPSE.minus(MARGIN).toNanos());
    }

    void use() throws Wire.PermitLapsed {
        if (lapsesAt != null && System.nanoTime() - lapsesAt >= 0) {
            throw new Wire.PermitLapsed();
        }
        used = true;
    }

    boolean unused() {
        return lapsesAt != null && !used;
    }
}
