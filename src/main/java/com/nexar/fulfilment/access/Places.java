package com.nexar.fulfilment.access;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A queue before the connection pool, a few places shorter than the pool. Agroal 3.2 does not park a thread that finds the pool full
 * while another thread still opens a connection, it spins; where virtual threads do that on every carrier, as after a restart of
 * the database, whoever opens the connection never gets to run, and the pod stands still.
 */
@Singleton
class Places {

    /** For what reaches the pool past this queue: the health checks and the migration. */
    private static final int SPARE = 4;

    private final Semaphore places;
    private final int most;
    private final Duration patience;

    Places(
            @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int pool,
            @ConfigProperty(name = "quarkus.datasource.jdbc.acquisition-timeout") Duration patience) {
        this.most = Math.max(1, pool - SPARE);
        this.places = new Semaphore(most, true);
        this.patience = patience;
    }

    <T> T in(Supplier<T> work) {
        if (!entered()) {
            throw new IllegalStateException("No place in the database within " + patience + ": all " + most
                    + " are taken (quarkus.datasource.jdbc.max-size)");
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    private boolean entered() {
        try {
            return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
