package com.nexar.fulfilment.signals;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * One gauge of a brand, with a series for each place. A series is registered once and told its value at every look: registering tens of
 * thousands anew would cost a thousand locations more than all that they do.
 */
final class Series {

    private static final class Point {
        private volatile double value;
        private Gauge gauge;
    }

    private final MeterRegistry registry;
    private final String brand;
    private final String name;
    private final String unit;
    private final String description;
    private final List<String> labels;
    private final Map<List<String>, Point> points = new HashMap<>();

    /**
     * @param unit null = things are counted
     * @param labels what the parts of a place are called, besides the brand; parts without a name do not show
     */
    Series(MeterRegistry registry, String brand, String name, String unit, String description, String... labels) {
        this.registry = registry;
        this.brand = brand;
        this.name = name;
        this.unit = unit;
        this.description = description;
        this.labels = List.of(labels);
    }

    boolean isEmpty() {
        return points.isEmpty();
    }

    void show(List<String> place, double value) {
        points.computeIfAbsent(place, this::registered).value = value;
    }

    /** Each of those that there are already. */
    void showAll(ToDoubleFunction<List<String>> value) {
        points.forEach((place, point) -> point.value = value.applyAsDouble(place));
    }

    /** All others are there no more. */
    void keep(Set<List<String>> places) {
        points.entrySet().removeIf(each -> {
            boolean gone = !places.contains(each.getKey());
            if (gone) {
                registry.remove(each.getValue().gauge);
            }
            return gone;
        });
    }

    private Point registered(List<String> place) {
        Tags tags = Tags.of("brand", brand);
        for (int n = 0; n < labels.size(); n++) {
            tags = tags.and(labels.get(n), place.get(n));
        }
        Point point = new Point();
        point.gauge = Gauge.builder(name, point, at -> at.value)
                .tags(tags)
                .baseUnit(unit)
                .description(description)
                .register(registry);
        return point;
    }
}
