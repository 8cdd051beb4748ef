package com.nexar.fulfilment.board;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Deletes sessions that have ended, in batches, also where nobody signs in any more. */
@Singleton
class SessionSweepingJob {

    private static final Logger LOG = Logger.getLogger(SessionSweepingJob.class);

    private final Sessions sessions;

    SessionSweepingJob(Sessions sessions) {
        this.sessions = sessions;
    }

    @Scheduled(
            every = "{fulfilment.board.session.sweep-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        try {
            while (sessions.sweep()) {
                LOG.debug("A batch of ended sessions deleted");
            }
        } catch (Exception e) { // the rim: the next round tries again
            LOG.error("Deleting ended sessions failed", e);
        }
    }
}
