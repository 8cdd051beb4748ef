package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Statements;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The budget of calls in the database: one row per brand, one statement per lot, and its clock alone. */
@Singleton
final class BudgetTable implements SharedBudget {

    private static final Logger LOG = Logger.getLogger(BudgetTable.class);

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final ZoneOffset INDIA = ZoneOffset.ofHoursMinutes(5, 30);

    private static final String TAKE = """
            select array_to_string(granted, ','), tokens_left, paused_for, used_today, confirmed_today, spent_for,
              resets_at, resets_in
            from take_easyecom_permits(?, ?, ?, ?, ?, ?, cast(? as double precision[]),
              cast(? as integer[]), ?, cast(? as timestamptz), ?)""";

    private static final String STANDING = """
            select coalesce(b.used, 0), coalesce(b.confirmed, 0), b.day_ends_at, clock_timestamp(), b.day_style,
              greatest(0, extract(epoch from b.spent_until - clock_timestamp()))
            from (select) one left join easyecom_budgets b on b.brand = ?""";

    private final Statements statements;
    private final Transactions transactions;
    private final EntityManager entities;

    BudgetTable(Statements statements, Transactions transactions, EntityManager entities) {
        this.statements = statements;
        this.transactions = transactions;
        this.entities = entities;
    }

    @Override
    public Taken take(Location location, Terms terms, Asked asked) {
        // a crash of PostgreSQL gives back what was taken in its last moment
        return orUnavailable(
                        location,
                        () -> statements.askLazily(
                                Scope.of(location),
                                TAKE,
                                BudgetTable::taken,
                                location.brand(),
                                (double) terms.tier().perSecond(),
                                terms.capacity(),
                                terms.tier().perDay(),
                                terms.reserve(),
                                terms.day().name(),
                                array(Arrays.stream(Lane.values()).map(terms::floor)),
                                array(Arrays.stream(asked.wanted()).boxed()),
                                asked.unused(),
                                asked.unusedOf(),
                                asked.confirmed()))
                .getFirst();
    }

    private static Taken taken(ResultSet row) throws SQLException {
        int[] granted = Arrays.stream(row.getString(1).split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
        var standing = new Standing(
                row.getInt(4), row.getInt(5), seconds(row.getDouble(6)), moment(row, 7), seconds(row.getDouble(8)));
        return new Taken(granted, row.getDouble(2), seconds(row.getDouble(3)), standing);
    }

    /** As it stands in the database. */
    private record Kept(int used, int confirmed, Instant endsAt, Instant now, String style, Duration spentFor) {}

    @Override
    public Standing standing(Location location, Terms terms) {
        Kept kept = orUnavailable(
                        location, () -> statements.ask(location, STANDING, BudgetTable::kept, location.brand()))
                .getFirst();
        if (kept.endsAt() == null || !kept.endsAt().isAfter(kept.now())) {
            Instant next = nextEnd(terms.day(), kept.now());
            return new Standing(
                    0, 0, Duration.ZERO, next, next == null ? Duration.ofDays(1) : Duration.between(kept.now(), next));
        }
        boolean sameStyle = terms.day().name().equals(kept.style());
        Instant end = sameStyle || terms.day() == QuotaDay.ROLLING ? kept.endsAt() : nextEnd(terms.day(), kept.now());
        return new Standing(kept.used(), kept.confirmed(), kept.spentFor(), end, Duration.between(kept.now(), end));
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getInt(1),
                row.getInt(2),
                moment(row, 3),
                moment(row, 4),
                row.getString(5),
                seconds(row.getDouble(6)));
    }

    private static Instant moment(ResultSet row, int place) throws SQLException {
        OffsetDateTime moment = row.getObject(place, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    @Override
    public void pause(Location location, Duration pause) {
        told(
                location,
                () -> entities.createNativeQuery("""
                update easyecom_budgets set paused_until = greatest(paused_until, clock_timestamp() + make_interval(secs => ?2))
                where brand = ?1""")
                        .setParameter(1, location.brand())
                        .setParameter(2, pause.toMillis() / 1000.0)
                        .executeUpdate());
    }

    @Override
    public void spent(Location location, Duration lookAgain) {
        told(
                location,
                () -> entities.createNativeQuery("""
                update easyecom_budgets set spent_until = least(day_ends_at, clock_timestamp() + make_interval(secs => ?2))
                where brand = ?1""")
                        .setParameter(1, location.brand())
                        .setParameter(2, lookAgain.toMillis() / 1000.0)
                        .executeUpdate());
    }

    private void told(Location location, Supplier<Integer> update) {
        try {
            orUnavailable(location, () -> transactions.in(location, update));
        } catch (EasyEcomUnavailable e) {
            // without the database nobody gets a permit anyway
            LOG.warnf("%s: EasyEcom's wish for a pause could not be told to the other pods", location);
        }
    }

    private <T> T orUnavailable(Location location, Supplier<T> work) {
        try {
            return work.get();
        } catch (PersistenceException | QuarkusTransactionException | IllegalStateException e) {
            // the last one where no connection is free
            throw new EasyEcomUnavailable(
                    location
                            + ": the database, which holds the budget of EasyEcom calls, does not answer; nothing was sent.",
                    SOON,
                    EasyEcomUnavailable.Kind.SETTLED,
                    e);
        }
    }

    /** Null where only the next call decides. */
    private static Instant nextEnd(QuotaDay day, Instant now) {
        return switch (day) {
            case UTC -> midnightAfter(now, ZoneOffset.UTC);
            case IST -> midnightAfter(now, INDIA);
            case ROLLING -> null;
        };
    }

    private static Instant midnightAfter(Instant now, ZoneOffset offset) {
        return now.atOffset(offset)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(offset)
                .toInstant();
    }

    private static String array(Stream<? extends Number> numbers) {
        return numbers.map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private static Duration seconds(double value) {
        return Duration.ofMillis((long) Math.ceil(value * 1000));
    }
}
