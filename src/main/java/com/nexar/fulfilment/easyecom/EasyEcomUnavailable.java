package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.problems.ProblemCode;
import java.time.Duration;

/**
 * Surely not applied: no connection, breaker open, too many requests, no token, quota used up; for reads also every answer
 * that cannot be understood. {@link #retryAfter()} is always set.
 */
public final class EasyEcomUnavailable extends EasyEcomFailure {

    /** Decides what a retry is worth and what the breaker counts. */
    enum Kind {
        /** No connection, 5xx, an answer that makes no sense: counts, worth a retry of a read. */
        OUTAGE,
        /** No answer in time: counts, but another wait as long is not worth it. */
        TIMEOUT,
        /** A name that is not known, a redirect that leads nowhere: counts, but a moment later it is the same. */
        LASTING,
        /** 429: EasyEcom is well, so it does not count. */
        THROTTLED,
        /** Whoever wanted to send it may no longer ({@link SendRight}): says nothing about EasyEcom. */
        NOT_OURS,
        /** What it was decided on had become too old before it could leave: says nothing about EasyEcom either. */
        TOO_OLD,
        /** Breaker, bulkhead, lockout, quota, credentials: only time or a person helps. */
        SETTLED
    }

    /** What a person would have to look at. */
    public enum About {
        /** EasyEcom, the way to it, or time. */
        ELSE,
        /** Its gateway refused the x-api-key. */
        API_KEY,
        /** It refused the login, or has refused it before. */
        LOGIN
    }

    private final Kind kind;
    private boolean ofOneRow;
    private About about = About.ELSE;
    private String words;

    public EasyEcomUnavailable(String detail, Duration retryAfter) {
        this(detail, retryAfter, Kind.SETTLED, null);
    }

    EasyEcomUnavailable(String detail, Duration retryAfter, Kind kind, Throwable cause) {
        this(ProblemCode.UPSTREAM_UNAVAILABLE, detail, retryAfter, kind, cause);
    }

    private EasyEcomUnavailable(ProblemCode code, String detail, Duration retryAfter, Kind kind, Throwable cause) {
        super(code, detail, cause);
        this.kind = kind;
        withRetryAfter(retryAfter);
    }

    /** The day's calls are used up; {@code retryAfter} leads to their return. */
    static EasyEcomUnavailable quotaExhausted(String detail, Duration retryAfter) {
        return new EasyEcomUnavailable(ProblemCode.QUOTA_EXHAUSTED, detail, retryAfter, Kind.SETTLED, null);
    }

    /** What it was decided on had become too old while it waited for its turn; it did not leave, and can be decided anew at once. */
    static EasyEcomUnavailable tooOld(String what) {
        return new EasyEcomUnavailable(
                what
                        + ": not sent, because EasyEcom was asked too long ago by the time that it could have left; it is asked anew first.",
                Duration.ZERO,
                Kind.TOO_OLD,
                null);
    }

    public boolean tooOld() {
        return kind == Kind.TOO_OLD;
    }

    /** EasyEcom answered, and only the row that was asked for cannot be read. */
    static EasyEcomUnavailable unreadableRow(String detail, Duration retryAfter) {
        return new EasyEcomUnavailable(detail, retryAfter).aboutOne();
    }

    /** @param said EasyEcom's words; null for none */
    EasyEcomUnavailable about(About what, String said) {
        about = what;
        words = said;
        return this;
    }

    public About about() {
        return about;
    }

    /** EasyEcom's words, where it refused login or key; null otherwise. */
    public String words() {
        return words;
    }

    EasyEcomUnavailable aboutOne() {
        ofOneRow = true;
        return this;
    }

    /** Whether it says something of one row or document only, so that others may well be had. */
    public boolean ofOneRow() {
        return ofOneRow;
    }

    /** For another thread that waits for the same. */
    EasyEcomUnavailable again() {
        return new EasyEcomUnavailable(code(), getMessage(), retryAfter(), kind, getCause()).about(about, words);
    }

    Kind kind() {
        return kind;
    }
}
