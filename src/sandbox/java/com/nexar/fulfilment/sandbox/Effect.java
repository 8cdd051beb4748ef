package com.nexar.fulfilment.sandbox;

/** What a request did to EasyEcom, as the ledger records it. */
enum Effect {
    /** A command took effect. */
    HAPPENED,
    /** A command or a login was turned down. */
    REFUSED,
    /** A command whose effect had already happened, whatever it was answered. */
    REPEAT,
    READ,
    /** Stopped by the rate, the quota or the lockout. */
    LIMITED,
    /** Stopped by an injected fault before it could do anything. */
    FAULT
}
