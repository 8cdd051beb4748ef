package com.nexar.fulfilment.orders;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * When the couriers fetch parcels, as local times of every day.
 *
 * @param times by the courier's name without anything but its letters and digits; "" is every other courier, and none
 */
record CutOffs(Map<String, NavigableSet<LocalTime>> times) {

    private static final Pattern NO_LETTER = Pattern.compile("[^A-Za-z0-9]");

    private static final String DEFAULT = "default";

    /** @param config the courier, or {@code default}, to local times with commas between them */
    static CutOffs of(Map<String, String> config) {
        Map<String, NavigableSet<LocalTime>> times = new TreeMap<>();
        config.forEach((courier, text) -> {
            String name = courier.equals(DEFAULT) ? "" : plain(courier);
            if (name.isEmpty() && !courier.equals(DEFAULT)) {
                throw silly(courier, "names no courier");
            }
            if (times.put(name, parse(courier, text)) != null) {
                throw silly(courier, "is there twice, but for capitals and signs");
            }
        });
        return new CutOffs(times);
    }

    /** Empty where a courier fetches whenever. @param courier as EasyEcom or the warehouse writes it; null for none yet */
    NavigableSet<LocalTime> of(String courier) {
        NavigableSet<LocalTime> others = times.getOrDefault("", new TreeSet<>());
        return courier == null ? others : times.getOrDefault(plain(courier), others);
    }

    /** For SQL, which matches the names alike ({@link ShipByRule}). */
    String json() {
        return times.entrySet().stream()
                .map(each -> '"' + each.getKey() + "\":"
                        + each.getValue().stream()
                                .map(time -> "\"" + time + '"')
                                .collect(Collectors.joining(",", "[", "]")))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String plain(String courier) {
        return NO_LETTER.matcher(courier).replaceAll("").toLowerCase(Locale.ROOT);
    }

    private static NavigableSet<LocalTime> parse(String courier, String text) {
        try {
            return Arrays.stream(text.split(","))
                    .map(time -> LocalTime.parse(time.strip()))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (DateTimeException e) {
            throw silly(courier, "needs local times such as 13:00,18:30, not " + text);
        }
    }

    private static IllegalArgumentException silly(String courier, String message) {
        return new IllegalArgumentException("Configuration fulfilment.orders.cut-offs." + courier + ": " + message);
    }
}
