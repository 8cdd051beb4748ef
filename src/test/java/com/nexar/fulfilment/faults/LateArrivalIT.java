package com.nexar.fulfilment.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.faults.checks.OurOperation;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The one case that no client can exclude: the network delivers a request later than the quiet period, after it was sent again. It
 * is detected, counted and shown.
 */
@Tag("faults")
class LateArrivalIT {

    private static final String REF = "acme/blr1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** The client waits 2 s, the quiet period is 3 s: the second request is sent and done before the first arrives. */
    private static final Duration LATE = Duration.ofSeconds(11);

    private static final Pattern COUNTED =
            Pattern.compile("(?m)^fulfilment_late_arrivals_total\\{[^}]*kind=\"CONFIRM\"[^}]*} (\\S+)$");

    @Test
    void a_confirmation_that_comes_after_its_quiet_period_is_detected_counted_and_shown() {
        try (Stack stack = Stack.start(Scale.scaled(), Map.of())) {
            EasyEcom easyecom = stack.easyecom(REF);
            easyecom.vary(Map.of("repeats", "take-effect"));
            Glance glance = new Glance(stack, stack.pods().get(1), REF);
            long shipment = easyecom.order(stack.locationKey(REF));
            Glance.until("received", PATIENCE, () -> glance.stage(shipment).equals("RECEIVED"));
            stack.pods().getFirst().easyecom().trouble(new Trouble.Late(LATE, 1).onlyAt("/orders/confirm_order"));

            Errand.Answer answer = new Errand(stack, 0, Order.confirm(REF, shipment), PATIENCE).run();

            assertThat(answer.outcome()).as(answer.toString()).isEqualTo("SUCCEEDED");
            OurOperation operation = confirmation(stack, shipment);
            Glance.until(
                    "the late request arrived",
                    PATIENCE,
                    () -> easyecom.effects(shipment, "confirm").equals(List.of("HAPPENED", "REPEAT")));
            Glance.until("shown with its operation", PATIENCE, () -> late(glance, operation) == 1);
            Glance.until("counted", PATIENCE, () -> counted(stack) == 1);
            Glance.until("shown with the connection", PATIENCE, () -> shown(glance) == 1);
            assertThat(glance.stage(shipment)).isEqualTo("CONFIRMED");
        }
    }

    private static OurOperation confirmation(Stack stack, long shipment) {
        List<OurOperation> all = new Ours(stack.jdbcUrl()).operations(List.of(shipment));
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static int late(Glance glance, OurOperation operation) {
        return glance.get("/operations/" + operation.operationId())
                .path("lateArrivals")
                .asInt();
    }

    private static int shown(Glance glance) {
        JsonNode connection = glance.get("/connection");
        return connection.path("operations").path("lateArrivals").asInt();
    }

    /** Whichever pod looked. */
    private static double counted(Stack stack) {
        return stack.pods().stream().mapToDouble(LateArrivalIT::counted).sum();
    }

    private static double counted(Pod pod) {
        HttpRequest request =
                HttpRequest.newBuilder(pod.management().resolve("/q/metrics")).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            String metrics =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return COUNTED.matcher(metrics)
                    .results()
                    .mapToDouble(each -> Double.parseDouble(each.group(1)))
                    .sum();
        } catch (IOException away) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
