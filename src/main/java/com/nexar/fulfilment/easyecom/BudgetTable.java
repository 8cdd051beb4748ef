package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
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

    private final Transactions transactions;
    private final EntityManager entities;

    BudgetTable(Transactions transactions, EntityManager entities) {
        this.transactions = transactions;
        this.entities = entities;
    }

    @Override
    public Taken take(Location location, Terms terms, Asked asked) {
        Object[] row = orUnavailable(location, () -> (Object[]) entities.createNativeQuery("""
                        select array_to_string(granted, ','), tokens_left, paused_for, used_today, confirmed_today, spent_for,
                          resets_at, resets_in
                        from take_easyecom_permits(?1, ?2, ?3, ?4, ?5, ?6, cast(?7 as double precision[]),
                          cast(?8 as integer[]), ?9, cast(?10 as timestamptz), ?11)""")
                .setParameter(1, location.brand())
                .setParameter(2, (double) terms.tier().perSecond())
                .setParameter(3, terms.capacity())
                .setParameter(4, terms.tier().perDay())
                .setParameter(5, terms.reserve())
                .setParameter(6, terms.day().name())
                .setParameter(7, array(Arrays.stream(Lane.values()).map(terms::floor)))
                .setParameter(8, array(Arrays.stream(asked.wanted()).boxed()))
                .setParameter(9, asked.unused())
                .setParameter(
                        10, asked.unusedOf() == null ? null : asked.unusedOf().toString())
                .setParameter(11, asked.confirmed())
                .getSingleResult());
        int[] granted = Arrays.stream(((String) row[0]).split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
        var standing = new Standing(number(row[3]), number(row[4]), seconds(row[5]), (Instant) row[6], seconds(row[7]));
        return new Taken(granted, ((Number) row[1]).doubleValue(), seconds(row[2]), standing);
    }

    @Override
    public Standing standing(Location location, Terms terms) {
        Object[] row = orUnavailable(location, () -> (Object[]) entities.createNativeQuery("""
                        select coalesce(b.used, 0), coalesce(b.confirmed, 0), b.day_ends_at, clock_timestamp(), b.day_style,
                          greatest(0, extract(epoch from b.spent_until - clock_timestamp()))
                        from (select) one left join easyecom_budgets b on b.brand = ?1""")
                .setParameter(1, location.brand())
                .getSingleResult());
        Instant now = (Instant) row[3];
        Instant endsAt = (Instant) row[2];
        if (endsAt == null || !endsAt.isAfter(now)) {
            Instant next = nextEnd(terms.day(), now);
            return new Standing(
                    0, 0, Duration.ZERO, next, next == null ? Duration.ofDays(1) : Duration.between(now, next));
        }
        boolean sameStyle = terms.day().name().equals(row[4]);
        Instant end = sameStyle || terms.day() == QuotaDay.ROLLING ? endsAt : nextEnd(terms.day(), now);
        return new Standing(number(row[0]), number(row[1]), seconds(row[5]), end, Duration.between(now, end));
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
            orUnavailable(location, update);
        } catch (EasyEcomUnavailable e) {
            // without the database nobody gets a permit anyway
            LOG.warnf("%s: EasyEcom's wish for a pause could not be told to the other pods", location);
        }
    }

    private <T> T orUnavailable(Location location, Supplier<T> work) {
        try {
            return transactions.lazily(location, work); // a crash gives back what was taken in its last moment
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

    private static int number(Object value) {
        return ((Number) value).intValue();
    }

    private static Duration seconds(Object value) {
        return Duration.ofMillis((long) Math.ceil(((Number) value).doubleValue() * 1000));
    }
}
