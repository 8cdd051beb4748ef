package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.Brands;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Looks for what is past trying again. */
@Singleton
class PastTryingJob {

    private static final Logger LOG = Logger.getLogger(PastTryingJob.class);

    private final Brands brands;
    private final PastTrying past;

    PastTryingJob(Brands brands, PastTrying past) {
        this.brands = brands;
        this.past = past;
    }

    @Scheduled(
            every = "{fulfilment.operations.past-every}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void remember() {
        for (Brand brand : brands.all()) {
            try {
                LOG.debugf("%s: %d operations are past trying again", brand.code(), past.remember(brand.code()));
            } catch (Exception e) { // the rim: lists take longer, and the next round tries again
                LOG.warnf("%s: what is past trying again could not be written down: %s", brand.code(), e.getMessage());
            }
        }
    }
}
