package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomFailure;
import com.nexar.fulfilment.easyecom.EasyEcomOrders;
import com.nexar.fulfilment.easyecom.EasyEcomRefused;
import com.nexar.fulfilment.easyecom.ReadWindow;
import com.nexar.fulfilment.easyecom.ShipmentPage;
import com.nexar.fulfilment.pauses.Pauses;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.sync.Feed;
import com.nexar.fulfilment.sync.Quarantine;
import com.nexar.fulfilment.sync.SyncCursor;
import com.nexar.fulfilment.sync.SyncCursors;
import com.nexar.fulfilment.sync.WalkStandings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Orders in: leases a location's walk, asks EasyEcom window by window and page by page, stores each page together with the
 * checkpoint, and goes on there after a crash. The tip and the first sync's back-fill are two walks.
 */
@Singleton
class OrderWalk {

    private static final Logger LOG = Logger.getLogger(OrderWalk.class);

    /** EasyEcom refuses more than seven days (contract 3.1). */
    static final Duration LONGEST_WINDOW = Duration.ofDays(7);

    /** A page further. @param last the walk is caught up with, and with the page's checkpoint it was given back */
    private record Step(SyncCursor next, boolean last) {}

    private final SyncCursors cursors;
    private final WalkStandings standings;
    private final EasyEcomOrders easyecom;
    private final OrderIntake intake;
    private final Quarantine quarantine;
    private final Gate gate;
    private final Transactions transactions;
    private final OrdersConfig config;
    private final Clock clock;
    private final Pauses pauses;

    OrderWalk(
            SyncCursors cursors,
            WalkStandings standings,
            EasyEcomOrders easyecom,
            OrderIntake intake,
            Quarantine quarantine,
            Gate gate,
            Transactions transactions,
            OrdersConfig config,
            Clock clock,
            Pauses pauses) {
        this.cursors = cursors;
        this.standings = standings;
        this.easyecom = easyecom;
        this.intake = intake;
        this.quarantine = quarantine;
        this.gate = gate;
        this.transactions = transactions;
        this.config = config;
        this.clock = clock;
        this.pauses = pauses;
    }

    /**
     * Walks until the list is caught up with; does nothing where another pod walks.
     *
     * @return whether it was caught up with, from here
     */
    boolean walk(Location location, Feed feed) {
        return walk(location, feed, null);
    }

    /** The same, if it has rested so long since any pod got a page or an error. @param rested null = however long */
    boolean walk(Location location, Feed feed, Duration rested) {
        SyncCursor claimed = cursors.claim(location, feed, rested).orElse(null);
        if (claimed == null) {
            return false;
        }
        boolean givenBack = false;
        String error = null;
        try {
            SyncCursor cursor = claimed.doneUntil() == null ? start(claimed) : claimed;
            Set<String> seen = new HashSet<>();
            var progress = new BackfillProgress(cursors, standings, System::nanoTime);
            boolean mayGoOn = true; // the claim has seen that nothing is paused
            while (mayGoOn) {
                if (cursor.windowTo() == null) {
                    ReadWindow window = nextWindow(cursor, now(), config.sync().overlap());
                    if (window == null) {
                        progress.done(cursor);
                        return true;
                    }
                    cursor = cursor.window(window.from(), window.to());
                    seen.clear();
                }
                Step step = page(cursor, seen, progress);
                cursor = step.next();
                progress.tell(cursor);
                if (step.last()) {
                    givenBack = true;
                    return true;
                }
                mayGoOn = !Thread.currentThread().isInterrupted() && !pauses.syncing(location);
            }
        } catch (EasyEcomFailure e) {
            error = e.getMessage();
            LOG.warnf("%s of %s stops for now: %s", feed, location, e.getMessage());
        } catch (RuntimeException e) {
            error = e.toString();
            throw e;
        } finally {
            if (!givenBack) {
                cursors.release(claimed, error);
            }
        }
        return false;
    }

    /** The next stretch of time to ask for; null when a back-fill has reached its goal. */
    static ReadWindow nextWindow(SyncCursor cursor, Instant now, Duration overlap) {
        Instant end = cursor.goal() == null ? now : cursor.goal();
        if (cursor.goal() != null && !cursor.doneUntil().isBefore(end)) {
            return null;
        }
        Instant from = cursor.doneUntil().minus(overlap);
        Instant to = from.plus(LONGEST_WINDOW).isBefore(end) ? from.plus(LONGEST_WINDOW) : end;
        return new ReadWindow(from, to);
    }

    private SyncCursor start(SyncCursor cursor) {
        Instant now = now();
        // whichever of the two walks comes first settles where the tip begins, so that no time lies between them
        Instant tip = cursors.begun(cursor.location(), Feed.ORDERS_TIP, now);
        return cursor.feed() == Feed.ORDERS_TIP
                ? cursor.begin(tip, null)
                : cursor.begin(now.minus(config.sync().lookback()), now);
    }

    /** EasyEcom counts in seconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private boolean caughtUp(SyncCursor cursor) {
        return cursor.windowTo() == null
                && cursor.feed() == Feed.ORDERS_TIP
                && cursor.doneUntil().plus(LONGEST_WINDOW.dividedBy(2)).isAfter(clock.instant());
    }

    /** @param seen the window's cursors up to here, in this walk */
    private Step page(SyncCursor cursor, Set<String> seen, BackfillProgress progress) {
        Instant asOf = clock.instant();
        ShipmentPage page;
        try {
            page = cursor.nextPage() == null
                    ? easyecom.first(cursor.location(), new ReadWindow(cursor.windowFrom(), cursor.windowTo()))
                    : easyecom.next(cursor.location(), cursor.nextPage());
        } catch (EasyEcomRefused e) {
            if (cursor.nextPage() == null) {
                throw e;
            }
            LOG.warnf(
                    "%s of %s: the page's cursor was refused, its window starts anew",
                    cursor.feed(), cursor.location());
            cursors.checkpoint(cursor.page(null), 0);
            throw e;
        }
        seen.add(String.valueOf(cursor.nextPage()));
        boolean loops = page.next() != null && seen.contains(page.next());
        if (loops) {
            LOG.warnf(
                    "%s of %s: EasyEcom's pages go round in a circle; the window ends here",
                    cursor.feed(), cursor.location());
        }
        SyncCursor next = page.next() == null || loops ? cursor.windowDone() : cursor.page(page.next());
        Step step = new Step(next, caughtUp(next));
        stored(cursor, page, step, asOf, progress).forEach(id -> read(cursor.location(), id));
        return step;
    }

    /** @return the shipments whose own record has to be read */
    private List<Long> stored(
            SyncCursor cursor, ShipmentPage page, Step step, Instant asOf, BackfillProgress progress) {
        int rows = page.shipments().size() + page.broken().size();
        if (rows == 0 && step.last()) { // most of all pages
            cursors.lastCheckpoint(step.next(), rows);
            return List.of();
        }
        List<Long> toRead = transactions.in(cursor.location(), () -> {
            page.broken()
                    .forEach(row -> quarantine.setAside(
                            cursor.location(), cursor.feed().name(), row.id(), row.raw(), row.reason()));
            List<Long> unsure = intake.take(cursor.location(), page.shipments(), asOf, Cause.SYNC);
            if (step.last()) {
                cursors.inLastCheckpoint(step.next(), rows);
            } else {
                cursors.inCheckpoint(step.next(), rows);
            }
            progress.inStored(cursor, step.next(), page.shipments(), rows);
            return unsure;
        });
        if (!page.broken().isEmpty()) {
            LOG.warnf(
                    "%s of %s: %d rows set aside",
                    cursor.feed(), cursor.location(), page.broken().size());
        }
        return toRead;
    }

    /** Lost when the pod dies or EasyEcom does not answer: then it is due with {@link OpenShipments}. */
    private void read(Location location, long id) {
        try {
            gate.read(location, id, Cause.SYNC, null);
        } catch (Problem e) {
            LOG.warnf("Whether shipment %d of %s is confirmed stays open for now: %s", id, location, e.getMessage());
        }
    }
}
