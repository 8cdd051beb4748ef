package com.nexar.fulfilment.signals;

import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.OperationState;
import com.nexar.fulfilment.orders.Stage;
import com.nexar.fulfilment.signals.BrandLook.Row;
import com.nexar.fulfilment.signals.BrandLook.What;
import com.nexar.fulfilment.sync.Feed;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** One brand's gauges, as of the last look. Where there is nothing, a gauge is 0 and not absent, so that alerts can tell. */
final class Gauges {

    private static final List<String> STAGES = Arrays.stream(Stage.values())
            .filter(stage -> !stage.isFinal())
            .map(Enum::name)
            .toList();
    private static final List<String> STATES = Arrays.stream(OperationState.values())
            .filter(state -> !state.finished())
            .map(Enum::name)
            .toList();
    private static final List<String> LISTS = Stream.concat(
                    Arrays.stream(Feed.values()).map(Enum::name), Stream.of("WEBHOOKS"))
            .toList();
    private static final List<String> HELD_BACK = List.of("sending", "syncing");
    private static final List<String> NOTHING_MORE = List.of("");

    private final Brand brand;
    private final MeterRegistry registry;
    private final Series shipments;
    private final Series oldestShipments;
    private final Series operations;
    private final Series oldestOperations;
    private final Series needsPerson;
    private final Series syncLag;
    private final Series quarantine;
    private final Series feedLag;
    private final Series paused;
    private final Series drift;
    private final Series driftAge;
    private final Series pending;
    private final Series oldestPending;
    private final Series disabled;

    Gauges(Brand brand, MeterRegistry registry) {
        this.brand = brand;
        this.registry = registry;
        this.shipments =
                series("fulfilment.shipments", null, "Shipments that are not at an end, by stage", "location", "stage");
        this.oldestShipments = series(
                "fulfilment.shipments.oldest",
                "seconds",
                "Since the oldest of them came to its stage",
                "location",
                "stage");
        this.operations = series("fulfilment.operations.open", null, "Open operations by state", "location", "state");
        this.oldestOperations = series(
                "fulfilment.operations.oldest",
                "seconds",
                "Since the oldest open one was asked for",
                "location",
                "state");
        this.needsPerson = series(
                "fulfilment.operations.needs.person", null, "Operations that only a person can settle", "location");
        this.syncLag =
                series("fulfilment.sync.lag", "seconds", "How old the end of the read list is", "location", "feed");
        this.quarantine = series(
                "fulfilment.quarantine.rows", null, "Rows set aside because nobody can read them", "location", "feed");
        this.feedLag = series(
                "fulfilment.feed.lag",
                null,
                "Changes not yet written out for the endpoint furthest behind",
                "location");
        this.paused = series(
                "fulfilment.paused", null, "1 where an operator holds sending or syncing back", "location", "what");
        this.drift =
                series("fulfilment.drift.differences", null, "What the last comparison found to be mended", "location");
        this.driftAge = series("fulfilment.drift.age", "seconds", "Since the last whole comparison began", "location");
        this.pending = series("fulfilment.webhooks.pending", null, "Deliveries that are still to be taken");
        this.oldestPending = series("fulfilment.webhooks.oldest", "seconds", "Age of the oldest of them");
        this.disabled = series("fulfilment.webhooks.disabled", null, "Endpoints that are told nothing");
    }

    synchronized void show(List<Row> look) {
        Map<What, Map<List<String>, Row>> rows = new TreeMap<>();
        look.forEach(row ->
                rows.computeIfAbsent(row.what(), none -> new HashMap<>()).put(List.of(row.location(), row.tag()), row));
        Function<What, Map<List<String>, Row>> of = what -> rows.getOrDefault(what, Map.of());

        perLocation(shipments, STAGES, of.apply(What.SHIPMENTS), Gauges::count);
        perLocation(oldestShipments, STAGES, of.apply(What.SHIPMENTS), Gauges::age);
        perLocation(operations, STATES, of.apply(What.OPERATIONS), Gauges::count);
        perLocation(oldestOperations, STATES, of.apply(What.OPERATIONS), Gauges::age);
        perLocation(needsPerson, NOTHING_MORE, of.apply(What.NEEDS_PERSON), Gauges::count);
        perLocation(feedLag, NOTHING_MORE, of.apply(What.FEED), Gauges::count);
        perLocation(quarantine, LISTS, of.apply(What.QUARANTINE), Gauges::count);
        perLocation(paused, HELD_BACK, of.apply(What.PAUSED), Gauges::count);
        // only what there is: a list that was never walked has no age, nor what was never compared
        known(syncLag, of.apply(What.SYNC), Gauges::age);
        known(drift, of.apply(What.DRIFT), Gauges::count);
        known(driftAge, of.apply(What.DRIFT), Gauges::age);
        Optional<Row> deliveries = one(of.apply(What.DELIVERIES));
        single(pending, count(deliveries));
        single(oldestPending, age(deliveries));
        single(disabled, count(one(of.apply(What.DISABLED))));
    }

    private void perLocation(
            Series series, List<String> tags, Map<List<String>, Row> rows, Function<Optional<Row>, Double> value) {
        ToDoubleFunction<List<String>> now = place -> value.apply(Optional.ofNullable(rows.get(place)));
        if (!series.isEmpty()) {
            series.showAll(now);
            return;
        }
        for (Location at : brand.locations()) {
            for (String tag : tags) {
                List<String> place = List.of(at.code(), tag);
                series.show(place, now.applyAsDouble(place));
            }
        }
    }

    private static void known(Series series, Map<List<String>, Row> rows, Function<Optional<Row>, Double> value) {
        series.keep(rows.keySet());
        rows.forEach((place, row) -> series.show(place, value.apply(Optional.of(row))));
    }

    private static void single(Series series, double value) {
        series.show(List.of(), value);
    }

    private static Optional<Row> one(Map<List<String>, Row> rows) {
        return rows.values().stream().findFirst();
    }

    private static double count(Optional<Row> row) {
        return row.map(Row::count).orElse(0L);
    }

    private static double age(Optional<Row> row) {
        return row.map(Row::ageSeconds).map(age -> Math.max(0, age)).orElse(0.0);
    }

    private Series series(String name, String unit, String description, String... labels) {
        return new Series(registry, brand.code(), name, unit, description, labels);
    }
}
