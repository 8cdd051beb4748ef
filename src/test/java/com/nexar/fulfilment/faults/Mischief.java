package com.nexar.fulfilment.faults;

import com.nexar.fulfilment.faults.agent.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What goes wrong, and when: drawn from the seed, done by {@link Troublemaker}. All that can hold a request up on its way, added
 * together, stays below the quiet period.
 */
final class Mischief {

    /** One thing that goes wrong. */
    sealed interface Wrong {

        /** Between a pod and EasyEcom. @param path "" for every request */
        record Network(int pod, String path, Trouble trouble, Duration length) implements Wrong {}

        /** Between a pod and PostgreSQL. */
        record Store(int pod, Trouble trouble, Duration length) implements Wrong {}

        /** kill -9, and started again so much later. */
        record Kill(int pod, Duration restartAfter) implements Wrong {}

        /** SIGSTOP, SIGCONT. */
        record Pause(int pod, Duration length) implements Wrong {}

        /**
         * SIGSTOP in the middle of a command, at the point's n-th passing, for longer than its lease and the quiet period together:
         * another pod has done the work when this one wakes up.
         */
        record Freeze(int pod, Point point, int nth, Duration length) implements Wrong {}

        record CrashDatabase() implements Wrong {}

        /** EasyEcom itself, of one brand. */
        record Upstream(String brand, Map<String, Object> fault) implements Wrong {}

        record RevokeTokens(String brand) implements Wrong {}

        /** No list of orders can be read for so long, then only the first page of each. */
        record ListsDown(String brand, Duration wholly, Duration onlyFirstPages) implements Wrong {}
    }

    record Planned(Duration after, Wrong what) {}

    static final List<String> COMMANDS = List.of(
            "/Carrier/assignAWB",
            "/orders/confirm_order",
            "/Manifest/generateManifest",
            "/Carrier/V2/updateTrackingStatus");
    static final List<String> OPERATIONS = List.of("assign", "confirm", "manifest", "track");

    /** The gateway in front of EasyEcom turns a request down; nothing has happened. */
    private static final List<String> STOPPED = List.of("429", "429-text", "401", "body-401");
    /** Nobody can tell from the answer whether it happened. */
    private static final List<String> BROKEN = List.of("500", "502", "503", "504", "html", "text", "not-json", "reset");

    private static final int SLOW_IN_A_ROW = 10;

    private final RandomGenerator random;
    private final boolean real;
    private final Duration during;
    /** It stops in the middle of a command; what else befell it then would only keep it from going on where it stood. 0 for none. */
    private final int freezing;

    private final List<Planned> all = new ArrayList<>();

    private Mischief(RandomGenerator random, boolean real, Duration during) {
        this.random = random;
        this.real = real;
        this.during = during;
        this.freezing = real ? 0 : pod();
    }

    static List<Planned> draw(RandomGenerator random, boolean real, boolean outage, Duration during) {
        Mischief mischief = new Mischief(random, real, during);
        mischief.all(outage);
        return mischief.all.stream()
                .sorted(Comparator.comparing(Planned::after))
                .toList();
    }

    private void all(boolean outage) {
        for (int i = 0; i < 8; i++) {
            at(any(), network());
        }
        for (int i = 0; i < 9; i++) {
            at(any(), upstream());
        }
        for (String operation : OPERATIONS) {
            at(any(), new Wrong.Upstream("acme", lost(operation)));
            at(any(), new Wrong.Upstream("acme", slow(operation)));
        }
        at(any(), new Wrong.Pause(another(), real ? millis(3_000, 9_000) : millis(3_500, 5_500)));
        at(between(0.2, 0.8), new Wrong.Kill(another(), millis(500, 2_000)));
        if (random.nextInt(3) == 0) {
            at(any(), new Wrong.Kill(another(), millis(500, 2_000)));
        }
        at(any(), new Wrong.Store(another(), store(), millis(500, 1_500)));
        if (random.nextInt(2) == 0) {
            at(between(0.3, 0.7), new Wrong.CrashDatabase());
        }
        at(between(0.1, 0.6), new Wrong.RevokeTokens(random.nextInt(3) == 0 ? "zeta" : "acme"));
        if (freezing > 0) {
            at(
                    between(0, 0.4),
                    new Wrong.Freeze(freezing, Point.BEFORE_CALL, 1 + random.nextInt(6), millis(10_000, 13_000)));
        }
        if (outage) {
            at(Duration.ZERO, new Wrong.ListsDown("acme", Duration.ofSeconds(7), Duration.ofSeconds(3)));
        }
    }

    private Wrong network() {
        String path = random.nextInt(3) == 0 ? "" : COMMANDS.get(random.nextInt(COMMANDS.size()));
        Trouble trouble = switch (random.nextInt(9)) {
            case 0, 1 -> new Trouble.Delay(millis(100, 600));
            case 2 -> new Trouble.DropRequest(1 + random.nextInt(3));
            case 3 -> new Trouble.SwallowRequest(1);
            case 4, 5 -> new Trouble.DropAnswer(1 + random.nextInt(3));
            case 6 -> new Trouble.SwallowAnswer(1 + random.nextInt(2));
            case 7 -> new Trouble.ResetAfter(random.nextInt(300), 1 + random.nextInt(3));
            default -> new Trouble.Throttle(500 + random.nextInt(4_000));
        };
        if (path.isEmpty() && random.nextInt(4) == 0) {
            trouble = random.nextBoolean() ? new Trouble.Blackhole() : new Trouble.Cut();
        }
        Duration length = trouble instanceof Trouble.Blackhole ? millis(300, 1_000) : millis(500, 2_500);
        return new Wrong.Network(pod(), path, trouble, length);
    }

    private Trouble store() {
        return switch (random.nextInt(3)) {
            case 0 -> new Trouble.Delay(millis(10, 60));
            case 1 -> new Trouble.Blackhole();
            default -> new Trouble.Cut();
        };
    }

    private Wrong upstream() {
        List<String> where = List.of("assign", "confirm", "manifest", "track", "orders", "order-details", "*");
        boolean stopped = random.nextInt(3) == 0;
        List<String> kinds = stopped ? STOPPED : BROKEN;
        return new Wrong.Upstream(
                brand(),
                fault(
                        where.get(random.nextInt(where.size())),
                        kinds.get(random.nextInt(kinds.size())),
                        stopped || random.nextBoolean() ? "before" : "after",
                        null));
    }

    /** It took effect, and nobody heard of it. */
    private Map<String, Object> lost(String operation) {
        return switch (random.nextInt(5)) {
            case 0 -> fault(operation, "cut", "after", null);
            case 1 -> fault(operation, "500", "after", null);
            case 2 -> fault(operation, "timeout", "after", real ? Duration.ofSeconds(5) : Duration.ofMillis(2_500));
            case 3 -> fault(operation, "slow", "before", real ? Duration.ofSeconds(5) : millis(300, 1_400));
            default -> fault(operation, "drop-answer", "after", null);
        };
    }

    /** It takes its time before it takes effect: long enough for another pod to look whether it did, and not too long to be answered. */
    private Map<String, Object> slow(String operation) {
        Map<String, Object> fault =
                fault(operation, "slow", "before", real ? millis(5_000, 9_000) : millis(900, 1_500));
        fault.put("times", SLOW_IN_A_ROW);
        return fault;
    }

    private Map<String, Object> fault(String operation, String kind, String when, Duration delay) {
        Map<String, Object> fault = new java.util.TreeMap<>(
                Map.of("operation", operation, "kind", kind, "when", when, "times", 1 + random.nextInt(2)));
        if (delay != null) {
            fault.put("delay", delay.toString());
        }
        return fault;
    }

    private void at(Duration after, Wrong what) {
        all.add(new Planned(after, what));
    }

    private Duration any() {
        return between(0, 0.9);
    }

    private Duration between(double from, double to) {
        return Duration.ofMillis((long) (during.toMillis() * (from + (to - from) * random.nextDouble())));
    }

    private Duration millis(int from, int to) {
        return Duration.ofMillis(from + random.nextInt(to - from));
    }

    private int pod() {
        return 1 + random.nextInt(Stack.PODS);
    }

    /** Any but the one that freezes. */
    private int another() {
        int pod = pod();
        return pod == freezing ? 1 + pod % Stack.PODS : pod;
    }

    private String brand() {
        return random.nextInt(4) == 0 ? "zeta" : "acme";
    }
}
