package com.nexar.fulfilment.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.EasyEcom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * One pod and three on the same database, with an EasyEcom that takes 200 ms. What bounds a pod is how many calls it may have under way:
 * each gets as many callers as that, for more would be refused, and then half as many, because three pods with their database, their
 * EasyEcom and their callers share one machine here, and where that is busy it is not the pods that are measured.
 */
class ReplicasBench {

    private static final int PODS = 3;
    private static final int AT_ONCE = 16;
    private static final double LATENCY = 0.2;
    private static final int ROUNDS = BenchMode.rounds(1, 5);
    private static final Duration TIME = BenchMode.seconds(5, 15);
    /** Four thousand commands a pod: what a JVM does before that is its compiler's work, three times on the same cores. */
    private static final Duration WARM_UP = BenchMode.seconds(8, 90);

    private static final List<Integer> CALLERS = List.of(AT_ONCE, AT_ONCE / 2);
    private static final List<Integer> SIZES = List.of(1, PODS);
    private static final String RATE = "commands/s";
    private static final String CALLS = "EasyEcom calls per command";
    private static final String CPU = "CPU of the pods, cores";
    private static final String ALL = "CPU of PostgreSQL and EasyEcom, cores";

    private final Figures figures = new Figures();

    /** Every tenth is given again at the same moment, mostly to another pod. */
    private record Commands(List<Long> ids, AtomicInteger given) implements Asking {

        @Override
        public Ask ask(long number) {
            int n = given.getAndIncrement();
            long id = ids.get(n - n / 10 - (n % 10 == 9 ? 1 : 0));
            return Ask.put(
                    Facade.BLR1 + "/shipments/" + id + "/assignment",
                    "{\"courier\":\"NexarExpress\",\"awb\":\"BENCH" + id + "\",\"carrierId\":\"28001\"}");
        }

        @Override
        public void look(long number, Wire.Answer answer) {
            assertThat(answer.text()).contains("\"stage\":\"ASSIGNED\"");
        }
    }

    @Test
    void three_replicas_beside_one_with_an_easyecom_that_takes_200_ms() throws Exception {
        Report report = Report.of("replicas", "One replica and three, EasyEcom at 200 ms");
        try (BenchDatabase database = BenchDatabase.start();
                BenchSandbox sandbox = BenchSandbox.start()) {
            EasyEcom account = sandbox.account();
            List<Long> ids = Parcels.place(account, "nx1000000001", enough(), Map.of());
            Parcels.takeIn(database, sandbox.url(), "blr1", ids);
            account.post(
                    "/sandbox/faults", Map.of("operation", "*", "kind", "slow", "delay", "PT0.2S", "probability", 1));
            List<StartedService> pods = new ArrayList<>();
            try {
                for (int n = 1; n <= PODS; n++) {
                    pods.add(Facade.start(
                            "replica-" + n,
                            database,
                            sandbox.url(),
                            Map.of("fulfilment.easyecom.bulkhead.commands", Integer.toString(AT_ONCE))));
                }
                Commands commands = new Commands(ids, new AtomicInteger());
                long begun = account.ledgerEnd();
                load(pods, AT_ONCE, commands, WARM_UP);
                for (int callers : CALLERS) {
                    Rounds.inTurns(
                            ROUNDS,
                            SIZES,
                            (round, size) -> turn(pods.subList(0, size), callers, commands, database, sandbox));
                }
                rightOf(Upstream.since(account, begun), database);
            } finally {
                pods.parallelStream().forEach(StartedService::close);
            }
        }
        for (int callers : CALLERS) {
            String what = PODS + " replicas over 1, " + callers + " callers each: ";
            String all = name(PODS, callers);
            String one = name(1, callers);
            report.row(what + RATE, figures.ratio(RATE, all, one), Goal.atLeast(2.7));
            report.row(what + CALLS, figures.ratio(CALLS, all, one), Goal.atMost(1.01));
        }
        report.row("commands with more than one effect at EasyEcom", 0, "", Goal.atMost(0));
        report.table(ROUNDS + " rounds of " + TIME.toSeconds() + " s, in turns.", figures.table());
        report.remark(
                "A command is an assignment, waited for; every tenth is given twice at the same moment. A pod is bound by"
                        + " the calls that it may have under way (`easyecom.bulkhead.commands`, " + AT_ONCE
                        + " here): at 200 ms "
                        + Math.round(AT_ONCE / LATENCY)
                        + " a second. Pods, PostgreSQL, EasyEcom and callers share the machine's "
                        + Runtime.getRuntime().availableProcessors() + " cores.");
        report.plot(Plot.bars("Assignments a second, EasyEcom at 200 ms", figures.of(RATE)));
        report.write();
    }

    /** More than EasyEcom's latency lets through. */
    private static int enough() {
        double seconds = ROUNDS * TIME.toSeconds() * (1.0 + PODS) * CALLERS.size() + WARM_UP.toSeconds() * PODS;
        return (int) (seconds * AT_ONCE / LATENCY) + 1000;
    }

    private static String name(int pods, int callers) {
        return (pods == 1 ? "1 pod" : pods + " pods") + ", " + callers + " callers each";
    }

    private void turn(
            List<StartedService> pods, int callers, Commands commands, BenchDatabase database, BenchSandbox sandbox)
            throws Exception {
        String who = name(pods.size(), callers);
        EasyEcom account = sandbox.account();
        long before = account.ledgerEnd();
        double cpu = cpu(pods);
        double others = database.cpuSeconds() + ProcessCpu.seconds(sandbox.pid());
        double seconds = load(pods, callers, commands, TIME);
        double used = cpu(pods) - cpu;
        double othersUsed = database.cpuSeconds() + ProcessCpu.seconds(sandbox.pid()) - others;
        Upstream upstream = Upstream.since(account, before);
        int commandsDone = upstream.effects().size();
        figures.add(who, RATE, commandsDone / seconds);
        figures.add(who, CALLS, (double) upstream.count() / commandsDone);
        figures.add(who, CPU, used / seconds);
        figures.add(who, ALL, othersUsed / seconds);
    }

    /** @return seconds until the last one was answered */
    private static double load(List<StartedService> pods, int callers, Commands commands, Duration time)
            throws Exception {
        long begun = System.nanoTime();
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            List<Future<Served>> all = pods.stream()
                    .map(pod -> threads.submit(() -> ClosedLoop.during(time, pod.port(), callers, commands)))
                    .toList();
            for (Future<Served> one : all) {
                one.get();
            }
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private static double cpu(List<StartedService> pods) {
        return pods.stream().mapToDouble(pod -> ProcessCpu.seconds(pod.pid())).sum();
    }

    private static void rightOf(Upstream upstream, BenchDatabase database) {
        Map<Long, Long> effects = upstream.of("assign").effects();
        assertThat(effects.values()).as("effects of each command").containsOnly(1L);
        assertThat(database.number("select count(*) from shipments where stage = 'ASSIGNED'"))
                .isEqualTo(effects.size());
        assertThat(database.number("select count(*) from operations where finished_at is null"))
                .isZero();
    }
}
