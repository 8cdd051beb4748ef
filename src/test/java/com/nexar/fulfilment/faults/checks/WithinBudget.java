package com.nexar.fulfilment.faults.checks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** I7: what left over all pods conforms to the key's rate, burst and day as a token bucket. */
final class WithinBudget {

    private static final String NAME = "I7";

    private WithinBudget() {}

    static List<Violation> check(Story story) {
        List<Violation> found = new ArrayList<>();
        Map<String, List<Left>> byKey = story.departures().stream()
                .filter(each -> each.apiKey() != null)
                .sorted(Comparator.comparingLong(Left::atNanos))
                .collect(Collectors.groupingBy(Left::apiKey));
        byKey.forEach((key, departures) -> {
            Terms.Budget budget = story.terms().budgets().get(key);
            if (budget == null) {
                found.add(
                        new Violation(NAME, key, "is no key of ours, and " + departures.size() + " requests carry it"));
                return;
            }
            found.addAll(bucket(key, departures, budget, story));
            if (departures.size() > budget.perDay()) {
                found.add(new Violation(NAME, key, departures.size() + " requests of " + budget.perDay() + " a day"));
            }
        });
        return found;
    }

    /**
     * One violation per key is enough: the moment at which the bucket was emptier than its jitter explains. An earlier run's is that
     * run's: the bucket is full again then.
     */
    private static List<Violation> bucket(String key, List<Left> departures, Terms.Budget budget, Story story) {
        double full = budget.burst() + budget.rate() * story.terms().jitter().toNanos() / 1e9;
        double tokens = full;
        long since = departures.getFirst().atNanos();
        for (int i = 0; i < departures.size(); i++) {
            long now = departures.get(i).atNanos();
            tokens = Math.min(full, tokens + (now - since) / 1e9 * budget.rate());
            since = now;
            tokens--;
            if (tokens < -0.001 && now - story.beganAtNanos() < 0) {
                tokens = full;
            }
            if (tokens < -0.001) {
                long second = departures.stream()
                        .filter(each -> Math.abs(each.atNanos() - now) <= 1_000_000_000L)
                        .count();
                return List.of(new Violation(
                        NAME,
                        key,
                        "request " + (i + 1) + " is above " + budget.rate() + "/s with a burst of " + budget.burst()
                                + "; " + second + " left within a second of it"));
            }
        }
        return List.of();
    }
}
