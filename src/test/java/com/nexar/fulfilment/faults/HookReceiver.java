package com.nexar.fulfilment.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.faults.checks.HookPost;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The warehouse's own endpoint of one brand: it fails, is slow, takes what it then does not answer, and asks for patience, as often as
 * it likes, until the faults are over.
 */
final class HookReceiver implements AutoCloseable {

    /** Longer than the facade waits. */
    private static final Duration TOO_SLOW = Duration.ofMillis(1_500);

    private final ObjectMapper json = new ObjectMapper();
    private final AtomicLong number = new AtomicLong();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final History history;
    private final SplittableRandom random;
    private final Replicas replicas;
    private volatile boolean wellBehaved;
    private volatile String secret;
    private String endpoint;

    HookReceiver(Replicas replicas, History history, SplittableRandom random) {
        this.replicas = replicas;
        this.history = history;
        this.random = random;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/hooks", this::take);
        server.start();
    }

    /** From here on the facade posts what changes. */
    HookReceiver of(String brand) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
        Replicas.Answer made = replicas.send(
                "POST", "/v1/webhook-endpoints", Map.of("url", url, "brand", brand), Map.of(), Duration.ofSeconds(10));
        if (made.status() != 201) {
            throw new IllegalStateException("no endpoint for " + brand + ": " + made.text());
        }
        secret = made.body().path("secret").asText();
        endpoint = made.body().path("endpointId").asText();
        return this;
    }

    void behave() {
        wellBehaved = true;
    }

    @Override
    public void close() {
        replicas.send("DELETE", "/v1/webhook-endpoints/" + endpoint, null, Map.of(), Duration.ofSeconds(10));
        server.stop(0);
        threads.shutdownNow();
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int dice = wellBehaved ? 0 : draw();
        if (dice < 65) {
            keep(exchange, body);
            answer(exchange, 204);
        } else if (dice < 75) {
            answer(exchange, 500);
        } else if (dice < 80) {
            exchange.getResponseHeaders().add("Retry-After", "1");
            answer(exchange, 429);
        } else if (dice < 90) {
            keep(exchange, body);
            LockSupport.parkNanos(TOO_SLOW.toNanos());
            answer(exchange, 204);
        } else {
            keep(exchange, body);
            throw new IOException("taken, and not answered");
        }
    }

    private int draw() {
        synchronized (random) {
            return random.nextInt(100);
        }
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void keep(HttpExchange exchange, String body) throws IOException {
        JsonNode event = json.readTree(body);
        String source = event.path("source").asText();
        String[] parts = source.split("/"); // /v1/brands/acme/locations/blr1
        history.add(new HookPost(
                number.incrementAndGet(),
                parts[3] + "/" + parts[5],
                event.path("sequence").asLong(),
                event.path("type").asText(),
                event.path("subject").asText(),
                header(exchange, "webhook-id"),
                Integer.toHexString(body.hashCode()),
                genuine(exchange, body)));
    }

    private boolean genuine(HttpExchange exchange, String body) {
        String id = header(exchange, "webhook-id");
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            byte[] signed = mac.doFinal(
                    (id + "." + header(exchange, "webhook-timestamp") + "." + body).getBytes(StandardCharsets.UTF_8));
            String expected = "v1," + Base64.getEncoder().encodeToString(signed);
            return Arrays.asList(header(exchange, "webhook-signature").split(" "))
                    .contains(expected);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return String.valueOf(exchange.getRequestHeaders().getFirst(name));
    }
}
