package com.nexar.fulfilment.easyecom;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server that records what reached it and answers what it was told; the last answer of a path repeats. */
final class StubServer implements AutoCloseable {

    static final String TOKEN_PATH = "/access/token";

    /** @param target path and query as they came over the wire */
    record Seen(String method, String target, Map<String, String> headers, String body) {

        String path() {
            return target.split("\\?", 2)[0];
        }

        Map<String, String> query() {
            Map<String, String> query = new LinkedHashMap<>();
            String[] parts = target.split("\\?", 2);
            if (parts.length == 2) {
                for (String pair : parts[1].split("&")) {
                    String[] sides = pair.split("=", 2);
                    query.put(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
                }
            }
            return query;
        }
    }

    /** How to answer one request. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<Answer>> answers = new ConcurrentHashMap<>();
    private volatile int tokens;

    StubServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    static Answer json(String body) {
        return reply(200, "application/json", body);
    }

    static Answer reply(int status, String type, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    static Answer header(String name, String value, Answer answer) {
        return exchange -> {
            exchange.getResponseHeaders().set(name, value);
            answer.to(exchange);
        };
    }

    /** Announces more than it sends, then breaks the connection. */
    static Answer cut(String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length + 1000L);
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
            throw new IOException("cut");
        };
    }

    static Answer slow(long millis, Answer answer) {
        return exchange -> {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            answer.to(exchange);
        };
    }

    StubServer on(String path, Answer... inOrder) {
        answers.put(path, new ArrayDeque<>(List.of(inOrder)));
        return this;
    }

    /** All requests except logins. */
    List<Seen> calls() {
        return seen.stream().filter(s -> !s.path().equals(TOKEN_PATH)).toList();
    }

    List<Seen> logins() {
        return seen.stream().filter(s -> s.path().equals(TOKEN_PATH)).toList();
    }

    Seen only() {
        List<Seen> calls = calls();
        if (calls.size() != 1) {
            throw new AssertionError("Not one call but " + calls);
        }
        return calls.getFirst();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var request =
                new Seen(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body);
        seen.add(request);
        next(request.path()).to(exchange);
    }

    private synchronized Answer next(String path) {
        Queue<Answer> queue = answers.get(path);
        if (queue == null) {
            return path.equals(TOKEN_PATH)
                    ? json("{\"data\":{\"token\":{\"jwt_token\":\"token-" + ++tokens + "\"}},\"message\":null}")
                    : reply(404, "text/html", "<html>not found</html>");
        }
        return queue.size() > 1 ? queue.poll() : queue.peek();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
