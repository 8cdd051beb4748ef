package com.nexar.fulfilment.easyecom;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Tells the other pods what clients have asked for in this one. */
@Singleton
class EasyEcomSharesJob {

    private static final Logger LOG = Logger.getLogger(EasyEcomSharesJob.class);

    private final EasyEcomShares shares;

    EasyEcomSharesJob(EasyEcomShares shares) {
        this.shares = shares;
    }

    @Scheduled(
            every = "{fulfilment.access.limits.easyecom-share-told-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void write() {
        try {
            shares.write();
        } catch (Exception e) { // the rim: what was not written is written in the next round
            LOG.warnf("What clients asked EasyEcom for could not be written down: %s", e.getMessage());
        }
    }
}
