package com.nexar.fulfilment.changes;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Tells the feeds what changed, in the caller's transaction: the entries are appended as its very last act, so that a feed's head is
 * locked as shortly as can be, and every reader hears of them after the commit.
 */
@Singleton
public class Changes {

    /** In place of a location: the brand's own entries, which every location's feed shows. */
    static final String ALL = "*";

    private final Transactions transactions;
    private final FeedTable table;
    private final Wakes wakes;

    Changes(Transactions transactions, FeedTable table, Wakes wakes) {
        this.transactions = transactions;
        this.table = table;
        this.wakes = wakes;
    }

    /**
     * @param subject what changed: a shipmentId, an operationId, or the location itself
     * @param data without address or phone; asked for when all else of the transaction is written
     */
    public void inTell(Location location, ChangeType type, String subject, Instant at, Supplier<JsonNode> data) {
        inTell(location.brand(), location.code(), type, subject, at, data);
    }

    /** The same to a location that is known by its code only. */
    public void inTell(
            String brand, String location, ChangeType type, String subject, Instant at, Supplier<JsonNode> data) {
        appending().add(new Appending.Entry(brand, location, type, subject, at, data));
    }

    /**
     * What the transaction at hand writes of this kind together with the entries, as its last act and also where there are none.
     *
     * @param fresh makes it where it has none yet
     */
    public <B extends Beside> B inBeside(Class<B> kind, Supplier<B> fresh) {
        return appending().beside(kind, fresh);
    }

    /** To all locations of the brand. */
    public void inTellBrand(String brand, ChangeType type, String subject, Instant at, Supplier<JsonNode> data) {
        inTell(brand, ALL, type, subject, at, data);
    }

    private Appending appending() {
        return transactions.ending(Appending.class, () -> new Appending(table, wakes));
    }
}
