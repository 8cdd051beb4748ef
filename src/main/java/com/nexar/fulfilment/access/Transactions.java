package com.nexar.fulfilment.access;

import com.nexar.fulfilment.brands.Location;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.hibernate.FlushMode;
import org.hibernate.Session;

/**
 * Opens every transaction of the house and sets what it may see, for this transaction only. Nobody else begins one
 * ({@code RoomsTest}), so no query runs without a scope; without one, row-level security shows no row at all.
 */
@Singleton
public class Transactions {

    static final String SET_SCOPE =
            "select set_config('fulfilment.brand', ?, true), set_config('fulfilment.location', ?, true)";

    static final String SET_LAZILY =
            SET_SCOPE + ", current_setting('synchronous_commit'), set_config('synchronous_commit', 'off', true)";

    private static final String DURABLE_AGAIN = "select set_config('synchronous_commit', ?, true)";

    /** Written to the log and with it to the disk, however little it is. */
    private static final String SETTLE = "select pg_logical_emit_message(true, 'fulfilment', ?)";

    /** What is still to be done at the end of the transaction that this thread is in. */
    private static final ThreadLocal<Map<Class<?>, Ending>> ENDINGS = new ThreadLocal<>();

    private static final ScopedValue<Boolean> REHEARSING = ScopedValue.newInstance();

    private static final ScopedValue<Scope> READING = ScopedValue.newInstance();

    /** Carries what the work came to out of a transaction that must not be committed. */
    private static final class Rehearsed extends RuntimeException {
        private final transient Object result;

        Rehearsed(Object result) {
            super("rehearsed", null, false, false);
            this.result = result;
        }
    }

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
        if (reading(scope)) {
            return work.get();
        }
        return rehearsing() ? rehearsed(scope, work) : committed(scope, SET_SCOPE, work);
    }

    /**
     * As {@link #in}, and seen by all from then on, but not waited for until it is on the disk: whatever is committed durably after it
     * takes it along there, and a PostgreSQL that crashes before that (within a second, as a rule) has forgotten both. For what nobody
     * is told of before such a commit, or what can be learnt again. What tells the feed is durable all the same.
     */
    public <T> T lazily(Location location, Supplier<T> work) {
        return lazily(Scope.of(location), work);
    }

    public <T> T lazily(Scope scope, Supplier<T> work) {
        return rehearsing() ? rehearsed(scope, work) : committed(scope, SET_LAZILY, work);
    }

    /** What the transaction at hand writes is waited for until it is on the disk, though it was begun {@link #lazily}. */
    public void inDurably() {
        ending(Durably.class, Durably::new);
    }

    private static final class Durably implements Ending {
        @Override
        public void inEnd() {}

        @Override
        public void committed() {}
    }

    /** What was committed {@link #lazily} before is on the disk when this returns. */
    public void settle(Location location) {
        run(location, () -> execute(SETTLE, "settle"));
    }

    /**
     * What is read of a location in several steps comes out of one transaction: whatever the work does {@link #in} that very scope
     * joins it. Entities are not compared with what they were, so what the work alters in them is not stored.
     */
    public <T> T reading(Location location, Supplier<T> work) {
        Scope scope = Scope.of(location);
        return committed(scope, SET_SCOPE, () -> {
            Session session = entities.unwrap(Session.class);
            session.setDefaultReadOnly(true);
            session.setHibernateFlushMode(FlushMode.MANUAL);
            return ScopedValue.where(READING, scope).call(work::get);
        });
    }

    /** This thread is {@link #reading} there just now. */
    boolean reading(Scope scope) {
        return READING.isBound() && READING.get().equals(scope);
    }

    /**
     * What the work would come to: it runs as it is, its problems come out as they are, and every transaction that it opens on
     * this thread is rolled back.
     */
    public <T> T rehearse(Supplier<T> work) {
        return ScopedValue.where(REHEARSING, true).call(work::get);
    }

    /** What the work learns of the world is so, whatever this thread rehearses: its transactions are committed. */
    public <T> T learning(Supplier<T> work) {
        return ScopedValue.where(REHEARSING, false).call(work::get);
    }

    /** Nothing of what this thread does just now will have happened. */
    public boolean rehearsing() {
        return REHEARSING.orElse(false);
    }

    @SuppressWarnings("unchecked")
    private <T> T rehearsed(Scope scope, Supplier<T> work) {
        try {
            return committed(scope, SET_SCOPE, () -> {
                T done = work.get();
                entities.flush(); // what the database would refuse
                throw new Rehearsed(done);
            });
        } catch (Rehearsed rehearsed) {
            return (T) rehearsed.result;
        }
    }

    private <T> T committed(Scope scope, String setting, Supplier<T> work) {
        return places.in(() -> {
            Map<Class<?>, Ending> endings = new LinkedHashMap<>();
            T result = QuarkusTransaction.disallowingExisting().call(() -> {
                String usual = set(scope, setting);
                ENDINGS.set(endings);
                try {
                    T done = work.get();
                    if (!endings.isEmpty()) {
                        entities.flush();
                        endings.values().forEach(Ending::inEnd);
                        if (setting.equals(SET_LAZILY)) {
                            execute(DURABLE_AGAIN, usual);
                        }
                    }
                    return done;
                } finally {
                    ENDINGS.remove();
                }
            });
            endings.values().forEach(Ending::committed);
            return result;
        });
    }

    /** The ending of this kind of the transaction at hand; made where it has none yet. */
    public <E extends Ending> E ending(Class<E> kind, Supplier<E> fresh) {
        Map<Class<?>, Ending> endings = ENDINGS.get();
        if (endings == null) {
            throw new IllegalStateException("No transaction of the house is open");
        }
        return kind.cast(endings.computeIfAbsent(kind, none -> fresh.get()));
    }

    private void execute(String sql, String value) {
        entities.unwrap(Session.class).doWork(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                statement.setString(1, value);
                statement.execute();
            }
        });
    }

    /** @return how commits are waited for as a rule; null where that stays so */
    private String set(Scope scope, String setting) {
        return entities.unwrap(Session.class).doReturningWork(connection -> {
            try (var statement = connection.prepareStatement(setting)) {
                statement.setString(1, scope.brand());
                statement.setString(2, scope.location());
                try (var row = statement.executeQuery()) {
                    row.next();
                    return setting.equals(SET_LAZILY) ? row.getString(3) : null;
                }
            }
        });
    }
}
