package com.nexar.fulfilment.idempotency;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Deletes answers that are no longer replayed, in batches. */
@Singleton
class ForgettingJob {

    private static final Logger LOG = Logger.getLogger(ForgettingJob.class);

    private final Keys keys;

    ForgettingJob(Keys keys, IdempotencyConfig config) {
        config.check();
        this.keys = keys;
    }

    @Scheduled(every = "{fulfilment.idempotency.sweep-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        try {
            int forgotten = 0;
            for (int batch = keys.sweep(); batch > 0; batch = keys.sweep()) {
                forgotten += batch;
            }
            LOG.debugf("%d expired answers forgotten", forgotten);
        } catch (Exception e) { // the rim: the next round tries again
            LOG.error("Forgetting expired answers failed", e);
        }
    }
}
