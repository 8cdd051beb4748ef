package com.nexar.fulfilment.faults.checks;

/** What a caller may take from an answer, about one shipment. */
public enum Word {
    /** Done: 200, 201, or its operation SUCCEEDED. */
    SUCCESS,
    /** 202: the facade carries on, the operation tells. */
    ACCEPTED,
    /** No, for good: 409 or 422 that says so, or its operation REFUSED. */
    REFUSED,
    /** Its operation FAILED: surely not applied, and a new attempt is welcome. */
    FAILED,
    /** Not now: 503, 429, a 409 that passes. */
    LATER,
    /** No answer, or none that says anything. */
    NOTHING;

    /** Nothing of this command needs to be said any more. */
    public boolean last() {
        return this == SUCCESS || this == REFUSED;
    }
}
