package com.nexar.fulfilment.webhooks;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.changes.Feed;
import jakarta.inject.Singleton;
import java.util.List;
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

    private final Transactions transactions;
    private final Feed feed;
    private final CursorTable cursors;
    private final DeliveryTable deliveries;
    private final Brands brands;

    WritingOut(Transactions transactions, Feed feed, CursorTable cursors, DeliveryTable deliveries, Brands brands) {
        this.transactions = transactions;
        this.feed = feed;
        this.cursors = cursors;
        this.deliveries = deliveries;
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
        for (CursorTable.Cursor cursor : active) {
            // a location that is configured no more has no feed to go on with
            Optional<Location> location = brands.location(cursor.brand(), cursor.location());
            if (location.isPresent() && heads.goOnAfter(location.get(), cursor.sequence())) {
                more |= next(cursor, location.get());
            }
        }
        return new Written(true, more);
    }

    private boolean next(CursorTable.Cursor cursor, Location location) {
        try {
            feed.last(location); // from here on it shows the brand's own entries, too
            Scope scope = new Scope(cursor.brand(), cursor.scopeLocation());
            return transactions.in(scope, () -> inBatch(cursor.endpoint(), location));
        } catch (RuntimeException e) { // one feed must not keep the others; the next round tries again
            LOG.errorf(
                    e, "Changes of %s could not be written out for webhook endpoint %s", location, cursor.endpoint());
            return false;
        }
    }

    /** @return whether there may be more */
    private boolean inBatch(UUID endpoint, Location location) {
        Optional<CursorTable.Held> held = cursors.inHold(endpoint, location.code());
        if (held.isEmpty()) {
            return false;
        }
        long from = held.get().sequence();
        List<Feed.Entry> entries = feed.inAfter(location, from, BATCH).entries();
        if (entries.isEmpty()) {
            inSkipGone(endpoint, location, from);
            return false;
        }
        long missed = entries.getFirst().sequence() - 1 - from; // the feed has no gaps but at its beginning
        warn(endpoint, location, from, missed);
        List<String> types = held.get().types();
        deliveries.inWrite(
                endpoint,
                location,
                entries.stream()
                        .filter(entry -> types.isEmpty() || types.contains(entry.type()))
                        .toList());
        cursors.inMove(endpoint, location.code(), entries.getLast().sequence(), missed);
        return entries.size() == BATCH;
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
