package com.nexar.fulfilment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contract, list (b) 22: what EasyEcom tells, how, and what it does when nobody listens. */
class SandboxWebhookQuirksTest {
    private record Told(String action, String accessToken, String authorization, JsonNode body) {}

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
    private volatile int answer = 200;
    private Sandbox sandbox;
    private HttpServer listener;
    private Brand brand;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(SandboxSettings.demo());
        listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/hook", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            int status = answer; // before the test hears of it, and changes it for the next one
            told.add(new Told(
                    exchange.getRequestHeaders().getFirst("x-easyecom-webhook-action"),
                    exchange.getRequestHeaders().getFirst("Access-Token"),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    MAPPER.readTree(body)));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        listener.start();
        brand = Brand.open(sandbox);
    }

    @AfterEach
    void stop() {
        listener.stop(0);
        sandbox.close();
    }

    @Test
    void quirk_22_webhooks_in_two_versions_with_a_token_duplicates_retries_and_an_end() throws Exception {
        listen("V2");
        long invoiceId = brand.order();
        Told created = next();
        assertThat(created.action()).isEqualTo("CreateOrderV2");
        assertThat(created.accessToken()).isEqualTo("t0ken");
        assertThat(created.body().at("/0/order_items").isArray()).isTrue();
        assertThat(created.body().path(0).has("package_weight")).isTrue();
        assertThat(created.body().path(0).path("location_key").asText()).isEqualTo(brand.first);

        brand.assign(invoiceId, "W-1");
        brand.confirm(invoiceId);
        assertThat(next().action()).isEqualTo("ConfirmOrderV2");
        brand.manifest(Brand.CARRIER, "10", "W-1");
        assertThat(next().action()).isEqualTo("ManifestedV2");
        JsonNode batch = next().body();
        assertThat(batch.path("status").asBoolean()).isTrue();
        assertThat(batch.at("/shipments/0/awb_number").asText()).isEqualTo("W-1");
        brand.track("W-1", 2);
        assertThat(next().body().at("/0/currentShippingStatus").asText()).isEqualTo("In Transit");

        listen("V1");
        brand.vary("webhook-auth", "bearer");
        brand.vary("webhook-duplicates", "on");
        long second = brand.order();
        Told first = next();
        assertThat(first.body().at("/orders/0/invoice_id").asLong()).isEqualTo(second);
        assertThat(first.authorization()).isEqualTo("Bearer t0ken");
        assertThat(next().body()).isEqualTo(first.body());
        brand.vary("webhook-duplicates", "off");

        answer = 503;
        brand.act(second, "cancellation");
        assertThat(next().action()).isEqualTo("CancelOrder");
        awaitFailures(1);
        brand.advance("PT10S");
        assertThat(next().action()).isEqualTo("CancelOrder");
        awaitFailures(2);
        answer = 200;
        brand.advance("PT10S");
        assertThat(next().action()).isEqualTo("CancelOrder");
        awaitFailures(0);
    }

    @Test
    void reversed_webhooks_tell_the_last_first() throws Exception {
        listen("V2");
        brand.vary("webhook-order", "reversed");
        brand.control("POST", "/clock", "{\"scale\":0}");
        long invoiceId = brand.order();
        brand.act(invoiceId, "hold");
        brand.act(invoiceId, "release");
        brand.advance("PT1S");
        assertThat(next().body().at("/0/order_status").asText()).isEqualTo("Open");
        assertThat(next().body().at("/0/order_status").asText()).isEqualTo("On Hold");
        assertThat(next().action()).isEqualTo("CreateOrderV2");
    }

    @Test
    void a_webhook_that_fails_400_times_over_a_day_is_given_up() {
        answer = 500;
        listen("V2");
        brand.order();
        for (int i = 0; i < 10_000 && (i % 50 > 0 || state().path("active").asBoolean()); i++) {
            brand.advance("PT5M");
        }
        assertThat(state().path("active").asBoolean()).isFalse();
        assertThat(state().path("failures").asInt()).isEqualTo(400);
        int before = told.size();
        brand.order();
        brand.advance("PT1H");
        assertThat(told).hasSize(before);
    }

    private void listen(String version) {
        brand.control("POST", "/webhooks", """
                {"url":"http://127.0.0.1:%d/hook","token":"t0ken","version":"%s"}""".formatted(listener.getAddress().getPort(), version));
    }

    private Told next() throws InterruptedException {
        Told next = told.poll(3, TimeUnit.SECONDS);
        assertThat(next).as("a webhook").isNotNull();
        return next;
    }

    /** The failure is counted a moment after the listener has answered. */
    private void awaitFailures(int count) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        while (failures() != count && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(failures()).isEqualTo(count);
    }

    private int failures() {
        return state().path("failures").asInt();
    }

    private JsonNode state() {
        return brand.control("GET", "/webhooks", null).json().at("/webhooks/0");
    }
}
