package com.nexar.fulfilment.easyecom;

/** Asked on the event loop right before a request's bytes leave. Must not block. */
interface Departure {

    /** @throws Wire.NeverSent it must not leave any more; nothing is sent then */
    void check() throws Wire.NeverSent;

    /** Of {@link System#nanoTime()}: from then on it must not leave, so nobody need wait any longer. Null where there is no such moment. */
    default Long until() {
        return null;
    }
}
