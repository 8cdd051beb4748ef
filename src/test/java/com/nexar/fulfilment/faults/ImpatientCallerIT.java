package com.nexar.fulfilment.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A caller that hangs up before its answer comes gets that answer by asking again with the same Idempotency-Key. */
@Tag("faults")
class ImpatientCallerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TOO_SOON = Duration.ofMillis(700);
    private static final String REF = "acme/blr1";

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = Stack.start(Scale.scaled(), Map.of());
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void who_hung_up_is_answered_when_it_asks_again_with_its_key(Cell.Command command) {
        Cell cell = Cell.at(stack, REF, command, Cell.Fate.ACCEPTED);
        Pod pod = stack.pods().getFirst();
        Glance glance = new Glance(stack, pod, REF);
        Glance.until("received", PATIENCE, () -> glance.stage(cell.shipmentId()).equals(command.before()));
        Order order = cell.order().withKey();
        pod.easyecom().trouble(new Trouble.Late(Duration.ofMillis(1500), 1).onlyAt(command.path()));

        assertThatThrownBy(() -> send(pod, stack.key(), order)).isInstanceOf(HttpTimeoutException.class);

        Errand.Answer answer = new Errand(stack, 0, order, PATIENCE).run();
        assertThat(answer.outcome()).as(answer.toString()).isEqualTo("SUCCEEDED");
        assertThat(stack.easyecom(REF).effects(cell.shipmentId(), command.operation()))
                .containsExactly("HAPPENED");
    }

    private static void send(Pod pod, String key, Order order) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(pod.url().resolve(Errand.base(order) + order.path()))
                .timeout(TOO_SOON)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", order.idempotencyKey())
                .method(order.verb(), HttpRequest.BodyPublishers.ofString(order.body()))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
