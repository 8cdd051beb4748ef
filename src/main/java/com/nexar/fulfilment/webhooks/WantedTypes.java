package com.nexar.fulfilment.webhooks;

import com.nexar.fulfilment.changes.ChangeType;
import com.nexar.fulfilment.problems.Problem;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The types of change that an endpoint asks for: each a word of the feed's. */
final class WantedTypes {

    private static final Set<String> KNOWN = ChangeType.words().collect(Collectors.toSet());

    private WantedTypes() {}

    /** Each once, in the order of the alphabet; none, which is all, where nothing was asked for. */
    static List<String> checked(List<String> asked) {
        if (asked == null) {
            return List.of();
        }
        for (int i = 0; i < asked.size(); i++) {
            if (asked.get(i) == null || !KNOWN.contains(asked.get(i))) {
                throw Problem.invalid(
                        "types[" + i + "]",
                        "is no type of change; known are "
                                + KNOWN.stream().sorted().toList());
            }
        }
        return asked.stream().distinct().sorted().toList();
    }
}
