package com.nexar.fulfilment.operations;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** Looks for operations that are due; the database decides which pod gets which. */
@Singleton
class OperationsJob {

    private static final Logger LOG = Logger.getLogger(OperationsJob.class);
    private static final int WATCHED_AT_ONCE = 20;

    private final Leases leases;
    private final Runner runner;
    private final LateArrivals late;

    OperationsJob(Leases leases, Runner runner, LateArrivals late) {
        this.leases = leases;
        this.runner = runner;
        this.late = late;
    }

    @Scheduled(every = "{fulfilment.operations.settle-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void claim() {
        try {
            int room = runner.room();
            if (room > 0 && !runner.stopping()) {
                leases.claim(room).forEach(runner::start);
            }
        } catch (Exception e) { // the rim: the next round tries again
            LOG.error("Looking for operations that are due failed", e);
        }
    }

    /** Reads EasyEcom, so it has a round of its own: a slow answer must not keep the claims waiting. */
    @Scheduled(every = "{fulfilment.operations.settle-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void watch() {
        try {
            List<Lease> due = runner.stopping() ? List.of() : leases.claimWatched(WATCHED_AT_ONCE);
            due.forEach(late::look);
        } catch (Exception e) { // the rim: the next round tries again
            LOG.error("Looking for late arrivals failed", e);
        }
    }
}
