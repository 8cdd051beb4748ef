package com.nexar.fulfilment.faults.checks;

import java.time.Instant;
import java.util.List;

/**
 * What a feed told one reader in one piece.
 *
 * @param reader the same one from its beginning to the end of the run, however often it lost its memory meanwhile
 * @param place brand/location
 * @param after the place in the feed that was asked for
 * @param entries in the order in which they came; none where there was nothing new
 */
public record FeedAnswer(String reader, String place, long after, List<Entry> entries, int pod, Instant answered) {

    /** @param stage as the entry's data show it; null where it is not about a shipment */
    public record Entry(long seq, String type, String subject, String stage, String text) {

        boolean aboutShipment() {
            return stage != null;
        }
    }

    /** The last sequence that the reader knows now. */
    long upTo() {
        return entries.isEmpty() ? after : entries.getLast().seq();
    }
}
