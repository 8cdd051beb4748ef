package com.nexar.fulfilment.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.EasyEcom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Very many orders come to one location at once; how much later are the others' lists asked for, and their orders seen? */
class BacklogBench {

    private static final int LOCATIONS = 10;
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final int ORDERS = BenchMode.pick(150_000, 1_000_000);
    private static final int ROUNDS = BenchMode.rounds(1, 5);
    private static final Duration WINDOW = BenchMode.seconds(15, 25);
    private static final Duration BETWEEN = Duration.ofMillis(400);

    private static final String CALM = "without a backlog";
    private static final String BUSY = "beside a backlog";
    private static final String GAP = "longest time between two polls, intervals";
    private static final String SEEN = "an order is seen after, p95, s";
    private static final String RATE = "EasyEcom calls/s";

    private final Deployment deployment = new Deployment("backlog", LOCATIONS, "DIAMOND");
    private final Figures figures = new Figures();
    private final Random random = new Random(7);

    @Test
    void one_location_has_a_backlog_and_the_others_do_not_notice() throws Exception {
        Report report = Report.of("backlog", "A backlog of " + ORDERS + " orders at one location of " + LOCATIONS);
        try (BenchDatabase database = BenchDatabase.start();
                BenchSandbox sandbox = BenchSandbox.start()) {
            deployment.open(sandbox);
            EasyEcom account = deployment.account(sandbox);
            try (StartedService facade = deployment.start(
                    database, sandbox, Map.of("fulfilment.orders.sync.every", EVERY.toSeconds() + "s"))) {
                LockSupport.parkNanos(EVERY.multipliedBy(3).toNanos());
                for (int round = 0; round < ROUNDS; round++) {
                    window(CALM, account, facade);
                }
                account.post(
                        "/sandbox/backlog",
                        Map.of("orders", ORDERS, "over", "PT60S", "location", deployment.locationKey(0)));
                LockSupport.parkNanos(EVERY.toNanos());
                for (int round = 0; round < ROUNDS; round++) {
                    window(BUSY, account, facade);
                }
                assertThat(reading(database))
                        .as("the backlog lasted as long as was measured")
                        .isTrue();
            }
        }
        report.row(
                "the others' lists beside a backlog: later than without one, in intervals",
                figures.difference(GAP, BUSY, CALM),
                Goal.atMost(1));
        report.row(
                "the others' orders beside a backlog: " + SEEN,
                figures.of(BUSY, SEEN).spread(),
                Goal.none());
        report.table(
                ROUNDS + " windows of " + WINDOW.toSeconds() + " s; interval " + EVERY.toSeconds()
                        + " s; DIAMOND, 30 calls a second.",
                figures.table());
        report.write();
    }

    /** Whether the walk has not come to the end of the window in which it found the backlog. */
    private boolean reading(BenchDatabase database) throws SQLException {
        return deployment.number(
                        database,
                        "select count(*) from sync_cursors where location = '" + deployment.code(0)
                                + "' and feed = 'ORDERS_TIP' and next_page is not null")
                == 1;
    }

    private void window(String who, EasyEcom account, StartedService facade) throws Exception {
        long before = account.ledgerEnd();
        long begun = System.nanoTime();
        try (Sightings sightings = new Sightings(facade.port())) {
            while (System.nanoTime() - begun < WINDOW.toNanos()) {
                int n = 1 + random.nextInt(LOCATIONS - 1);
                long id = account.order(deployment.locationKey(n));
                sightings.expect(deployment.path(n), id, System.nanoTime());
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
            Upstream upstream = Upstream.since(account, before);
            figures.add(who, GAP, longestGap(upstream) / EVERY.toMillis());
            figures.add(who, RATE, upstream.count() / ((System.nanoTime() - begun) / 1e9));
            figures.add(who, SEEN, Sightings.percentile(sightings.all(Duration.ofMinutes(1)), 0.95));
        }
    }

    /** In milliseconds, of the locations that have no backlog. */
    private double longestGap(Upstream upstream) {
        Map<String, Instant> last = new HashMap<>();
        double longest = 0;
        List<Upstream.Call> lists = upstream.of(Upstream.LIST)
                .only(call -> !deployment.locationKey(0).equals(call.location()))
                .calls();
        for (Upstream.Call call : lists) {
            Instant previous = last.put(call.location(), call.at());
            if (previous != null) {
                longest =
                        Math.max(longest, Duration.between(previous, call.at()).toMillis());
            }
        }
        assertThat(last).as("locations that were asked for").hasSize(LOCATIONS - 1);
        return longest;
    }
}
