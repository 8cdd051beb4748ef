package com.nexar.fulfilment.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.EasyEcom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** How many calls of EasyEcom's API an order takes, from its assignment to its delivery, and what faults add to it. */
class CallEconomyBench {

    /**
     * Of one order by itself: an assignment, a look before the confirmation (promise 4), the confirmation, a look for its end (EasyEcom
     * decides later), where its papers are, a manifest, a look for what became of it (contract (a) 2: its answer proves nothing), and
     * its scans. The look before the manifest is that of the confirmation's end.
     */
    private static final Map<String, Integer> MINIMUM = Map.of(
            "assign", 1, "order-details", 3, "confirm", 1, "documents", 1, "manifest", 1, "track", Life.SCANS.size());

    private static final double FAULTS = 0.05;
    /** Of which EasyEcom says that nothing happened, or what became of it is not known; before its effect and after it. */
    private static final List<String> KINDS = List.of("429", "503", "reset", "drop-answer", "cut");

    private static final int ROUNDS = BenchMode.rounds(1, 5);
    private static final int ORDERS = BenchMode.pick(24, 120);
    private static final int AT_ONCE = 8;
    private static final int WAVE = BenchMode.pick(24, 60);

    private static final String ALONE = "each by itself";
    private static final String FAULTY = "each by itself, 5 % faults";
    private static final String WAVES = "in a wave of " + WAVE;
    private static final String CALLS = "calls per order";
    private static final String BESIDE = "calls per order, without those that a fault struck";
    private static final String FILES = "files per order";

    private final Figures figures = new Figures();

    @Test
    void calls_per_order_through_its_whole_life() throws Exception {
        Report report = Report.of("call-economy", "Call economy");
        try (BenchDatabase database = BenchDatabase.start();
                BenchSandbox sandbox = BenchSandbox.start("--variant", "confirm-duration=0-0")) {
            EasyEcom account = sandbox.account();
            List<Long> ids = Parcels.place(account, "nx1000000001", ROUNDS * (2 * ORDERS + WAVE), Map.of());
            Parcels.takeIn(database, sandbox.url(), "blr1", ids);
            ConcurrentLinkedQueue<Long> left = new ConcurrentLinkedQueue<>(ids);
            try (StartedService facade = Facade.start("call-economy", database, sandbox.url(), Map.of())) {
                Rounds.inTurns(ROUNDS, List.of(ALONE, FAULTY, WAVES), (round, who) -> turn(who, left, facade, account));
                assertThat(left).isEmpty();
                // a scan is at least once at EasyEcom; all else once
                for (String once : List.of("assign", "confirm", "manifest")) {
                    assertThat(Upstream.since(account, 0).of(once).effects().values())
                            .containsOnly(1L);
                }
            }
        }
        int least = MINIMUM.values().stream().mapToInt(Integer::intValue).sum();
        report.row(
                "calls per order without faults, over the minimum of " + least,
                over(ALONE, CALLS, least),
                Goal.atMost(1));
        report.row(
                "with 5 % faults, beside the calls that they struck", over(FAULTY, BESIDE, least), Goal.atMost(1.05));
        report.row(
                "with 5 % faults, beside the calls that they struck, over the same without faults",
                figures.ratio(BESIDE, FAULTY, ALONE), Goal.none());
        report.row("with 5 % faults, all calls", over(FAULTY, CALLS, least), Goal.none());
        report.row(WAVES + ", over the minimum of one by itself", over(WAVES, CALLS, least), Goal.none());
        report.table(ROUNDS + " rounds, in turns, of " + ORDERS + " orders and of one wave.", figures.table());
        report.remark("Minimum of one order by itself: " + MINIMUM
                + ". The list of orders is asked for by time, and the files lie in a"
                + " bucket; neither counts. Faults: 1 % of all calls each of " + KINDS
                + ". A call that a fault struck has to be made"
                + " again, so with all of them 1.05 cannot be reached: 1 / 0.95 is more. "
                + AT_ONCE
                + " orders are on their way at once, and those that are looked at in the same moment share a look, so it can"
                + " be less than the minimum.");
        report.plot(Plot.bars("EasyEcom calls per order", figures.of(CALLS)));
        report.write();
    }

    private Spread over(String who, String what, int least) {
        Spread spread = figures.of(who, what).spread();
        return new Spread(spread.median() / least, spread.least() / least, spread.most() / least);
    }

    private void turn(String who, ConcurrentLinkedQueue<Long> left, StartedService facade, EasyEcom account)
            throws Exception {
        List<Long> mine = new ArrayList<>();
        int count = who.equals(WAVES) ? WAVE : ORDERS;
        for (int n = 0; n < count; n++) {
            mine.add(left.remove());
        }
        long before = account.ledgerEnd();
        if (who.equals(FAULTY)) {
            KINDS.forEach(kind -> account.post(
                    "/sandbox/faults", Map.of("operation", "*", "kind", kind, "probability", FAULTS / KINDS.size())));
        }
        if (who.equals(WAVES)) {
            try (Life life = new Life(facade.port(), Facade.BLR1)) {
                life.wave(mine);
            }
        } else {
            alone(mine, facade);
        }
        account.noFaults();
        Upstream all = Upstream.since(account, before);
        Upstream calls = all.only(call -> !call.operation().equals(Upstream.FILE));
        figures.add(who, CALLS, (double) calls.count() / count);
        figures.add(who, BESIDE, (double) calls.only(call -> !call.struck()).count() / count);
        figures.add(who, FILES, (double) all.of(Upstream.FILE).count() / count);
        calls.counts().forEach((operation, times) -> figures.add(who, operation, (double) times / count));
    }

    private static void alone(List<Long> ids, StartedService facade) throws Exception {
        ConcurrentLinkedQueue<Long> left = new ConcurrentLinkedQueue<>(ids);
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            List<Future<?>> all = new ArrayList<>();
            for (int n = 0; n < AT_ONCE; n++) {
                all.add(threads.submit(() -> {
                    try (Life life = new Life(facade.port(), Facade.BLR1)) {
                        for (Long id = left.poll(); id != null; id = left.poll()) {
                            life.alone(id);
                        }
                        return null;
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }
}
