package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.problems.ProblemCode;
import java.time.Duration;
import java.time.Instant;

/**
 * A write that may have been applied: timeout, reset, 5xx, HTML, an unreadable or cut body. Read back; send again only when
 * a read-back taken one quiet period after {@link #sentNotAfter()} shows nothing (design section 5).
 */
public final class EasyEcomUncertain extends EasyEcomFailure {

    private final Duration quietPeriod;
    private final Instant sentNotAfter;

    public EasyEcomUncertain(String detail, Duration quietPeriod, Instant sentNotAfter, Throwable cause) {
        super(ProblemCode.OUTCOME_UNKNOWN, detail, cause);
        this.quietPeriod = quietPeriod;
        this.sentNotAfter = sentNotAfter;
        withRetryAfter(quietPeriod);
    }

    /**
     * {@code quiet.after-timeout} (35 s) after a timeout, reset or 504, because EasyEcom may think for 29 s; {@code
     * quiet.after-error} (3 s) after a complete 500, 502 or 503.
     */
    public Duration quietPeriod() {
        return quietPeriod;
    }

    /** The last moment at which the request could have left us. */
    public Instant sentNotAfter() {
        return sentNotAfter;
    }
}
