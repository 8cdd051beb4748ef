package com.nexar.fulfilment.signals;

import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.OperationState;
import com.nexar.fulfilment.orders.Stage;
import com.nexar.fulfilment.signals.BrandLook.Row;
import com.nexar.fulfilment.signals.BrandLook.What;
import com.nexar.fulfilment.sync.Feed;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
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
    private final MultiGauge shipments;
    private final MultiGauge oldestShipments;
    private final MultiGauge operations;
    private final MultiGauge oldestOperations;
    private final MultiGauge needsPerson;
    private final MultiGauge syncLag;
    private final MultiGauge quarantine;
    private final MultiGauge feedLag;
    private final MultiGauge paused;
    private final MultiGauge pending;
    private final MultiGauge oldestPending;
    private final MultiGauge disabled;

    Gauges(Brand brand, MeterRegistry registry) {
        this.brand = brand;
        this.shipments = gauge(registry, "fulfilment.shipments", null, "Shipments that are not at an end, by stage");
        this.oldestShipments =
                gauge(registry, "fulfilment.shipments.oldest", "seconds", "Since the oldest of them came to its stage");
        this.operations = gauge(registry, "fulfilment.operations.open", null, "Open operations by state");
        this.oldestOperations =
                gauge(registry, "fulfilment.operations.oldest", "seconds", "Since the oldest open one was asked for");
        this.needsPerson =
                gauge(registry, "fulfilment.operations.needs.person", null, "Operations that only a person can settle");
        this.syncLag = gauge(registry, "fulfilment.sync.lag", "seconds", "How old the end of the read list is");
        this.quarantine =
                gauge(registry, "fulfilment.quarantine.rows", null, "Rows set aside because nobody can read them");
        this.feedLag = gauge(
                registry, "fulfilment.feed.lag", null, "Changes not yet written out for the endpoint furthest behind");
        this.paused = gauge(registry, "fulfilment.paused", null, "1 where an operator holds sending or syncing back");
        this.pending = gauge(registry, "fulfilment.webhooks.pending", null, "Deliveries that are still to be taken");
        this.oldestPending = gauge(registry, "fulfilment.webhooks.oldest", "seconds", "Age of the oldest of them");
        this.disabled = gauge(registry, "fulfilment.webhooks.disabled", null, "Endpoints that are told nothing");
    }

    void show(List<Row> look) {
        Map<What, Map<List<String>, Row>> rows = new TreeMap<>();
        look.forEach(row ->
                rows.computeIfAbsent(row.what(), none -> new HashMap<>()).put(List.of(row.location(), row.tag()), row));
        Function<What, Map<List<String>, Row>> of = what -> rows.getOrDefault(what, Map.of());

        perLocation(shipments, "stage", STAGES, of.apply(What.SHIPMENTS), Gauges::count);
        perLocation(oldestShipments, "stage", STAGES, of.apply(What.SHIPMENTS), Gauges::age);
        perLocation(operations, "state", STATES, of.apply(What.OPERATIONS), Gauges::count);
        perLocation(oldestOperations, "state", STATES, of.apply(What.OPERATIONS), Gauges::age);
        perLocation(needsPerson, null, NOTHING_MORE, of.apply(What.NEEDS_PERSON), Gauges::count);
        perLocation(feedLag, null, NOTHING_MORE, of.apply(What.FEED), Gauges::count);
        perLocation(quarantine, "feed", LISTS, of.apply(What.QUARANTINE), Gauges::count);
        perLocation(paused, "what", HELD_BACK, of.apply(What.PAUSED), Gauges::count);
        // only what there is: a list that was never walked has no age
        known(syncLag, of.apply(What.SYNC), Gauges::age);
        Optional<Row> deliveries = one(of.apply(What.DELIVERIES));
        single(pending, count(deliveries));
        single(oldestPending, age(deliveries));
        single(disabled, count(one(of.apply(What.DISABLED))));
    }

    private void perLocation(
            MultiGauge gauge,
            String name,
            List<String> tags,
            Map<List<String>, Row> rows,
            Function<Optional<Row>, Double> value) {
        List<MultiGauge.Row<?>> all = new ArrayList<>();
        for (Location location : brand.locations()) {
            for (String tag : tags) {
                Optional<Row> row = Optional.ofNullable(rows.get(List.of(location.code(), tag)));
                Tags more = name == null ? Tags.empty() : Tags.of(name, tag);
                all.add(MultiGauge.Row.of(at(location.code()).and(more), value.apply(row)));
            }
        }
        gauge.register(all, true);
    }

    private void known(MultiGauge gauge, Map<List<String>, Row> rows, Function<Optional<Row>, Double> value) {
        List<MultiGauge.Row<?>> all = new ArrayList<>();
        rows.values()
                .forEach(row -> all.add(
                        MultiGauge.Row.of(at(row.location()).and("feed", row.tag()), value.apply(Optional.of(row)))));
        gauge.register(all, true);
    }

    private void single(MultiGauge gauge, double value) {
        gauge.register(List.of(MultiGauge.Row.of(Tags.of("brand", brand.code()), value)), true);
    }

    private Tags at(String location) {
        return Tags.of("brand", brand.code(), "location", location);
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

    private static MultiGauge gauge(MeterRegistry registry, String name, String unit, String description) {
        return MultiGauge.builder(name).baseUnit(unit).description(description).register(registry);
    }
}
