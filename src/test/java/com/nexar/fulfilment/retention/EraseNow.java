package com.nexar.fulfilment.retention;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Whatever is at its end forgets its buyer, when a test says so. */
@ApplicationScoped
public class EraseNow {

    private final ForgettingJob job;

    EraseNow(ForgettingJob job) {
        this.job = job;
    }

    public void erase(String brand) {
        job.erase(brand, Duration.ZERO);
    }
}
