package com.nexar.fulfilment.faults;

import com.nexar.fulfilment.faults.agent.Point;
import com.nexar.fulfilment.faults.checks.Terms;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What all seeds have in common: the constants, the wrong clocks, the budget; and which seeds are asked for. */
final class Seeds {

    private static final String TIER = "SILVER";
    private static final Terms.Budget BUDGET = new Terms.Budget(20, 40, 200_000);
    /** A pod's own clock is wrong by so much, one way or the other: by a lease and a quiet period together. */
    private static final Duration SKEW = Duration.ofSeconds(8);

    private static final double HEAP = 200e6;

    private Seeds() {}

    /** {@code -Dseed=N} alone, or several with commas; else {@code -Dseeds} (20) from {@code -DfirstSeed} (1) on. */
    static List<Long> asked() {
        String named = System.getProperty("seed", "");
        if (!named.isEmpty()) {
            return Stream.of(named.split(",")).map(Long::valueOf).toList();
        }
        long first = Long.getLong("firstSeed", 1);
        return LongStream.range(first, first + Long.getLong("seeds", 20))
                .boxed()
                .toList();
    }

    /** Small pages and little overlap, so that a walk that breaks off has something to lose. */
    static Scale scale(boolean real) {
        if (real) {
            return Scale.real().withTier(TIER).withSetting("fulfilment.easyecom.orders-page-size", "10");
        }
        return Scale.scaled()
                .withTier(TIER)
                .withSetting("fulfilment.easyecom.orders-page-size", "10")
                .withSetting("fulfilment.orders.sync.every", "1s")
                .withSetting("fulfilment.orders.sync.overlap", "5s")
                .withSetting("fulfilment.easyecom.quiet.after-timeout", "4s")
                .withSetting("fulfilment.operations.wait-at-most", "5s");
    }

    static Duration waitAtMost(boolean real) {
        return Duration.ofSeconds(real ? 25 : 5);
    }

    /** Of an EasyEcom that takes its time before a command takes effect: soon enough to be waited for. */
    static Duration slowness(boolean real) {
        return real ? Duration.ofSeconds(6) : Duration.ofMillis(1_500);
    }

    /** @param defect null for the clean product */
    static Map<String, String> agent(String defect) {
        Map<String, String> agent = new HashMap<>();
        agent.put("skew.2", SKEW.toString());
        agent.put("skew.3", SKEW.negated().toString());
        agent.put("points", Point.BEFORE_CALL.key());
        if (defect != null) {
            agent.put("defect", defect);
        }
        return agent;
    }

    static Terms terms(Stack stack, boolean real) {
        Map<String, String> placeByKey = new HashMap<>();
        stack.locations().forEach(ref -> placeByKey.put(stack.locationKey(ref), ref));
        return new Terms(
                placeByKey,
                Map.of(PodSettings.ACME_API_KEY, "acme", PodSettings.ZETA_API_KEY, "zeta"),
                Map.of(PodSettings.ACME_API_KEY, BUDGET, PodSettings.ZETA_API_KEY, BUDGET),
                Duration.ofSeconds(1),
                Duration.ofSeconds(real ? 60 : 3),
                Duration.ofMillis(1_500),
                SKEW,
                HEAP);
    }
}
