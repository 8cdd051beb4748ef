package com.nexar.fulfilment.access;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Writes down which keys were used. */
@Singleton
class KeyUsesJob {

    private static final Logger LOG = Logger.getLogger(KeyUsesJob.class);

    private final KeyUses uses;

    KeyUsesJob(KeyUses uses) {
        this.uses = uses;
    }

    @Scheduled(every = "{fulfilment.access.keys.used-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void write() {
        try {
            uses.write();
        } catch (Exception e) { // the rim: what was not written is written in the next round
            LOG.warnf("It could not be written down which keys were used: %s", e.getMessage());
        }
    }
}
