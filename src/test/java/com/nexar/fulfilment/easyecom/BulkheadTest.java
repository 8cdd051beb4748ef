package com.nexar.fulfilment.easyecom;

import static com.nexar.fulfilment.easyecom.Gateways.BLR;
import static com.nexar.fulfilment.easyecom.StubServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nexar.fulfilment.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BulkheadTest {

    private static final ReadWindow WINDOW =
            new ReadWindow(Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-02-02T00:00:00Z"));

    private static final String OK = "{\"code\":200,\"data\":[]}";

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch answering = new CountDownLatch(1);
    private final StubServer stub = new StubServer()
            .on("/orders/holdOrders", exchange -> {
                arrived.countDown();
                awaitQuietly(answering);
                json(OK).to(exchange);
            })
            .on("/orders/documents", exchange -> {
                arrived.countDown();
                awaitQuietly(answering);
                json("{\"code\":200,\"data\":{\"documents\":null}}").to(exchange);
            })
            .on("/orders/V2/getAllOrders", exchange -> {
                arrived.countDown();
                awaitQuietly(answering);
                json("{\"code\":200,\"data\":{\"orders\":[],\"nextUrl\":null}}").to(exchange);
            })
            .on("/orders/V2/getOrderDetails", json("{\"code\":400,\"message\":\"No Data Found\"}"));
    private final Gateways gateways = new Gateways(
            stub.url(),
            "timeout=20s",
            "connect-timeout=10s",
            "bulkhead.commands=1",
            "bulkhead.documents=1",
            "bulkhead.lists=4",
            "breaker.calls=2");

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void one_call_too_many_is_not_sent_and_other_kinds_of_calls_pass() throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = threads.submit(() -> gateways.orders.hold(BLR, 1, "short"));
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 4; i++) {
                var full = catchThrowableOfType(EasyEcomUnavailable.class, () -> gateways.orders.hold(BLR, 2, "short"));
                assertThat(full).hasMessageContaining("As many calls to EasyEcom's commands as allowed (1)");
                assertThat(full.retryAfter()).isPositive();
            }
            assertThat(gateways.orders.shipment(BLR, 3)).isEmpty();
            answering.countDown();
            first.get();
        }
        assertThat(stub.calls()).hasSize(2);
        assertThat(gateways.connection.state(BLR).breaker()).isEqualTo("CLOSED");
        gateways.orders.hold(BLR, 2, "short");
        assertThat(stub.calls()).hasSize(3);
    }

    @Test
    void papers_that_are_too_many_at_once_wait_for_their_turn() throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (long shipment = 1; shipment <= 20; shipment++) {
                long id = shipment;
                all.add(threads.submit(() -> gateways.documents.list(BLR, id)));
            }
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(stub.calls()).as("the others wait").hasSize(1);
            answering.countDown();
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(stub.calls()).hasSize(20);
    }

    @Test
    void pages_of_orders_wait_for_their_turn_but_for_those_of_commands()
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int n = 0; n < 20; n++) {
                all.add(threads.submit(() -> gateways.orders.first(BLR, WINDOW)));
            }
            under(3);
            all.add(threads.submit(() -> Lane.COMMANDS.call(() -> gateways.orders.first(BLR, WINDOW))));
            under(4);
            answering.countDown();
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(stub.calls()).hasSize(21);
    }

    /** So many are under way at EasyEcom, and stay so many. */
    private void under(int calls) {
        Eventually.become(calls, () -> stub.calls().size());
        Eventually.pass(Duration.ofMillis(100));
        assertThat(stub.calls()).as("the others wait").hasSize(calls);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
