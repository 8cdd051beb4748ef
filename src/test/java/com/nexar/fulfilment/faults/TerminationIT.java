package com.nexar.fulfilment.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * SIGTERM, as Kubernetes sends it, with calls at EasyEcom, some of which are answered soon and some only after the pod has to be gone,
 * with lists that EasyEcom does not give and an endpoint of the warehouse that does not answer: it leaves in time, nobody waits for its
 * leases, and nothing happens twice.
 */
@Tag("faults")
class TerminationIT {

    private static final String REF = "acme/blr1";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PROMISED = Duration.ofSeconds(25);
    /** Longer than any pod has to leave. */
    private static final String NO_ANSWER = "60s";

    private static final Duration READINESS = Duration.ofSeconds(3);
    /** A lease that is not given back lasts for 15. */
    private static final Duration TAKEN = Duration.ofSeconds(5);

    private static final Map<Cell.Command, Duration> ANSWERED_AFTER = Map.of(
            Cell.Command.ASSIGN, Duration.ofSeconds(29),
            Cell.Command.MANIFEST, Duration.ofSeconds(29),
            Cell.Command.CONFIRM, Duration.ofSeconds(4),
            Cell.Command.TRACK, Duration.ofSeconds(4),
            Cell.Command.HOLD, Duration.ofSeconds(4));

    /** What is given back with a call under way gets a new fencing number by that already. */
    private static final String NOT_TAKEN = "select count(*) from operations where finished_at is null"
            + " and fencing < case when kind in ('ASSIGN', 'MANIFEST') then 3 else 2 end";

    @Test
    void a_pod_that_is_told_to_stop_leaves_in_time_and_nothing_behind() {
        Scale scale = Scale.real().withSetting("fulfilment.webhooks.timeout", NO_ANSWER);
        try (Stack stack = Stack.start(scale, Map.of());
                SilentEndpoint endpoint = new SilentEndpoint(stack, stack.pods().getFirst(), "acme")) {
            Pod leaving = stack.pods().getFirst();
            Glance glance = new Glance(stack, stack.pods().get(1), REF);
            List<Cell> cells = Arrays.stream(Cell.Command.values())
                    .map(command -> Cell.at(stack, REF, command, Cell.Fate.ACCEPTED))
                    .toList();
            cells.forEach(cell -> Glance.until(
                    "received " + cell,
                    PATIENCE,
                    () -> glance.stage(cell.shipmentId()).equals(cell.command().before())));
            cells.forEach(cell -> stack.easyecom(REF).post("/sandbox/faults", slow(cell.command())));
            List<Future<Errand.Answer>> errands = new ArrayList<>();
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                cells.forEach(cell ->
                        errands.add(callers.submit(() -> new Errand(stack, 0, cell.order(), PATIENCE).run())));
                leave(stack, leaving, endpoint, cells);
            }
            List<Errand.Answer> answers =
                    errands.stream().map(Future::resultNow).toList();

            assertThat(answers)
                    .extracting(Errand.Answer::outcome)
                    .as(answers.toString())
                    .containsOnly("SUCCEEDED");
            for (Cell cell : cells) {
                assertThat(glance.stage(cell.shipmentId())).as(cell.toString()).isEqualTo(cell.stage());
                List<String> effects = stack.easyecom(REF)
                        .effects(cell.shipmentId(), cell.command().operation());
                assertThat(cell.wrongIn(effects)).as(cell + ": " + effects).isEmpty();
            }
        }
    }

    /** When all of it has happened at EasyEcom, and none of it is answered yet. */
    private static void leave(Stack stack, Pod leaving, SilentEndpoint endpoint, List<Cell> cells) {
        cells.forEach(cell -> Glance.until(
                "happened " + cell,
                PATIENCE,
                () -> stack.easyecom(REF)
                        .effects(cell.shipmentId(), cell.command().operation())
                        .contains("HAPPENED")));
        stack.easyecom(REF).post("/sandbox/faults", slow("orders", Duration.ofSeconds(29), 4));
        endpoint.ping();
        Glance.until("a webhook is under way", PATIENCE, () -> leaving.gauge("fulfilment_webhooks_under_way") > 0);
        long start = System.nanoTime();
        leaving.terminate();
        Duration silent = Glance.until("not ready", PROMISED, () -> !leaving.ready());
        assertThat(leaving.awaitEnd(PROMISED)).as("gone within " + PROMISED).isTrue();
        Duration gone = Duration.ofNanos(System.nanoTime() - start);
        Duration taken =
                Glance.until("everything is finished or somebody else's", PATIENCE, () -> stack.number(NOT_TAKEN) == 0);
        System.out.printf(
                "SIGTERM: not ready after %.1f s, gone after %.1f s, all taken over %.1f s later%n",
                silent.toMillis() / 1000.0, gone.toMillis() / 1000.0, taken.toMillis() / 1000.0);
        assertThat(silent).isLessThanOrEqualTo(READINESS);
        assertThat(taken).isLessThanOrEqualTo(TAKEN);
    }

    private static Map<String, Object> slow(Cell.Command command) {
        return slow(command.operation(), ANSWERED_AFTER.get(command), 1);
    }

    private static Map<String, Object> slow(String operation, Duration delay, int times) {
        return Map.of(
                "operation", operation, "kind", "slow", "when", "after", "times", times, "delay", delay.toString());
    }
}
