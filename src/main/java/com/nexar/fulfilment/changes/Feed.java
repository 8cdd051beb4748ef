package com.nexar.fulfilment.changes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/**
 * The feeds for who passes them on: where they stand, their entries as they are handed out, and a hint when there are more. Methods
 * that begin with {@code in} join the caller's transaction.
 */
@Singleton
public class Feed {

    /** An entry; {@code json} is the CloudEvent as every reader of the feed gets it. */
    public record Entry(long sequence, String type, String subject, String json) {}

    /**
     * Part of a feed.
     *
     * @param oldest sequence of the oldest entry that the feed still has
     * @param entries in their order
     */
    public record Stretch(long oldest, List<Entry> entries) {}

    /**
     * An entry that is about a shipment which had left another location before.
     *
     * @param sequence of the entry
     * @param from the location that the shipment had left
     * @param departure sequence of that, in that location's feed
     */
    public record Arrival(long sequence, String from, long departure) {}

    /** Where all feeds stood at one moment. */
    public static final class Heads {

        private final Map<FeedName, FeedTable.Standing> standing;

        private Heads(Map<FeedName, FeedTable.Standing> standing) {
            this.standing = standing;
        }

        /** Whether the location's feed has, or is to be given, an entry after this one. */
        public boolean goOnAfter(Location location, long sequence) {
            FeedTable.Standing own = standing.getOrDefault(FeedName.of(location), FeedTable.Standing.NONE);
            FeedTable.Standing brands =
                    standing.getOrDefault(new FeedName(location.brand(), Changes.ALL), FeedTable.Standing.NONE);
            return own.last() > sequence || brands.last() > own.ofBrand();
        }
    }

    private final Transactions transactions;
    private final FeedTable table;
    private final Wakes wakes;
    private final ObjectMapper json;

    Feed(Transactions transactions, FeedTable table, Wakes wakes, ObjectMapper json) {
        this.transactions = transactions;
        this.table = table;
        this.wakes = wakes;
        this.json = json;
    }

    /** Of all brands and locations. */
    public Heads heads() {
        return new Heads(transactions.in(Scope.CLAIMING, table::inHeads));
    }

    /**
     * The sequence of the location's newest entry, once it shows all that the brand has told. In a transaction of its own, because only
     * the location's own scope may add to its feed.
     */
    public long last(Location location) {
        return transactions.in(location, () -> {
            if (table.inHead(location).unmerged()) {
                table.inMerge();
            }
            return table.inHead(location).last();
        });
    }

    /** What comes after this sequence, at most so many. Begins later where entries are gone: {@link Stretch#oldest} tells. */
    public Stretch inAfter(Location location, long sequence, int most) {
        long oldest = table.inHead(location).oldest();
        return new Stretch(
                oldest,
                table.inRead(location, sequence, most).stream().map(this::entry).toList());
    }

    /** Of the entries after the one sequence and up to the other; needs a scope of all of the brand's locations. */
    public List<Arrival> inArrivals(Location location, long after, long upTo) {
        return table.inArrivals(location, after, upTo);
    }

    /** Runs the hint whenever something may have been told, here or by another pod. It must return at once, and may come too often. */
    public void onNews(Runnable hint) {
        wakes.onMove(hint);
    }

    private Entry entry(ChangeView change) {
        try {
            return new Entry(
                    Long.parseLong(change.sequence()),
                    change.type(),
                    change.subject(),
                    json.writeValueAsString(change));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
