package com.nexar.fulfilment.inbound;

/** How EasyEcom's webhooks of a location stand. */
public enum WebhooksState {
    /** Those about orders come, and changes are announced by them. */
    WORKING,
    /** They used to come; polling found a change that none announced. */
    SILENT,
    /** So many were not answered with 2xx that EasyEcom will soon slow down or give up. */
    FAILING,
    /** None about orders ever came: none are expected. */
    NEVER_SEEN;

    /** Whether polling has to do what they do not. */
    public boolean degraded() {
        return this == SILENT || this == FAILING;
    }
}
