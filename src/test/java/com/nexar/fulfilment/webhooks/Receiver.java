package com.nexar.fulfilment.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A warehouse system's own endpoint: takes what is posted, verifies it by itself, and answers as it is told. */
public final class Receiver implements AutoCloseable {

    /** @param taken whether it was answered with 2xx */
    public record Posted(
            String id, long timestamp, String signatures, String type, String body, JsonNode event, boolean taken) {

        String subject() {
            return event.path("subject").asText();
        }

        long sequence() {
            return event.path("sequence").asLong();
        }

        /** By the standard's own words, without a line of ours. */
        public boolean isSignedWith(String secret) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replace("whsec_", "")), "HmacSHA256"));
                byte[] signed = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
                String expected = "v1," + Base64.getEncoder().encodeToString(signed);
                return Arrays.asList(signatures.split(" ")).contains(expected);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What it does with a request: a status to answer with, or 0 to take it and drop the connection. */
    interface Manner {
        int answer(JsonNode event, int number, HttpExchange exchange) throws InterruptedException;
    }

    private final ObjectMapper json = new ObjectMapper();
    private final List<Posted> posted = new CopyOnWriteArrayList<>();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile Manner manner = (event, number, exchange) -> 204;

    public Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
    }

    void behaves(Manner manner) {
        this.manner = manner;
    }

    void answers(int status) {
        behaves((event, number, exchange) -> status);
    }

    /** In the order in which they were answered. */
    List<Posted> posted() {
        return List.copyOf(posted);
    }

    public List<Posted> about(String subject) {
        return posted.stream().filter(each -> each.subject().equals(subject)).toList();
    }

    int mostAtOnce() {
        return mostAtOnce.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void take(HttpExchange exchange) throws IOException {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            JsonNode event = json.readTree(body);
            int status = manner.answer(event, number.incrementAndGet(), exchange);
            posted.add(new Posted(
                    header(exchange, "webhook-id"),
                    Long.parseLong(header(exchange, "webhook-timestamp")),
                    header(exchange, "webhook-signature"),
                    header(exchange, "content-type"),
                    body,
                    event,
                    status / 100 == 2));
            if (status == 0) {
                throw new IOException("dropped");
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            atOnce.decrementAndGet();
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }
}
