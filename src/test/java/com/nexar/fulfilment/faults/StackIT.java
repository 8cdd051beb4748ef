package com.nexar.fulfilment.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.EasyEcom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The machines of the harness work together, and so does the facade when one of them is killed. */
@Tag("faults-short")
class StackIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String REF = "acme/blr1";

    @Test
    void an_order_goes_all_the_way_while_a_pod_is_killed_and_the_database_crashes() {
        try (Stack stack = Stack.start(Scale.scaled(), Map.of())) {
            EasyEcom easyecom = stack.easyecom(REF);
            Pod victim = stack.pods().getFirst();
            Glance survivor = new Glance(stack, stack.pods().get(1), REF);
            long shipment = easyecom.order(stack.locationKey(REF));
            Glance.until("received", PATIENCE, () -> survivor.stage(shipment).equals("RECEIVED"));

            succeeds(stack, 0, Order.assign(REF, shipment, "NXR000000" + shipment));
            var confirmation = CompletableFuture.supplyAsync(
                    () -> new Errand(stack, 0, Order.confirm(REF, shipment), PATIENCE).run());
            Glance.until("the confirmation left", PATIENCE, () -> left(victim, "/orders/confirm_order"));
            victim.kill9();
            assertThat(victim.alive()).isFalse();
            assertThat(confirmation.join().outcome())
                    .as(confirmation.join().toString())
                    .isEqualTo("SUCCEEDED");
            stack.restartDatabase();
            succeeds(stack, 1, Order.manifest(REF, shipment));
            String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
            succeeds(stack, 2, Order.track(REF, shipment, "smoke-1", "IN_TRANSIT", now));

            assertThat(survivor.stage(shipment)).isEqualTo("IN_TRANSIT");
            assertThat(easyecom.effects(shipment, "assign")).containsOnlyOnce("HAPPENED");
            assertThat(easyecom.effects(shipment, "confirm")).containsOnlyOnce("HAPPENED");
            assertThat(easyecom.effects(shipment, "manifest")).containsOnlyOnce("HAPPENED");
        }
    }

    private static void succeeds(Stack stack, int first, Order order) {
        Errand.Answer answer = new Errand(stack, first, order, PATIENCE).run();
        assertThat(answer.outcome()).as(order + ": " + answer).isEqualTo("SUCCEEDED");
    }

    private static boolean left(Pod pod, String path) {
        return pod.easyecom().departures().stream().anyMatch(each -> each.path().equals(path));
    }
}
