package com.nexar.fulfilment.bundles;

import jakarta.enterprise.context.ApplicationScoped;

/** Old bundles out, when a test says so. */
@ApplicationScoped
public class SweepNow {

    private final ExpiryJob job;

    SweepNow(ExpiryJob job) {
        this.job = job;
    }

    public void sweep() {
        job.sweep();
    }
}
