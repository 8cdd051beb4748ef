package com.nexar.fulfilment.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.EasyEcom;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * From an order's creation in EasyEcom until the facade shows it, by polling alone: once where the interval decides, once where the day's
 * calls do.
 */
class FreshnessBench {

    private static final int ROUNDS = BenchMode.rounds(1, 5);
    private static final Duration WINDOW = BenchMode.seconds(20, 90);
    private static final double BETWEEN_SECONDS = 0.5;
    private static final double SLACK = 2;

    private static final String INTERVAL = "the interval decides";
    private static final String QUOTA = "the day's calls decide";
    private static final String EVERY = "T, s";
    private static final String P50 = "p50, s";
    private static final String P95 = "p95, s";
    private static final String MOST = "longest, s";
    private static final String LATER = "p95 later than T, s";

    private final ObjectMapper json = new ObjectMapper();
    private final Figures figures = new Figures();
    private final Random random = new Random(11);

    @Test
    void from_creation_in_easyecom_to_visible() throws Exception {
        Report report = Report.of("freshness", "Freshness, by polling");
        Deployment interval = new Deployment("interval", 1, "UNLIMITED");
        // at BRONZE a location of four has a call every few seconds, more seldom than every second
        Deployment quota = new Deployment("quota", 4, "BRONZE");
        try (BenchDatabase database = BenchDatabase.start();
                BenchSandbox sandbox = BenchSandbox.start()) {
            interval.open(sandbox);
            quota.open(sandbox);
            try (StartedService one = interval.start(database, sandbox, Map.of("fulfilment.orders.sync.every", "5s"));
                    StartedService other =
                            quota.start(database, sandbox, Map.of("fulfilment.orders.sync.every", "1s"))) {
                LockSupport.parkNanos(Duration.ofSeconds(15).toNanos());
                Rounds.inTurns(ROUNDS, List.of(INTERVAL, QUOTA), (round, who) -> {
                    boolean first = who.equals(INTERVAL);
                    window(who, first ? interval : quota, first ? one : other, sandbox);
                });
            }
        }
        for (String who : List.of(INTERVAL, QUOTA)) {
            report.row(
                    "freshness where " + who + ": " + LATER,
                    figures.of(who, LATER).spread(),
                    Goal.atMost(SLACK));
        }
        report.table(
                ROUNDS + " windows of " + WINDOW.toSeconds() + " s each, an order every " + BETWEEN_SECONDS
                        + " s on average, at random moments. T is `polling.effectiveEvery` of `/connection`.",
                figures.table());
        report.remark("Without EasyEcom's webhooks; with them it is a second (`WebhookLatencyTest`).");
        report.write();
    }

    private void window(String who, Deployment deployment, StartedService facade, BenchSandbox sandbox)
            throws Exception {
        EasyEcom account = deployment.account(sandbox);
        double every = effectiveEvery(deployment, facade);
        try (Sightings sightings = new Sightings(facade.port())) {
            for (long end = System.nanoTime() + WINDOW.toNanos(); System.nanoTime() < end; ) {
                LockSupport.parkNanos((long) (-Math.log(1 - random.nextDouble()) * BETWEEN_SECONDS * 1e9));
                int n = random.nextInt(deployment.locations());
                long id = account.order(deployment.locationKey(n));
                sightings.expect(deployment.path(n), id, System.nanoTime());
            }
            List<Double> seconds = sightings.all(Duration.ofMinutes(2));
            double longestEvery = Math.max(every, effectiveEvery(deployment, facade));
            figures.add(who, EVERY, longestEvery);
            figures.add(who, P50, Sightings.percentile(seconds, 0.5));
            figures.add(who, P95, Sightings.percentile(seconds, 0.95));
            figures.add(who, MOST, seconds.getLast());
            figures.add(who, LATER, Sightings.percentile(seconds, 0.95) - longestEvery);
        }
    }

    private double effectiveEvery(Deployment deployment, StartedService facade) throws IOException {
        try (Wire wire = new Wire(facade.port())) {
            String every = json.readTree(wire.send(Ask.get(deployment.path(0) + "/connection"))
                            .text())
                    .path("polling")
                    .path("effectiveEvery")
                    .asText();
            return Duration.parse(every).toMillis() / 1000.0;
        }
    }
}
