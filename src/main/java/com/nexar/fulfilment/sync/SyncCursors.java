package com.nexar.fulfilment.sync;

import com.nexar.fulfilment.access.Columns;
import com.nexar.fulfilment.access.Statements;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Claims walks by lease and stores their checkpoints. The database's clock decides about leases. */
@Singleton
public class SyncCursors {

    /** How the walk of one list stands, for people. @param progress null where it has no goal, and before its first page */
    public record Standing(
            Feed feed,
            Instant doneUntil,
            Instant goal,
            long pages,
            long rows,
            Instant lastSuccessAt,
            String lastError,
            Instant lastErrorAt,
            SyncProgress progress) {}

    /** In the order in which {@link #standing} reads them. */
    private static final String STANDINGS = """
            select feed, done_until, goal, window_from, window_to, pages, rows_seen, last_success_at, last_error, last_error_at,
              begun_from, window_done, worked_rows, worked_seconds
            from sync_cursors where brand = ? and location = ? order by feed""";

    private final Statements statements;
    private final Transactions transactions;
    private final EntityManager entities;
    private final double leaseSeconds;

    SyncCursors(Statements statements, Transactions transactions, EntityManager entities, SyncConfig config) {
        config.check();
        this.statements = statements;
        this.transactions = transactions;
        this.entities = entities;
        this.leaseSeconds = config.lease().toMillis() / 1000.0;
    }

    /** Takes the walk, unless somebody else holds it. */
    public Optional<SyncCursor> claim(Location location, Feed feed) {
        return transactions.in(location, () -> {
            Optional<SyncCursor> claimed = inClaim(location, feed);
            return claimed.isEmpty() && inNew(location, feed) ? inClaim(location, feed) : claimed;
        });
    }

    /** Only the first time there is no row yet. */
    private boolean inNew(Location location, Feed feed) {
        return entities.createNativeQuery(
                                "insert into sync_cursors (brand, location, feed) values (?1, ?2, ?3) on conflict do nothing")
                        .setParameter(1, location.brand())
                        .setParameter(2, location.code())
                        .setParameter(3, feed.name())
                        .executeUpdate()
                == 1;
    }

    private Optional<SyncCursor> inClaim(Location location, Feed feed) {
        List<Object[]> claimed = rows("""
                    update sync_cursors set lease_until = clock_timestamp() + make_interval(secs => ?4), fencing = fencing + 1
                    where (brand, location, feed) in (
                      select brand, location, feed from sync_cursors
                      where brand = ?1 and location = ?2 and feed = ?3 and lease_until < clock_timestamp()
                        and not exists (select from pauses p where p.brand = ?1 and p.location = ?2 and p.syncing)
                      for update skip locked)
                    returning done_until, goal, window_from, window_to, next_page, fencing""", location, feed);
        return claimed.stream()
                .map(row -> new SyncCursor(
                        location,
                        feed,
                        (Instant) row[0],
                        (Instant) row[1],
                        (Instant) row[2],
                        (Instant) row[3],
                        (String) row[4],
                        ((Number) row[5]).longValue()))
                .findFirst();
    }

    /** How long ago any pod got a page or an error; empty before the first. */
    public Optional<Duration> rested(Location location, Feed feed) {
        return transactions.in(location, () -> {
            @SuppressWarnings("unchecked")
            List<Number> seconds = entities.createNativeQuery("""
                    select extract(epoch from clock_timestamp() - greatest(last_success_at, last_error_at)) from sync_cursors
                    where brand = ?1 and location = ?2 and feed = ?3
                      and coalesce(last_success_at, last_error_at) is not null""")
                    .setParameter(1, location.brand())
                    .setParameter(2, location.code())
                    .setParameter(3, feed.name())
                    .getResultList();
            return seconds.stream()
                    .map(rest -> Duration.ofMillis((long) (rest.doubleValue() * 1000)))
                    .findFirst();
        });
    }

    /**
     * When the walk began, or now: from the first call on it is settled, whether or not the walk ever got a page.
     *
     * @return {@code doneUntil} of the walk
     */
    public Instant begun(Location location, Feed feed, Instant now) {
        return transactions.in(location, () -> (Instant) entities.createNativeQuery("""
                        insert into sync_cursors (brand, location, feed, done_until) values (?1, ?2, ?3, ?4)
                        on conflict (brand, location, feed)
                        do update set done_until = coalesce(sync_cursors.done_until, excluded.done_until)
                        returning done_until""")
                .setParameter(1, location.brand())
                .setParameter(2, location.code())
                .setParameter(3, feed.name())
                .setParameter(4, now)
                .getSingleResult());
    }

    /** Inside the transaction that stores the page: moves the walk on and renews the lease. Lost lease: the page rolls back. */
    public void checkpoint(SyncCursor cursor, int rowsSeen) {
        int updated = entities.createNativeQuery("""
                update sync_cursors set done_until = ?5, goal = ?6, window_from = ?7, window_to = ?8, next_page = ?9,
                  pages = pages + 1, rows_seen = rows_seen + ?10, last_success_at = clock_timestamp(),
                  lease_until = clock_timestamp() + make_interval(secs => ?4)
                where brand = ?1 and location = ?2 and feed = ?3 and fencing = ?11""")
                .setParameter(1, cursor.location().brand())
                .setParameter(2, cursor.location().code())
                .setParameter(3, cursor.feed().name())
                .setParameter(4, leaseSeconds)
                .setParameter(5, cursor.doneUntil())
                .setParameter(6, cursor.goal())
                .setParameter(7, cursor.windowFrom())
                .setParameter(8, cursor.windowTo())
                .setParameter(9, cursor.nextPage())
                .setParameter(10, rowsSeen)
                .setParameter(11, cursor.fencing())
                .executeUpdate();
        if (updated == 0) {
            throw new IllegalStateException("The lease of " + cursor.feed() + " of " + cursor.location()
                    + " was lost; somebody else goes on from the last checkpoint");
        }
    }

    /**
     * Beside the checkpoint of a walk that has a goal, in its transaction.
     *
     * @param begunFrom where the walk began, if this was its first page
     * @param windowDone how much of the window under way, 0 to 1
     * @param seconds what the page took
     */
    public void inProgress(SyncCursor cursor, Instant begunFrom, double windowDone, int rows, double seconds) {
        entities.createNativeQuery("""
                update sync_cursors set begun_from = coalesce(begun_from, ?4),
                  window_done = case when window_to is null then 0 else greatest(window_done, ?5) end,
                  worked_rows = worked_rows + ?6, worked_seconds = worked_seconds + ?7
                where brand = ?1 and location = ?2 and feed = ?3""")
                .setParameter(1, cursor.location().brand())
                .setParameter(2, cursor.location().code())
                .setParameter(3, cursor.feed().name())
                .setParameter(4, begunFrom)
                .setParameter(5, windowDone)
                .setParameter(6, rows)
                .setParameter(7, seconds)
                .executeUpdate();
    }

    /** Gives the walk back, with the error that ended it, if one did. */
    public void release(SyncCursor cursor, String error) {
        boolean interrupted = Thread.interrupted(); // who is told to stop gives back what it holds
        try {
            giveBack(cursor, error);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void giveBack(SyncCursor cursor, String error) {
        transactions.run(
                cursor.location(),
                () -> entities.createNativeQuery("""
                update sync_cursors set lease_until = '-infinity',
                  last_error = coalesce(cast(?5 as text), last_error),
                  last_error_at = case when cast(?5 as text) is null then last_error_at else clock_timestamp() end
                where brand = ?1 and location = ?2 and feed = ?3 and fencing = ?4""")
                        .setParameter(1, cursor.location().brand())
                        .setParameter(2, cursor.location().code())
                        .setParameter(3, cursor.feed().name())
                        .setParameter(4, cursor.fencing())
                        .setParameter(5, error)
                        .executeUpdate());
    }

    public List<Standing> standings(Location location) {
        return statements.ask(
                location, STANDINGS, row -> standing(location, new Columns(row)), location.brand(), location.code());
    }

    private static Standing standing(Location location, Columns of) throws SQLException {
        Feed feed = of.one(Feed.class);
        Instant doneUntil = of.moment();
        Instant goal = of.moment();
        SyncCursor at = new SyncCursor(location, feed, doneUntil, goal, of.moment(), of.moment(), null, 0);
        return new Standing(
                feed,
                doneUntil,
                goal,
                of.number(),
                of.number(),
                of.moment(),
                of.text(),
                of.moment(),
                SyncProgress.of(
                        of.moment(),
                        at,
                        of.decimal().doubleValue(),
                        of.number(),
                        of.decimal().doubleValue()));
    }

    @SuppressWarnings("unchecked")
    private List<Object[]> rows(String sql, Location location, Feed feed) {
        return entities.createNativeQuery(sql)
                .setParameter(1, location.brand())
                .setParameter(2, location.code())
                .setParameter(3, feed.name())
                .setParameter(4, leaseSeconds)
                .getResultList();
    }
}
