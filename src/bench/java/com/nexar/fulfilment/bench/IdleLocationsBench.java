package com.nexar.fulfilment.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a thousand locations cost at which nothing happens, beside one. Both are asked for new orders every 30 s, as by default. */
class IdleLocationsBench {

    private static final int MANY = 1000;
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final int ROUNDS = BenchMode.rounds(1, 5);
    private static final Duration SETTLES = BenchMode.seconds(65, 180);
    private static final Duration WINDOW = BenchMode.seconds(30, 60);
    private static final Duration LOOKS_EVERY = Duration.ofMillis(500);

    private static final String CPU = "CPU of the facade, % of a core";
    private static final String DATABASE_CPU = "CPU of PostgreSQL for both, % of a core";
    private static final String RESIDENT = "RSS, MB";
    private static final String SESSIONS = "connections to PostgreSQL, at most";
    private static final String CONNECTIONS = "connections to EasyEcom, at most";
    private static final String POLLS = "lists asked for, of those due";

    private final Deployment one = new Deployment("one", 1, "UNLIMITED");
    private final Deployment many = new Deployment("many", MANY, "UNLIMITED");
    private final Figures figures = new Figures();

    @Test
    void a_thousand_idle_locations_beside_one() throws Exception {
        Report report = Report.of("idle-locations", "1,000 idle locations");
        try (BenchDatabase database = BenchDatabase.start();
                BenchSandbox sandbox = BenchSandbox.start()) {
            one.open(sandbox);
            many.open(sandbox);
            try (StartedService few = one.start(database, sandbox, Map.of());
                    StartedService lots = many.start(database, sandbox, Map.of())) {
                LockSupport.parkNanos(SETTLES.toNanos());
                Map<Deployment, StartedService> all = Map.of(one, few, many, lots);
                for (int round = 0; round < ROUNDS; round++) {
                    window(all, database, sandbox);
                }
            }
            assertThat(refusals()).as("calls that our own bulkhead refused").isEmpty();
        }
        report.row("1,000 idle locations: " + CPU, figures.of("many", CPU).spread(), Goal.atMost(5));
        report.row(
                "1,000 idle locations over 1: RSS",
                figures.difference(RESIDENT, "many", "one"),
                "MB more",
                Goal.atMost(64));
        report.row(
                "1,000 idle locations: " + SESSIONS,
                figures.of("many", SESSIONS).spread(),
                Goal.atMost(20));
        report.row(
                "1,000 idle locations: " + CONNECTIONS,
                figures.of("many", CONNECTIONS).spread(),
                Goal.atMost(8));
        report.table(
                ROUNDS + " windows of " + WINDOW.toSeconds() + " s of both at once; -Xmx256m each.", figures.table());
        report.remark(
                "Every list is asked for every 30 s, so 33 calls a second leave for 1,000 locations: no tier but UNLIMITED lets"
                        + " them, and with the others `polling.effectiveEvery` is longer and the CPU less. Connections are constant where they"
                        + " do not pass the pool (20) and the bulkhead of lists (8), which know nothing of locations.");
        report.write();
    }

    private void window(Map<Deployment, StartedService> all, BenchDatabase database, BenchSandbox sandbox)
            throws IOException {
        double server = database.cpuSeconds();
        Map<Deployment, Double> cpu = all.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        each -> ProcessCpu.seconds(each.getValue().pid())));
        Map<Deployment, Long> ledger = all.keySet().stream()
                .collect(Collectors.toMap(
                        each -> each, each -> each.account(sandbox).ledgerEnd()));
        Map<Deployment, Seen> seen = all.keySet().stream().collect(Collectors.toMap(each -> each, each -> new Seen()));
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < WINDOW.toNanos()) {
            for (Map.Entry<Deployment, StartedService> each : all.entrySet()) {
                seen.get(each.getKey()).look(each.getKey(), each.getValue(), database, sandbox);
            }
            LockSupport.parkNanos(LOOKS_EVERY.toNanos());
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        for (Deployment each : List.of(one, many)) {
            long pid = all.get(each).pid();
            figures.add(each.name(), CPU, (ProcessCpu.seconds(pid) - cpu.get(each)) / seconds * 100);
            figures.add(each.name(), RESIDENT, ProcessMemory.resident(pid));
            figures.add(each.name(), SESSIONS, seen.get(each).sessions);
            figures.add(each.name(), CONNECTIONS, seen.get(each).connections);
            int polls = Upstream.since(each.account(sandbox), ledger.get(each))
                    .of(Upstream.LIST)
                    .count();
            figures.add(each.name(), POLLS, polls / (each.locations() * seconds / EVERY.toSeconds()));
        }
        figures.add("many", DATABASE_CPU, (database.cpuSeconds() - server) / seconds * 100);
    }

    /** What is looked at from time to time, and the most of it. */
    private static final class Seen {
        private int sessions;
        private int connections;

        void look(Deployment each, StartedService service, BenchDatabase database, BenchSandbox sandbox)
                throws IOException {
            long now = database.number("select count(*) from pg_stat_activity where datname = '" + each.name()
                    + "' and usename = 'fulfilment_app'");
            sessions = Math.max(sessions, (int) now);
            connections = Math.max(connections, Sockets.to(sandbox.port(), service.pid()));
        }
    }

    private List<String> refusals() throws IOException {
        return Files.readAllLines(Report.OUT.resolve(many.name() + ".log")).stream()
                .filter(line -> line.contains("as allowed"))
                .toList();
    }
}
