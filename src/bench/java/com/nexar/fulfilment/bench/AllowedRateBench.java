package com.nexar.fulfilment.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.EasyEcom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** How much of the calls that EasyEcom allows a second is used while commands wait for them. */
class AllowedRateBench {

    private static final double PER_SECOND = 20;
    private static final int ORDERS = BenchMode.pick(400, 800);
    private static final int ROUNDS = BenchMode.rounds(1, 5);
    private static final int BULK = 200;
    private static final Duration WITHIN = Duration.ofMinutes(5);

    /** The bucket is full at first, and its calls leave at once. */
    private static final Duration BURST = Duration.ofSeconds(4);

    private static final String SHARE = "of the allowed rate";
    private static final String CALLS = "calls per confirmation";

    private final Deployment deployment = new Deployment("rate", 1, "SILVER");
    private final Figures figures = new Figures();

    @Test
    void a_backlog_of_confirmations_uses_what_is_allowed() throws Exception {
        Report report = Report.of("allowed-rate", "Use of the allowed rate");
        try (BenchDatabase database = BenchDatabase.start();
                BenchSandbox sandbox = BenchSandbox.start()) {
            deployment.open(sandbox);
            EasyEcom account = deployment.account(sandbox);
            account.vary(Map.of("confirm-duration", "0-0"));
            List<Long> ids = Parcels.place(account, deployment.locationKey(0), ROUNDS * ORDERS, Map.of());
            try (StartedService facade = deployment.start(database, sandbox, Map.of())) {
                awaitZero(database, "select " + ids.size() + " - count(*) from shipments");
                for (int round = 0; round < ROUNDS; round++) {
                    round(ids.subList(round * ORDERS, (round + 1) * ORDERS), database, facade, account);
                }
            }
            assertThat(Upstream.since(account, 0)
                            .only(call -> call.status() == 429)
                            .calls())
                    .as("EasyEcom never had to refuse one")
                    .isEmpty();
            assertThat(Upstream.since(account, 0).of("confirm").effects().values())
                    .containsOnly(1L)
                    .hasSize(ids.size());
        }
        report.row(
                "use of the allowed rate while there is a backlog",
                figures.of("SILVER", SHARE).spread(),
                Goal.atLeast(0.95));
        report.table(
                ROUNDS + " rounds: " + ORDERS + " confirmations in bulks of " + BULK + ", at SILVER (" + PER_SECOND
                        + " a second); without the first " + BURST.toSeconds() + " s, in which the bucket empties.",
                figures.table());
        report.write();
    }

    private void round(List<Long> ids, BenchDatabase database, StartedService facade, EasyEcom account)
            throws Exception {
        LockSupport.parkNanos(Duration.ofSeconds(3).toNanos()); // the bucket is full again
        long before = account.ledgerEnd();
        try (Life life = new Life(facade.port(), deployment.path(0))) {
            for (int from = 0; from < ids.size(); from += BULK) {
                life.confirm(ids.subList(from, Math.min(ids.size(), from + BULK)));
            }
        }
        awaitZero(database, "select count(*) from operations where finished_at is null");
        List<Upstream.Call> calls = Upstream.since(account, before).calls();
        Instant from = calls.getFirst().at().plus(BURST);
        Instant until = calls.stream()
                .filter(call -> call.operation().equals("confirm"))
                .map(Upstream.Call::at)
                .max(Instant::compareTo)
                .orElseThrow();
        long within = calls.stream()
                .filter(call -> call.at().isAfter(from) && !call.at().isAfter(until))
                .count();
        figures.add("SILVER", SHARE, within / (Duration.between(from, until).toMillis() / 1000.0) / PER_SECOND);
        figures.add("SILVER", CALLS, (double) calls.size() / ids.size());
    }

    private void awaitZero(BenchDatabase database, String sql) throws Exception {
        for (long end = System.nanoTime() + WITHIN.toNanos(); deployment.number(database, sql) != 0; ) {
            assertThat(System.nanoTime()).as(sql).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }
}
