package com.nexar.fulfilment.webhooks;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.changes.Feed;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Writes a delivery for each change and each endpoint that wants it: out of the feed, in its order, in the same transaction as the cursor
 * that says how far this has come. So there is exactly one, whatever pods do.
 */
@Singleton
class WritingOut {

    private static final Logger LOG = Logger.getLogger(WritingOut.class);

    private static final int BATCH = 200;

    /**
     * What a round came to.
     *
     * @param somebodyListens any endpoint is there to be told anything
     * @param more it has not come to the end of each feed
     */
    record Written(boolean somebodyListens, boolean more) {}

    /** How far a stretch came. */
    private enum Came {
        TO_THE_END,
        ON,
        /** To an entry that waits for another location's feed. */
        TO_A_STAND
    }

    private final Transactions transactions;
    private final Feed feed;
    private final CursorTable cursors;
    private final DeliveryTable deliveries;
    private final Arrivals arrivals;
    private final Brands brands;

    WritingOut(
            Transactions transactions,
            Feed feed,
            CursorTable cursors,
            DeliveryTable deliveries,
            Arrivals arrivals,
            Brands brands) {
        this.transactions = transactions;
        this.feed = feed;
        this.cursors = cursors;
        this.deliveries = deliveries;
        this.arrivals = arrivals;
        this.brands = brands;
    }

    /** Locations that endpoints for a whole brand do not know yet. */
    void meetLocations() {
        for (Brand brand : brands.all()) {
            transactions.run(
                    Scope.administrationOf(brand.code()),
                    () -> brand.locations().forEach(location -> cursors.inAdd(brand.code(), location.code())));
        }
    }

    /** The next stretch of each feed, for each endpoint that no other pod is at. */
    Written all() {
        List<CursorTable.Cursor> active = transactions.in(Scope.CLAIMING, cursors::inActive);
        if (active.isEmpty()) {
            return new Written(false, false);
        }
        Feed.Heads heads = feed.heads();
        boolean more = false;
        Map<CursorTable.Cursor, Location> waiting = new LinkedHashMap<>();
        for (CursorTable.Cursor cursor : active) {
            // a location that is configured no more has no feed to go on with
            Optional<Location> location = brands.location(cursor.brand(), cursor.location());
            if (location.isPresent() && heads.goOnAfter(location.get(), cursor.sequence())) {
                Came came = next(cursor, location.get());
                more |= came == Came.ON;
                if (came == Came.TO_A_STAND) {
                    waiting.put(cursor, location.get());
                }
            }
        }
        for (Map.Entry<CursorTable.Cursor, Location> each : waiting.entrySet()) { // the others may have come far enough
            more |= next(each.getKey(), each.getValue()) == Came.ON;
        }
        return new Written(true, more);
    }

    private Came next(CursorTable.Cursor cursor, Location location) {
        try {
            feed.last(location); // from here on it shows the brand's own entries, too
            Scope scope = new Scope(cursor.brand(), cursor.scopeLocation());
            return transactions.in(scope, () -> inBatch(cursor, location));
        } catch (RuntimeException e) { // one feed must not keep the others; the next round tries again
            LOG.errorf(
                    e, "Changes of %s could not be written out for webhook endpoint %s", location, cursor.endpoint());
            return Came.TO_THE_END;
        }
    }

    private Came inBatch(CursorTable.Cursor cursor, Location location) {
        UUID endpoint = cursor.endpoint();
        Optional<CursorTable.Held> held = cursors.inHold(endpoint, location.code());
        if (held.isEmpty()) {
            return Came.TO_THE_END;
        }
        long from = held.get().sequence();
        List<Feed.Entry> entries = feed.inAfter(location, from, BATCH).entries();
        if (entries.isEmpty()) {
            inSkipGone(endpoint, location, from);
            return Came.TO_THE_END;
        }
        List<Feed.Entry> due = cursor.ofAllLocations() ? arrivals.inDue(endpoint, location, from, entries) : entries;
        if (due.isEmpty()) {
            return Came.TO_A_STAND;
        }
        long missed = entries.getFirst().sequence() - 1 - from; // the feed has no gaps but at its beginning
        warn(endpoint, location, from, missed);
        List<String> types = held.get().types();
        deliveries.inWrite(
                endpoint,
                location,
                due.stream()
                        .filter(entry -> types.isEmpty() || types.contains(entry.type()))
                        .toList());
        cursors.inMove(endpoint, location.code(), due.getLast().sequence(), missed);
        if (due.size() < entries.size()) {
            return Came.TO_A_STAND;
        }
        return entries.size() == BATCH ? Came.ON : Came.TO_THE_END;
    }

    /** An endpoint that was DISABLED goes on where it stood, or where its feeds begin now. In the caller's transaction. */
    void inBeginAgain(Endpoint endpoint) {
        for (Location location : brands.locations()) {
            if (endpoint.hears(location)) {
                cursors.inHold(endpoint.id(), location.code())
                        .ifPresent(held -> inSkipGone(endpoint.id(), location, held.sequence()));
            }
        }
    }

    /** What has left the feed before it was written out is counted, so that the endpoint shows it. */
    private void inSkipGone(UUID endpoint, Location location, long sequence) {
        long missed = feed.inAfter(location, sequence, 1).oldest() - 1 - sequence;
        if (missed > 0) {
            cursors.inMove(endpoint, location.code(), sequence + missed, missed);
            warn(endpoint, location, sequence, missed);
        }
    }

    private static void warn(UUID endpoint, Location location, long after, long missed) {
        if (missed > 0) {
            LOG.warnf(
                    "Webhook endpoint %s missed %d changes of %s, from %d on: they had left the feed before",
                    endpoint, missed, location, after + 1);
        }
    }
}
