package com.nexar.fulfilment.sync;

import com.nexar.fulfilment.access.Columns;
import com.nexar.fulfilment.access.Question;
import com.nexar.fulfilment.access.Statements;
import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** How the walks of a location stand. */
@Singleton
public class WalkStandings {

    /** In the order in which {@link #standing} reads them. */
    private static final String STANDINGS = """
            select feed, done_until, goal, window_from, window_to, pages, rows_seen, last_success_at, last_error, last_error_at,
              begun_from, window_done, worked_rows, worked_seconds
            from sync_cursors where brand = ? and location = ? order by feed""";

    private final Statements statements;

    WalkStandings(Statements statements) {
        this.statements = statements;
    }

    /** Those that were ever begun, by list. */
    public List<WalkStanding> of(Location location) {
        return statements.ask(location, question(location));
    }

    /** The same, for who asks more at once. */
    public Question<WalkStanding> question(Location location) {
        return new Question<>(
                STANDINGS, row -> standing(location, new Columns(row)), location.brand(), location.code());
    }

    private static WalkStanding standing(Location location, Columns of) throws SQLException {
        Feed feed = of.one(Feed.class);
        Instant doneUntil = of.moment();
        Instant goal = of.moment();
        SyncCursor at = new SyncCursor(location, feed, doneUntil, goal, of.moment(), of.moment(), null, 0);
        return new WalkStanding(
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
}
