package com.nexar.fulfilment.problems;

import java.util.Locale;

/**
 * Every way in which a request can fail (design section 4). {@link Mover} says whose move it is: the caller's, time's (try
 * again later), or ours.
 */
public enum ProblemCode {
    /** A field is missing or wrong; {@code errors} names each. */
    VALIDATION(400, "The request is not valid", false, Mover.CALLER),
    /** No key, or one that is not known. */
    UNAUTHORIZED(401, "A valid API key is needed", false, Mover.CALLER),
    /** The key is known, but lacks the role. */
    FORBIDDEN(403, "This key may not do that", false, Mover.CALLER),
    /** Not there, or not visible to this key: the two look the same on purpose. */
    NOT_FOUND(404, "Not found", false, Mover.CALLER),
    /** The path exists, the verb does not. */
    METHOD_NOT_ALLOWED(405, "This path does not answer to that method", false, Mover.CALLER),
    /** The caller accepts nothing that we can send. */
    NOT_ACCEPTABLE(406, "Nothing acceptable to send", false, Mover.CALLER),
    /** The body is not of a type that we read. */
    UNSUPPORTED_MEDIA_TYPE(415, "This body type is not read here", false, Mover.CALLER),
    /** The stage does not allow it. */
    STAGE_CONFLICT(409, "The shipment's stage does not allow this", false, Mover.CALLER),
    /** Cancelled at EasyEcom. */
    CANCELLED(409, "The shipment is cancelled", false, Mover.CALLER),
    /** Held at EasyEcom; ends when it is released there. */
    ON_HOLD(409, "The shipment is on hold", true, Mover.TIME),
    /** Tracking starts only after the manifest. */
    MANIFEST_REQUIRED(409, "The shipment is not manifested yet", true, Mover.CALLER),
    /** Another AWB is on the shipment. */
    ALREADY_ASSIGNED(409, "Another AWB is already assigned", false, Mover.CALLER),
    /** The content changed after the warehouse saw it. */
    CONTENT_CHANGED(409, "The shipment's content has changed", false, Mover.CALLER),
    /** The same Idempotency-Key came with another body. */
    IDEMPOTENCY_KEY_REUSED(422, "This Idempotency-Key was used for another request", false, Mover.CALLER),
    /** The same Idempotency-Key is being worked on. */
    IDEMPOTENCY_KEY_IN_PROGRESS(409, "The first request with this Idempotency-Key is still running", true, Mover.TIME),
    /** EasyEcom said no, in its own words. */
    UPSTREAM_REFUSED(422, "EasyEcom refused", false, Mover.CALLER),
    /** EasyEcom cannot be reached or is overloaded; nothing was changed there. */
    UPSTREAM_UNAVAILABLE(503, "EasyEcom is unavailable", true, Mover.TIME),
    /** The request may or may not have taken effect; it is being read back, never resent blindly. */
    OUTCOME_UNKNOWN(503, "The outcome is not known yet", true, Mover.TIME),
    /** Our budget of EasyEcom calls is used up for now. */
    QUOTA_EXHAUSTED(503, "The EasyEcom quota is used up", true, Mover.TIME),
    /** The caller asks for more than its key may; {@code Retry-After} says when it may again. */
    RATE_LIMITED(429, "More than this key may ask for", true, Mover.TIME),
    /** EasyEcom has not made the document yet. */
    DOCUMENT_NOT_READY(409, "The document is not ready yet", true, Mover.TIME),
    /** The feed no longer reaches back that far. */
    FEED_TRUNCATED(410, "The feed starts later", false, Mover.CALLER),
    /** The body or document is larger than we take. */
    TOO_LARGE(413, "Too large", false, Mover.CALLER),
    /** A bug or a broken part of ours; logged with the trace id. */
    INTERNAL(500, "Something broke on our side", true, Mover.US);

    /** Who has to act before a repeat can succeed. */
    public enum Mover {
        CALLER,
        TIME,
        US
    }

    private static final String TYPE_BASE = "https://fulfilment.nexar.example/problems/";

    private final int status;
    private final String title;
    private final boolean retryable;
    private final Mover mover;

    ProblemCode(int status, String title, boolean retryable, Mover mover) {
        this.status = status;
        this.title = title;
        this.retryable = retryable;
        this.mover = mover;
    }

    /** The word in the {@code code} field, such as {@code stage-conflict}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The code that is spelt like this. */
    public static ProblemCode of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    public String type() {
        return TYPE_BASE + code();
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public boolean retryable() {
        return retryable;
    }

    public Mover mover() {
        return mover;
    }
}
