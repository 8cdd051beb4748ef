package com.nexar.fulfilment.faults.checks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** I8: at most one login per location in the lockout's time, refused ones counted. */
final class OneLogin {

    private static final String NAME = "I8";

    private OneLogin() {}

    static List<Violation> check(Story story) {
        List<Violation> found = new ArrayList<>();
        Duration least = story.terms().loginEvery().minus(story.terms().loginJitter());
        Map<String, List<LedgerEntry>> byLocation = story.ledger().stream()
                .filter(each -> each.operation().equals("token"))
                .filter(each -> Objects.nonNull(each.location()))
                .sorted(Comparator.comparingLong(LedgerEntry::seq))
                .collect(Collectors.groupingBy(LedgerEntry::location));
        byLocation.forEach((location, logins) -> {
            for (int i = 1; i < logins.size(); i++) {
                Duration between =
                        Duration.between(logins.get(i - 1).at(), logins.get(i).at());
                if (between.compareTo(least) < 0) {
                    found.add(new Violation(
                            NAME,
                            story.terms().place(location),
                            "two logins within " + between + ": " + logins.get(i - 1) + ", " + logins.get(i)));
                }
            }
        });
        return found;
    }
}
