package com.nexar.fulfilment.operations;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** A pod's sign of life: as long as it renews its leases, nobody takes its operations over. */
@Singleton
class RenewalJob {

    private static final Logger LOG = Logger.getLogger(RenewalJob.class);

    private final Leases leases;
    private final Runner runner;

    RenewalJob(Leases leases, Runner runner) {
        this.leases = leases;
        this.runner = runner;
    }

    @Scheduled(every = "{fulfilment.operations.renew-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void renew() {
        try {
            runner.letGoOfWhatStandsStill();
            leases.renew(runner.held());
        } catch (Exception e) { // the rim: a lease that is not renewed ends, and nothing is sent without one
            LOG.warnf("Renewing leases failed; the next round tries again: %s", e.getMessage());
        }
    }
}
