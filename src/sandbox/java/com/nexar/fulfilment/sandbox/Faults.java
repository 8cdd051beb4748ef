package com.nexar.fulfilment.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The faults waiting in an account, in the order they were asked for. */
final class Faults {
    private static final long ALWAYS = Long.MAX_VALUE;

    private static final class Waiting {
        final Fault fault;
        long times;

        Waiting(Fault fault, long times) {
            this.fault = fault;
            this.times = times;
        }
    }

    private final List<Waiting> waiting = new ArrayList<>();

    /** The first fault that hits this request, used up once. */
    Optional<Fault> draw(Operation operation, RandomGenerator random) {
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
            Waiting each = all.next();
            if (!each.fault.hits(operation) || random.nextDouble() >= each.fault.probability()) {
                continue;
            }
            if (each.times != ALWAYS && --each.times == 0) {
                all.remove();
            }
            return Optional.of(each.fault);
        }
        return Optional.empty();
    }

    /** Once, unless it says how often or how probably. */
    void add(JsonNode wish) {
        Fault.Kind kind = Fault.Kind.of(wish.path("kind").asText(null));
        String when = wish.path("when").asText(kind.usuallyAfter() ? "after" : "before");
        if (!when.equals("before") && !when.equals("after")) {
            throw new UnusableInput("when is before or after, not " + when);
        }
        double probability = wish.path("probability").asDouble(1);
        long times = wish.path("times").asLong(wish.has("probability") ? ALWAYS : 1);
        Duration delay = Duration.parse(wish.path("delay").asText(kind == Fault.Kind.SLOW ? "PT2S" : "PT29S"));
        Fault fault = new Fault(
                operation(wish.path("operation").asText("*")),
                kind,
                probability,
                delay,
                when.equals("after") || kind == Fault.Kind.DROP_ANSWER);
        waiting.add(new Waiting(fault, Math.max(1, times)));
    }

    void clear() {
        waiting.clear();
    }

    List<Map<String, Object>> list() {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Waiting each : waiting) {
            Fault fault = each.fault;
            list.add(Map.of(
                    "operation",
                    fault.operation() == null ? "*" : fault.operation().key(),
                    "kind",
                    fault.kind().key(),
                    "times",
                    each.times == ALWAYS ? -1 : each.times,
                    "probability",
                    fault.probability(),
                    "delay",
                    fault.delay().toString(),
                    "when",
                    fault.after() ? "after" : "before"));
        }
        return list;
    }

    private static Operation operation(String key) {
        if (key.equals("*")) {
            return null;
        }
        return Arrays.stream(Operation.values())
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new UnusableInput("no operation is called " + key + "; there are "
                        + Arrays.stream(Operation.values()).map(Operation::key).toList()));
    }
}
