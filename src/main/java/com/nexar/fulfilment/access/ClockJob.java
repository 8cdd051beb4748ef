package com.nexar.fulfilment.access;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Sets the house's clock by the database's, at the start and then every ten seconds. */
@Singleton
class ClockJob {

    private static final Logger LOG = Logger.getLogger(ClockJob.class);
    private static final int BEFORE_EVERYBODY = 1;

    /** An answer that took longer says too little about the time. */
    private static final Duration SLOW = Duration.ofMillis(500);

    private static final Duration WORTH_A_WORD = Duration.ofSeconds(1);

    private final HouseClock clock = new HouseClock(machine());
    private final Transactions transactions;
    private final EntityManager entities;

    ClockJob(Transactions transactions, EntityManager entities) {
        this.transactions = transactions;
        this.entities = entities;
    }

    @Produces
    @Singleton
    @Unremovable
    Clock clock() {
        return clock;
    }

    void atStart(@Observes @Priority(BEFORE_EVERYBODY) StartupEvent event) {
        set();
    }

    @Scheduled(every = "10s", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void again() {
        try {
            set();
        } catch (Exception e) { // the rim: the clock goes on as it was set last
            LOG.warnf("The clock could not be set by the database's: %s", e.getMessage());
        }
    }

    static Clock machine() {
        return Clock.systemUTC();
    }

    private void set() {
        transactions.run(Scope.CLAIMING, () -> {
            ask(); // what a first statement costs is not the clock's
            Instant asked = clock.machineNow();
            Instant database = ask();
            Instant answered = clock.machineNow();
            if (Duration.between(asked, answered).compareTo(SLOW) > 0) {
                return;
            }
            Duration moved = clock.set(database, asked, answered);
            if (moved.abs().compareTo(WORTH_A_WORD) > 0) {
                LOG.warnf("This machine's clock was %s off the database's; the database's counts", moved);
            }
        });
    }

    private Instant ask() {
        return (Instant) entities.createNativeQuery("select clock_timestamp()").getSingleResult();
    }
}
