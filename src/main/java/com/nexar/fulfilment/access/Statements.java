package com.nexar.fulfilment.access;

import com.nexar.fulfilment.brands.Location;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Status;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.Session;

/**
 * One statement, or several that go together, in a transaction of their own, past the session and what that has to do for it: for what
 * every request asks. Scope and statement go to the database together.
 */
@Singleton
public class Statements {

    /** What a row says. */
    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private static final String THEN = ";\n";
    private static final String BEGIN = "begin;\n";
    private static final String COMMIT = ";\ncommit";

    /** They find rows by their keys, or in the order of an index, so their plans are the same whatever the values, and made once. */
    private static final String ONCE = "select set_config('plan_cache_mode', 'force_generic_plan', true), ";

    private static final String FOR_ITS_VALUES = "select set_config('plan_cache_mode', 'force_custom_plan', true), ";

    private final Transactions transactions;
    private final EntityManager entities;
    private final AgroalDataSource database;
    private final Places places;

    Statements(Transactions transactions, EntityManager entities, AgroalDataSource database, Places places) {
        this.transactions = transactions;
        this.entities = entities;
        this.database = database;
        this.places = places;
    }

    /** Inside {@link Transactions#reading} of the location it is a part of that, and what follows there is planned once as well. @param sql with {@code ?} for each of the values, which are texts, numbers, UUIDs, moments, bytes or null */
    public <T> List<T> ask(Location location, String sql, Row<T> row, Object... values) {
        return ask(planned(ONCE, Transactions.SET_SCOPE), Scope.of(location), sql, row, values);
    }

    /** The same. @param sql with {@code :name} for each of the values, which may also be arrays */
    public <T> List<T> ask(Location location, String sql, Map<String, ?> values, Row<T> row) {
        NamedSql named = NamedSql.of(sql);
        return ask(location, named.sql(), row, named.values(values));
    }

    /** As {@link #ask}. */
    public <T> List<T> ask(Location location, Question<T> question) {
        return ask(location, question.sql(), question.row(), question.values());
    }

    /** Several that go and come together, in one transaction: each is a snapshot of its own, and they are asked in this order. */
    public Answers together(Location location, List<Question<?>> questions) {
        String sql = questions.stream().map(Question::sql).collect(Collectors.joining(THEN));
        Object[] values = questions.stream()
                .flatMap(question -> Arrays.stream(question.values()))
                .toArray();
        return in(
                planned(ONCE, Transactions.SET_SCOPE),
                Scope.of(location),
                sql,
                values,
                executed -> Answers.of(questions, executed));
    }

    /**
     * As {@link #ask}, of a statement whose best plan depends on what is asked for, such as since when: it is planned for its values.
     * Left to itself PostgreSQL would come to plan once: where a limit is near it takes all values for common, and reads a whole old
     * database to find what is rare.
     */
    public <T> List<T> askFor(Location location, String sql, Map<String, ?> values, Row<T> row) {
        NamedSql named = NamedSql.of(sql);
        return ask(
                planned(FOR_ITS_VALUES, Transactions.SET_SCOPE),
                Scope.of(location),
                named.sql(),
                row,
                named.values(values));
    }

    /** As {@link #ask}, of what writes, and not waited for until it is on the disk: see {@link Transactions#lazily(Location, java.util.function.Supplier)}. */
    public <T> List<T> askLazily(Scope scope, String sql, Row<T> row, Object... values) {
        return ask(planned(ONCE, Transactions.SET_LAZILY), scope, sql, row, values);
    }

    /** @return how many rows it changed; committed, and waited for as by {@link Transactions#in(Location, java.util.function.Supplier)} */
    public int write(Scope scope, String sql, Object... values) {
        return write(Transactions.SET_SCOPE, scope, sql, values);
    }

    /** The same, as {@link Transactions#lazily(Location, java.util.function.Supplier)}. */
    public int writeLazily(Scope scope, String sql, Object... values) {
        return write(Transactions.SET_LAZILY, scope, sql, values);
    }

    /** Inside a transaction of the house, past its session. @return how many rows it changed */
    public int inWrite(String sql, Object... values) {
        return inTransaction(sql, values, PreparedStatement::getUpdateCount);
    }

    /** The same, after all that the session has to write. */
    public int inWrite(NamedSql sql, Map<String, ?> values) {
        entities.flush();
        return inTransaction(sql.sql(), sql.values(values), PreparedStatement::getUpdateCount);
    }

    /** What such a statement gives, also one that writes: after all that the session has to write, and past it. */
    public <T> List<T> inAsk(NamedSql sql, Map<String, ?> values, Row<T> row) {
        entities.flush();
        return inTransaction(sql.sql(), sql.values(values), executed -> Answers.rows(executed, row));
    }

    private <T> T inTransaction(String sql, Object[] values, Reading<T> reading) {
        return entities.unwrap(Session.class).doReturningWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                set(statement, 1, values);
                statement.execute();
                return reading.of(statement);
            }
        });
    }

    private <T> List<T> ask(String setting, Scope scope, String sql, Row<T> row, Object... values) {
        return in(setting, scope, sql, values, executed -> Answers.rows(executed, row));
    }

    private int write(String setting, Scope scope, String sql, Object... values) {
        return in(planned(ONCE, setting), scope, sql, values, PreparedStatement::getUpdateCount);
    }

    private interface Reading<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private <T> T in(String setting, Scope scope, String sql, Object[] values, Reading<T> reading) {
        if (transactions.rehearsing() || transactions.reading(scope)) {
            return transactions.in(
                    scope,
                    () -> entities.unwrap(Session.class)
                            .doReturningWork(connection -> execute(connection, setting, scope, sql, values, reading)));
        }
        if (QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
            throw new IllegalStateException("A statement of its own inside a transaction: " + sql);
        }
        return places.in(() -> {
            try (Connection connection = database.getConnection()) {
                return committed(connection, setting, scope, sql, values, reading);
            } catch (SQLException e) {
                throw new PersistenceException(e.getMessage(), e);
            }
        });
    }

    private static String planned(String how, String setting) {
        return how + setting.substring("select ".length());
    }

    /**
     * All of it goes and comes at once: a commit that is sent by itself costs as much as the statement. Begun in words, because the
     * driver may end what it begins by itself between scope and statement.
     */
    private static <T> T committed(
            Connection connection, String setting, Scope scope, String sql, Object[] values, Reading<T> reading)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BEGIN + setting + THEN + sql + COMMIT)) {
            set(statement, scope, values);
            statement.execute();
            statement.getMoreResults(); // the scope
            return result(statement, reading);
        } catch (SQLException | RuntimeException | Error e) {
            try (Statement rollback = connection.createStatement()) {
                rollback.execute("rollback");
            } catch (SQLException broken) {
                e.addSuppressed(broken);
            }
            throw e;
        }
    }

    private static <T> T execute(
            Connection connection, String setting, Scope scope, String sql, Object[] values, Reading<T> reading)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(setting + THEN + sql)) {
            set(statement, scope, values);
            statement.execute();
            return result(statement, reading);
        }
    }

    /** What comes after the scope. */
    private static <T> T result(PreparedStatement statement, Reading<T> reading) throws SQLException {
        statement.getMoreResults();
        return reading.of(statement);
    }

    private static void set(PreparedStatement statement, Scope scope, Object[] values) throws SQLException {
        statement.setString(1, scope.brand());
        statement.setString(2, scope.location());
        set(statement, 3, values);
    }

    private static void set(PreparedStatement statement, int from, Object[] values) throws SQLException {
        for (int n = 0; n < values.length; n++) {
            set(statement, from + n, values[n]);
        }
    }

    private static void set(PreparedStatement statement, int place, Object value) throws SQLException {
        switch (value) {
            case Instant moment -> statement.setObject(place, moment.atOffset(ZoneOffset.UTC));
            case byte[] bytes -> statement.setBytes(place, bytes);
            case null, default -> statement.setObject(place, value);
        }
    }
}
