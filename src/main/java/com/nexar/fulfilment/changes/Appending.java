package com.nexar.fulfilment.changes;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.access.Ending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What one transaction tells, collected until its end. */
final class Appending implements Ending {

    /** @param location {@link Changes#ALL} for the whole brand */
    record Entry(String brand, String location, ChangeType type, String subject, Instant at, Supplier<JsonNode> data) {}

    private final FeedTable table;
    private final Wakes wakes;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Class<?>, Beside> besides = new LinkedHashMap<>();

    Appending(FeedTable table, Wakes wakes) {
        this.table = table;
        this.wakes = wakes;
    }

    void add(Entry entry) {
        entries.add(entry);
    }

    <B extends Beside> B beside(Class<B> kind, Supplier<B> fresh) {
        return kind.cast(besides.computeIfAbsent(kind, none -> fresh.get()));
    }

    @Override
    public void inEnd() {
        table.inAppend(entries, List.copyOf(besides.values()));
    }

    @Override
    public void committed() {
        Set<FeedName> feeds = new LinkedHashSet<>();
        entries.forEach(entry -> feeds.add(new FeedName(entry.brand(), entry.location())));
        feeds.forEach(wakes::committed);
    }
}
