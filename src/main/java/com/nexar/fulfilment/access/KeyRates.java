package com.nexar.fulfilment.access;

import jakarta.inject.Singleton;

/** How fast each key may ask, in this pod. */
@Singleton
class KeyRates {

    private final Recent<Bucket> buckets = new Recent<>(Recent.USUAL);
    private final CallerLimits limits;

    KeyRates(CallerLimits limits) {
        this.limits = limits;
    }

    /** Counts one request. */
    Rate take(Caller caller) {
        long now = System.nanoTime();
        return buckets.change(
                        caller.name() + "/" + caller.keyId(),
                        known -> known == null ? limits.bucket(caller.name(), now) : known)
                .take(now);
    }
}
