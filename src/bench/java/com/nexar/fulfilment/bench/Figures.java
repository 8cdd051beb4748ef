package com.nexar.fulfilment.bench;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that a scenario measured: who, what, round by round. */
final class Figures {

    private final Map<String, Map<String, Samples>> all = new LinkedHashMap<>();

    void add(String who, String what, double value) {
        all.computeIfAbsent(who, name -> new LinkedHashMap<>())
                .computeIfAbsent(what, name -> new Samples())
                .add(value);
    }

    boolean has(String who, String what) {
        return all.getOrDefault(who, Map.of()).containsKey(what);
    }

    Samples of(String who, String what) {
        if (!has(who, what)) {
            throw new IllegalArgumentException("nothing was measured of " + who + ": " + what);
        }
        return all.get(who).get(what);
    }

    /** What was measured of it. */
    Set<String> names(String who) {
        return all.getOrDefault(who, Map.of()).keySet();
    }

    Spread ratio(String what, String one, String other) {
        return of(one, what).over(of(other, what));
    }

    Spread difference(String what, String one, String other) {
        return of(one, what).minus(of(other, what));
    }

    /** A rate, round by round: of who does to each what the one does and then what the other does. */
    void inSequence(String who, String rate, String one, String other) {
        List<Double> first = of(one, rate).all();
        List<Double> then = of(other, rate).all();
        for (int n = 0; n < then.size(); n++) {
            add(who, rate, 1 / (1 / first.get(n) + 1 / then.get(n)));
        }
    }

    /** Of everyone of whom it was measured, in the order in which they came. */
    Map<String, Samples> of(String what) {
        Map<String, Samples> some = new LinkedHashMap<>();
        all.forEach((who, figures) -> {
            if (figures.containsKey(what)) {
                some.put(who, figures.get(what));
            }
        });
        return some;
    }

    /** A row for each competitor, a column for each figure: median and range. */
    Table table() {
        Set<String> whats = new LinkedHashSet<>();
        all.values().forEach(figures -> whats.addAll(figures.keySet()));
        Table table = Table.of("", whats);
        all.forEach((who, figures) -> {
            List<String> cells = whats.stream()
                    .map(what -> figures.containsKey(what)
                            ? figures.get(what).spread().toString()
                            : "–")
                    .toList();
            table.row(who, cells);
        });
        return table;
    }
}
