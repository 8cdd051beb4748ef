package com.nexar.fulfilment.faults;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What the agent in the pods was told, and what it said. */
final class Agent {

    private Agent() {}

    static Agent of(Map<String, String> options, Path folder) {
        return new Agent();
    }

    Optional<String> argument(int pod) {
        return Optional.empty();
    }

    void requireNoErrors() {}

    void requireAllApplied() {}
}
