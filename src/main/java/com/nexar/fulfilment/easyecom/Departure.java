package com.nexar.fulfilment.easyecom;

/** Asked on the event loop right before a request's bytes leave. Must not block. */
interface Departure {

    /** @throws Wire.NeverSent it must not leave any more; nothing is sent then */
    void check() throws Wire.NeverSent;
}
