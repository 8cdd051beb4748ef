package com.nexar.fulfilment.sandbox;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** How the switches of one account stand. */
final class Variants {
    private final Map<Switch, String> chosen = new EnumMap<>(Switch.class);

    String of(Switch which) {
        return chosen.getOrDefault(which, which.byDefault());
    }

    boolean is(Switch which, String value) {
        return of(which).equals(value);
    }

    int number(Switch which) {
        return Integer.parseInt(of(which));
    }

    Duration duration(Switch which) {
        return Duration.parse(of(which));
    }

    boolean chance(Switch which, RandomGenerator random) {
        double probability = Double.parseDouble(of(which));
        return probability > 0 && random.nextDouble() < probability;
    }

    /** Some number of milliseconds in the range {@code low-high}. */
    long within(Switch which, RandomGenerator random) {
        String[] ends = of(which).split("-");
        long low = Long.parseLong(ends[0]);
        long high = Math.max(low, Long.parseLong(ends[1]));
        return low + random.nextLong(high - low + 1);
    }

    void set(String key, String value) {
        Switch which = Switch.of(key).orElseThrow(() -> new UnusableInput("no switch is called " + key));
        if (!which.allows(value)) {
            throw new UnusableInput(key + " takes " + which.choices() + ", not " + value);
        }
        chosen.put(which, value);
    }
}
