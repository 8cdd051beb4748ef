package com.nexar.fulfilment.inbound;

import com.nexar.fulfilment.brands.Location;
import java.time.Instant;

/**
 * A CDI event: the webhooks of a location stand otherwise than before. It is fired inside the transaction that records it, scoped
 * to the location: what an observer writes is there exactly when the state is, and what it throws undoes both.
 *
 * @param was the state before
 * @param state the state from now on
 * @param at when it was seen
 */
public record WebhooksStateChanged(Location location, WebhooksState was, WebhooksState state, Instant at) {

    /** {@code connection.degraded}: they no longer work. */
    public boolean degraded() {
        return state.degraded() && !was.degraded();
    }

    /** {@code connection.restored}: they work again. */
    public boolean restored() {
        return was.degraded() && !state.degraded();
    }
}
