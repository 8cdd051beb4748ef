package com.nexar.fulfilment.access;

import com.nexar.fulfilment.brands.Location;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.Session;

/**
 * Opens every transaction of the house and sets what it may see, for this transaction only. Nobody else begins one
 * ({@code RoomsTest}), so no query runs without a scope; without one, row-level security shows no row at all.
 */
@Singleton
public class Transactions {

    private static final String SET_SCOPE =
            "select set_config('fulfilment.brand', ?, true), set_config('fulfilment.location', ?, true)";

    /** Beside the transactions: what Quarkus asks of the database itself, such as whether it is there. */
    private static final int SPARE_CONNECTIONS = 1;

    private final EntityManager entities;
    private final Semaphore connections;
    private final Duration patience;

    /**
     * Whoever finds no connection waits here, in the order of coming, and not in the pool: while that one still grows, it lets
     * its callers spin, and enough of them on virtual threads leave no thread for those who are opening the connections.
     */
    Transactions(
            EntityManager entities,
            @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int connections,
            @ConfigProperty(name = "quarkus.datasource.jdbc.acquisition-timeout") Duration patience) {
        this.entities = entities;
        this.connections = new Semaphore(Math.max(1, connections - SPARE_CONNECTIONS), true);
        this.patience = patience;
    }

    public <T> T in(Location location, Supplier<T> work) {
        return in(Scope.of(location), work);
    }

    public void run(Location location, Runnable work) {
        run(Scope.of(location), work);
    }

    public void run(Scope scope, Runnable work) {
        in(scope, () -> {
            work.run();
            return null;
        });
    }

    /**
     * Runs the work in a new transaction of its own; what the work throws rolls it back. Inside another transaction it fails:
     * the scope would leak.
     */
    public <T> T in(Scope scope, Supplier<T> work) {
        await();
        try {
            return QuarkusTransaction.disallowingExisting().call(() -> {
                set(scope);
                return work.get();
            });
        } finally {
            connections.release();
        }
    }

    private void await() {
        try {
            if (!connections.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException("No database connection within " + patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a database connection", e);
        }
    }

    private void set(Scope scope) {
        entities.unwrap(Session.class).doWork(connection -> {
            try (var statement = connection.prepareStatement(SET_SCOPE)) {
                statement.setString(1, scope.brand());
                statement.setString(2, scope.location());
                statement.execute();
            }
        });
    }
}
