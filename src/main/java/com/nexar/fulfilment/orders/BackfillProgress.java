package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.easyecom.UpstreamShipment;
import com.nexar.fulfilment.sync.SyncCursor;
import com.nexar.fulfilment.sync.SyncCursors;
import com.nexar.fulfilment.sync.SyncProgress;
import com.nexar.fulfilment.sync.WalkStanding;
import com.nexar.fulfilment.sync.WalkStandings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** How far one run of a back-fill comes: stored with each page, and said in the log now and then. A walk without a goal says nothing. */
final class BackfillProgress {

    private static final Logger LOG = Logger.getLogger(BackfillProgress.class);

    private static final Duration A_LINE_EVERY = Duration.ofSeconds(30);

    private final SyncCursors cursors;
    private final WalkStandings standings;
    private final LongSupplier nanos;
    private long lap;
    private long line;
    private int pages;
    private Instant windowBegan;
    private Instant first;
    private double reached;

    BackfillProgress(SyncCursors cursors, WalkStandings standings, LongSupplier nanos) {
        this.cursors = cursors;
        this.standings = standings;
        this.nanos = nanos;
        this.lap = nanos.getAsLong();
        this.line = lap;
    }

    /** In the transaction that stores the page. @param before as the page was asked for @param after its checkpoint */
    void inStored(SyncCursor before, SyncCursor after, List<UpstreamShipment> page, int rows) {
        if (before.goal() == null) {
            return;
        }
        long now = nanos.getAsLong();
        double seconds = (now - lap) / 1e9;
        double part = after.windowTo() == null ? 0 : reach(before, page);
        cursors.inProgress(after, before.doneUntil(), part, rows, seconds);
        lap = now;
        pages++;
    }

    /** After the page is stored. @return whether a line was due */
    boolean tell(SyncCursor at) {
        if (at.goal() == null || nanos.getAsLong() - line < A_LINE_EVERY.toNanos()) {
            return false;
        }
        line = nanos.getAsLong();
        standing(at)
                .ifPresent(now -> LOG.infof(
                        "%s of %s: %s %%, %d pages, %d rows, %s rows a minute, %s left",
                        at.feed(),
                        at.location(),
                        now.progress().percent(),
                        now.pages(),
                        now.rows(),
                        now.progress().rowsPerMinute(),
                        left(now.progress())));
        return true;
    }

    /** It has reached its goal. @return whether it was this run that did, which says so */
    boolean done(SyncCursor at) {
        if (at.goal() == null || pages == 0) {
            return false;
        }
        standing(at)
                .ifPresent(now -> LOG.infof(
                        "%s of %s is done: %d pages, %d rows, %s rows a minute",
                        at.feed(),
                        at.location(),
                        now.pages(),
                        now.rows(),
                        now.progress().rowsPerMinute()));
        return true;
    }

    /** How much of its window lies behind a page, whether EasyEcom gives the oldest or the newest first; that, two pages say. */
    private double reach(SyncCursor cursor, List<UpstreamShipment> page) {
        if (!cursor.windowFrom().equals(windowBegan)) {
            windowBegan = cursor.windowFrom();
            first = null;
            reached = 0;
        }
        List<Instant> times = page.stream()
                .map(UpstreamShipment::updatedAt)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        if (times.isEmpty()) {
            return reached;
        }
        Instant middle = times.get(times.size() / 2);
        if (first == null) {
            first = middle;
            return reached;
        }
        Duration behind = middle.isBefore(first)
                ? Duration.between(middle, cursor.windowTo())
                : Duration.between(cursor.windowFrom(), middle);
        double all = Duration.between(cursor.windowFrom(), cursor.windowTo()).toMillis();
        reached = Math.max(reached, all <= 0 ? 0 : Math.clamp(behind.toMillis() / all, 0.0, 1.0));
        return reached;
    }

    private Optional<WalkStanding> standing(SyncCursor at) {
        return standings.of(at.location()).stream()
                .filter(each -> each.feed() == at.feed() && each.progress() != null)
                .findFirst();
    }

    private static String left(SyncProgress progress) {
        return progress.secondsLeft() == null ? "not known how much" : "about " + progress.secondsLeft() / 60 + " min";
    }
}
