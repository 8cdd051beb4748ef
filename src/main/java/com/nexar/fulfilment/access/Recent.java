package com.nexar.fulfilment.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What is remembered of the names seen last, and never of more than so many: strangers choose their addresses and names. */
final class Recent<V> {

    static final int USUAL = 10_000;

    private final Map<String, V> values;

    Recent(int most) {
        this.values = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > most;
            }
        };
    }

    synchronized V get(String name) {
        return values.get(name);
    }

    /** @param change is given null for a name that is not known (any more); makes it forgotten by null */
    synchronized V change(String name, UnaryOperator<V> change) {
        return values.compute(name, (same, before) -> change.apply(before));
    }

    synchronized int size() {
        return values.size();
    }
}
