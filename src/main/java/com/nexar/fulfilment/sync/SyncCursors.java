package com.nexar.fulfilment.sync;

import com.nexar.fulfilment.access.Columns;
import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Statements;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Claims walks by lease and stores their checkpoints. The database's clock decides about leases. */
@Singleton
public class SyncCursors {

    private static final String CLAIM = """
            update sync_cursors set lease_until = clock_timestamp() + make_interval(secs => ?), fencing = fencing + 1
            where (brand, location, feed) in (
              select brand, location, feed from sync_cursors
              where brand = ? and location = ? and feed = ? and lease_until < clock_timestamp()
                and (cast(? as double precision) is null
                  or coalesce(greatest(last_success_at, last_error_at), '-infinity') <= clock_timestamp() - make_interval(secs => ?))
                and not exists (
                  select from pauses p where p.brand = sync_cursors.brand and p.location = sync_cursors.location and p.syncing)
              for update skip locked)
            returning done_until, goal, window_from, window_to, next_page, fencing""";

    private static final String FRESH =
            "insert into sync_cursors (brand, location, feed) values (?, ?, ?) on conflict do nothing";

    private static final String CHECKPOINT = """
            update sync_cursors set done_until = ?, goal = ?, window_from = ?, window_to = ?, next_page = ?,
              pages = pages + 1, rows_seen = rows_seen + ?, last_success_at = clock_timestamp(),
              lease_until = case when ? then '-infinity' else clock_timestamp() + make_interval(secs => ?) end
            where brand = ? and location = ? and feed = ? and fencing = ?""";

    private static final String GIVE_BACK = """
            update sync_cursors set lease_until = '-infinity', last_error = coalesce(cast(? as text), last_error),
              last_error_at = case when cast(? as text) is null then last_error_at else clock_timestamp() end
            where brand = ? and location = ? and feed = ? and fencing = ?""";

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

    /**
     * Takes the walk, unless somebody else holds it or it has not rested long enough.
     *
     * @param rested since any pod got a page or an error; null where that does not matter
     */
    public Optional<SyncCursor> claim(Location location, Feed feed, Duration rested) {
        Optional<SyncCursor> claimed = claimed(location, feed, rested);
        return claimed.isEmpty() && fresh(location, feed) ? claimed(location, feed, rested) : claimed;
    }

    /** Only the first time there is no row yet. */
    private boolean fresh(Location location, Feed feed) {
        return statements.write(Scope.of(location), FRESH, location.brand(), location.code(), feed.name()) == 1;
    }

    private Optional<SyncCursor> claimed(Location location, Feed feed, Duration rested) {
        Double seconds = rested == null ? null : rested.toMillis() / 1000.0;
        return statements
                .ask(
                        location,
                        CLAIM,
                        row -> claimed(location, feed, new Columns(row)),
                        leaseSeconds,
                        location.brand(),
                        location.code(),
                        feed.name(),
                        seconds,
                        seconds)
                .stream()
                .findFirst();
    }

    private static SyncCursor claimed(Location location, Feed feed, Columns of) throws SQLException {
        return new SyncCursor(
                location, feed, of.moment(), of.moment(), of.moment(), of.moment(), of.text(), of.number());
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
    public void inCheckpoint(SyncCursor cursor, int rowsSeen) {
        held(cursor, statements.inWrite(CHECKPOINT, values(cursor, rowsSeen, false)));
    }

    /** The same, and gives the walk back. */
    public void inLastCheckpoint(SyncCursor cursor, int rowsSeen) {
        held(cursor, statements.inWrite(CHECKPOINT, values(cursor, rowsSeen, true)));
    }

    /** Where there is nothing to be stored beside it. */
    public void checkpoint(SyncCursor cursor, int rowsSeen) {
        held(cursor, statements.write(Scope.of(cursor.location()), CHECKPOINT, values(cursor, rowsSeen, false)));
    }

    /** The same, and gives the walk back. */
    public void lastCheckpoint(SyncCursor cursor, int rowsSeen) {
        held(cursor, statements.write(Scope.of(cursor.location()), CHECKPOINT, values(cursor, rowsSeen, true)));
    }

    private Object[] values(SyncCursor cursor, int rowsSeen, boolean last) {
        return new Object[] {
            cursor.doneUntil(),
            cursor.goal(),
            cursor.windowFrom(),
            cursor.windowTo(),
            cursor.nextPage(),
            rowsSeen,
            last,
            leaseSeconds,
            cursor.location().brand(),
            cursor.location().code(),
            cursor.feed().name(),
            cursor.fencing()
        };
    }

    private static void held(SyncCursor cursor, int updated) {
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
        Location location = cursor.location();
        statements.write(
                Scope.of(location),
                GIVE_BACK,
                error,
                error,
                location.brand(),
                location.code(),
                cursor.feed().name(),
                cursor.fencing());
    }
}
