package com.nexar.fulfilment.access;

import com.nexar.fulfilment.brands.Location;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.function.Supplier;
import org.hibernate.Session;

/**
 * Opens every transaction of the house and sets what it may see, for this transaction only. Nobody else begins one
 * ({@code RoomsTest}), so no query runs without a scope; without one, row-level security shows no row at all.
 */
@Singleton
public class Transactions {

    private static final String SET_SCOPE =
            "select set_config('fulfilment.brand', ?, true), set_config('fulfilment.location', ?, true)";

    private final EntityManager entities;
    private final Places places;

    Transactions(EntityManager entities, Places places) {
        this.entities = entities;
        this.places = places;
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
        return places.in(() -> QuarkusTransaction.disallowingExisting().call(() -> {
            set(scope);
            return work.get();
        }));
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
