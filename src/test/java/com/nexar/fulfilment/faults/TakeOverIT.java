package com.nexar.fulfilment.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.faults.agent.Point;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With the leases of production, and nobody who asks again: what a dead pod had in hand is soon somebody else's. */
@Tag("faults")
class TakeOverIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PROMISED = Duration.ofSeconds(20);
    private static final String REF = "acme/blr1";

    @Test
    void a_dead_pods_work_is_taken_over_within_twenty_seconds() {
        Scale scale = Scale.real();
        try (Stack stack = Stack.start(scale, Map.of("points", Point.AFTER_CALL.key()))) {
            Pod victim = stack.pods().getFirst();
            Glance glance = new Glance(stack, stack.pods().get(1), REF);
            List<Cell> cells = Arrays.stream(Cell.Command.values())
                    .map(command -> Cell.at(stack, REF, command, Cell.Fate.ACCEPTED))
                    .toList();
            cells.forEach(cell -> Glance.until(
                    "received " + cell,
                    PATIENCE,
                    () -> glance.stage(cell.shipmentId()).equals(cell.command().before())));
            stack.agent().armTogether(victim, Point.AFTER_CALL, cells.size());
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                // their patience is short: they do not outlive the pod, so nothing but its lease gives the work away
                cells.forEach(
                        cell -> callers.submit(() -> new Errand(stack, 0, cell.order(), Duration.ofMillis(100)).run()));
                assertThat(victim.awaitEnd(PATIENCE)).isTrue();
            }
            Duration taken = Glance.until(
                    "everything is somebody else's",
                    PATIENCE,
                    () -> stack.number("select count(*) from operations where fencing < 2") == 0);
            System.out.printf("take-over: %.1f s after the pod's death%n", taken.toMillis() / 1000.0);
            Duration settled =
                    Glance.until("every operation finished", scale.settleWithin(), () -> stack.openOperations() == 0);
            System.out.printf("take-over: all finished %.1f s later%n", settled.toMillis() / 1000.0);

            assertThat(taken).isLessThanOrEqualTo(PROMISED);
            for (Cell cell : cells) {
                assertThat(glance.stage(cell.shipmentId())).as(cell.toString()).isEqualTo(cell.stage());
                List<String> effects = stack.easyecom(REF)
                        .effects(cell.shipmentId(), cell.command().operation());
                assertThat(cell.wrongIn(effects)).as(cell + ": " + effects).isEmpty();
            }
        }
    }
}
