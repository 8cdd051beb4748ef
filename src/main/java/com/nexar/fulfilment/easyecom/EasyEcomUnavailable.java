package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.problems.ProblemCode;
import java.time.Duration;

/**
 * Surely not applied: no connection, breaker open, too many requests, no token, quota used up; for reads also every answer
 * that cannot be understood. {@link #retryAfter()} is always set.
 */
public final class EasyEcomUnavailable extends EasyEcomFailure {

    public EasyEcomUnavailable(String detail, Duration retryAfter) {
        this(detail, retryAfter, null);
    }

    public EasyEcomUnavailable(String detail, Duration retryAfter, Throwable cause) {
        this(ProblemCode.UPSTREAM_UNAVAILABLE, detail, retryAfter, cause);
    }

    private EasyEcomUnavailable(ProblemCode code, String detail, Duration retryAfter, Throwable cause) {
        super(code, detail, cause);
        withRetryAfter(retryAfter);
    }

    /** The day's calls are used up; {@code retryAfter} leads to the next UTC midnight. */
    static EasyEcomUnavailable quotaExhausted(String detail, Duration retryAfter) {
        return new EasyEcomUnavailable(ProblemCode.QUOTA_EXHAUSTED, detail, retryAfter, null);
    }
}
