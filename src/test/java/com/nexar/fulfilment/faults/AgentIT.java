package com.nexar.fulfilment.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nexar.fulfilment.faults.agent.Defect;
import com.nexar.fulfilment.faults.agent.Point;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The agent does what it is told in the packaged facade, and says so where it cannot. */
@Tag("faults")
class AgentIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String REF = "acme/blr1";

    @Test
    void a_name_that_it_does_not_know_is_an_error() {
        assertThatThrownBy(() -> Agent.of(Map.of("defect", "none-such"), Path.of("target")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Agent.of(Map.of("points", "none-such"), Path.of("target")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Agent.of(Map.of("defects", ""), Path.of("target")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Not what they do: that they find all that they touch. The stack's end fails where one of them did not. */
    @Test
    void every_defect_fits_into_the_product() {
        String all = Arrays.stream(Defect.values()).map(Defect::key).collect(Collectors.joining(","));
        Scale small = Scale.scaled().withSetting("fulfilment.easyecom.orders-page-size", "5");
        try (Stack stack = Stack.start(small, Map.of("defect", all, "skew.2", "PT4S", "skew.3", "PT-4S"))) {
            for (Cell.Command command : Cell.Command.values()) {
                Cell cell = Cell.at(stack, REF, command, Cell.Fate.APPLIED_BUT_UNANSWERED);
                Glance glance = new Glance(stack, stack.pods().getFirst(), REF);
                Glance.until(
                        "received " + cell,
                        PATIENCE,
                        () -> !glance.stage(cell.shipmentId()).isEmpty());
                cell.befall(stack.pods());
                Errand.Answer answer = new Errand(stack, 0, cell.order(), Duration.ofSeconds(10)).run();
                System.out.println("with every defect at once: " + cell + ": " + answer);
                stack.agent().requireNoErrors();
            }
        }
    }

    @Test
    void of_three_pods_one_halts_where_any_may_halt_and_it_is_told_which_by_its_end() {
        try (Stack stack = Stack.start(Scale.scaled(), Map.of("points", Point.BEFORE_CALL.key()))) {
            Cell cell = Cell.at(stack, REF, Cell.Command.ASSIGN, Cell.Fate.ACCEPTED);
            Glance glance = new Glance(stack, stack.pods().get(1), REF);
            Glance.until(
                    "received", PATIENCE, () -> glance.stage(cell.shipmentId()).equals("RECEIVED"));
            stack.agent().armAny(Point.BEFORE_CALL, 1);

            Errand.Answer answer = new Errand(stack, 1, cell.order(), PATIENCE).run();

            assertThat(answer.outcome()).as(answer.toString()).isEqualTo("SUCCEEDED");
            assertThat(stack.pods().stream().filter(pod -> !pod.alive())).hasSize(1);
            assertThat(stack.agent().disarm()).as("still armed").isFalse();
        }
    }
}
