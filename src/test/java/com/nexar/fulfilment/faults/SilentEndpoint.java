package com.nexar.fulfilment.faults;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An endpoint of the warehouse that takes whatever comes, and answers nothing. */
final class SilentEndpoint implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final Replicas pod;
    private final String id;

    /** @param pod that it is made at, and that is the first to know what it is to be told */
    SilentEndpoint(Stack stack, Pod pod, String brand) {
        this.pod = new Replicas(List.of(pod), stack.key());
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        id = post("", Map.of("url", url, "brand", brand))
                .body()
                .path("endpointId")
                .asText();
    }

    void ping() {
        post("/" + id + "/ping", Map.of());
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private Replicas.Answer post(String path, Map<String, ?> body) {
        Replicas.Answer answer = pod.send("POST", "/v1/webhook-endpoints" + path, body, Map.of(), PATIENCE);
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException(answer.text());
        }
        return answer;
    }
}
