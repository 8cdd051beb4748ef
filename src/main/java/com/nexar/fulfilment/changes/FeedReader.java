package com.nexar.fulfilment.changes;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Reads a location's feed, now or as soon as there is something. */
@Singleton
class FeedReader {

    private final Transactions transactions;
    private final FeedTable table;
    private final Wakes wakes;
    private final ChangesConfig config;

    FeedReader(Transactions transactions, FeedTable table, Wakes wakes, ChangesConfig config) {
        config.check();
        this.transactions = transactions;
        this.table = table;
        this.wakes = wakes;
        this.config = config;
    }

    /** The sequence of the newest entry. */
    long last(Location location) {
        return transactions.in(location, () -> table.inHead(location)).last();
    }

    /**
     * The entries after this one, in their order; none where there are none within the time.
     *
     * @throws Problem {@code feed-truncated} where entries after this one are gone already; {@code validation} where the feed has
     *     not come so far
     */
    List<ChangeView> read(Location location, long after, int most, Duration wait) throws InterruptedException {
        FeedName feed = FeedName.of(location);
        long end = System.nanoTime() + wait.toNanos();
        while (true) {
            long number = wakes.number(feed);
            List<ChangeView> found = transactions.in(location, () -> inRead(location, after, most));
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (!found.isEmpty() || !left.isPositive() || wakes.ended()) {
                return found;
            }
            wakes.await(feed, number, left.compareTo(config.pollEvery()) < 0 ? left : config.pollEvery());
        }
    }

    private List<ChangeView> inRead(Location location, long after, int most) {
        FeedTable.Head head = table.inHead(location);
        if (head.unmerged()) {
            table.inMerge();
            head = table.inHead(location);
        }
        if (after + 1 < head.oldest()) {
            throw truncated(location, after, head);
        }
        if (after > head.last()) {
            throw Problem.invalid(
                    "after", "must not be beyond the feed's newest entry, which is " + head.last() + ", not " + after);
        }
        if (after == head.last()) {
            return List.of();
        }
        List<ChangeView> found = table.inRead(location, after, most);
        if (found.isEmpty() || !found.getFirst().sequence().equals(Long.toString(after + 1))) {
            throw truncated(location, after, table.inHead(location)); // trimmed since the head was read
        }
        return found;
    }

    private Problem truncated(Location location, long after, FeedTable.Head head) {
        return new Problem(
                        ProblemCode.FEED_TRUNCATED,
                        "The feed of " + location.ref() + " starts with " + head.oldest() + "; what came after " + after
                                + " was kept for " + config.retention() + " and is gone. Read the orders"
                                + " (updatedSince) and go on after " + (head.oldest() - 1) + ".")
                .with("oldest", Long.toString(head.oldest()));
    }
}
