package com.nexar.fulfilment.operations;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Looks for what is past trying again. */
@Singleton
class PastTryingJob {

    private static final Logger LOG = Logger.getLogger(PastTryingJob.class);

    private final PastTrying past;

    PastTryingJob(PastTrying past) {
        this.past = past;
    }

    @Scheduled(
            every = "{fulfilment.operations.past-every}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void remember() {
        try {
            LOG.debugf("%d operations are past trying again", past.remember());
        } catch (Exception e) { // the rim: lists take longer, and the next round tries again
            LOG.warnf("It could not be written down what is past trying again: %s", e.getMessage());
        }
    }
}
