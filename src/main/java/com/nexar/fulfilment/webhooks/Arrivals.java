package com.nexar.fulfilment.webhooks;

import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.changes.Feed;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * An endpoint of all locations hears a shipment that moved in order: what the new location's feed says of it waits until the old one's
 * is written out up to its departure. All methods join the caller's transaction.
 */
@Singleton
class Arrivals {

    private static final Logger LOG = Logger.getLogger(Arrivals.class);

    /** A feed that cannot be written out must not hold up the others for good. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Feed feed;
    private final CursorTable cursors;
    private final Brands brands;

    Arrivals(Feed feed, CursorTable cursors, Brands brands) {
        this.feed = feed;
        this.cursors = cursors;
        this.brands = brands;
    }

    /**
     * The entries up to the first that has to wait for another feed.
     *
     * @param entries after the sequence, in their order, at least one
     */
    List<Feed.Entry> inDue(UUID endpoint, Location location, long after, List<Feed.Entry> entries) {
        Map<String, Long> standing = cursors.inStanding(endpoint);
        long end = feed.inArrivals(location, after, entries.getLast().sequence()).stream()
                .filter(arrival -> isAhead(location, arrival, standing))
                .mapToLong(Feed.Arrival::sequence)
                .min()
                .orElse(Long.MAX_VALUE);
        List<Feed.Entry> due =
                entries.stream().filter(entry -> entry.sequence() < end).toList();
        if (due.isEmpty() && cursors.inStay(endpoint, location.code(), PATIENCE)) {
            LOG.warnf(
                    "Webhook endpoint %s is told changes of %s from %d on out of order: another location's feed keeps them"
                            + " waiting for too long",
                    endpoint, location, end);
            return entries;
        }
        return due;
    }

    /** A location that is configured no more has no feed to wait for. */
    private boolean isAhead(Location location, Feed.Arrival arrival, Map<String, Long> standing) {
        Long at = standing.get(arrival.from());
        return at != null
                && at < arrival.departure()
                && brands.location(location.brand(), arrival.from()).isPresent();
    }
}
