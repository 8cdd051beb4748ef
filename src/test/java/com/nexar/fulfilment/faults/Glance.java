package com.nexar.fulfilment.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** What the facade shows at the moment, asked of one pod. */
final class Glance {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final Pod pod;
    private final String key;
    private final String base;

    Glance(Stack stack, Pod pod, String ref) {
        String[] parts = ref.split("/");
        this.pod = pod;
        this.key = stack.key();
        this.base = "/v1/brands/" + parts[0] + "/locations/" + parts[1];
    }

    /** Empty where it is not known (yet). */
    String stage(long shipmentId) {
        return get("/shipments/" + shipmentId).path("stage").asText("");
    }

    /** Below the location; missing for any answer but 200. */
    JsonNode get(String path) {
        HttpRequest request = HttpRequest.newBuilder(pod.url().resolve(base + path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + key)
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : JSON.missingNode();
        } catch (IOException silent) {
            return JSON.missingNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @return how long it took */
    static Duration until(String what, Duration atMost, Supplier<Boolean> so) {
        long start = System.nanoTime();
        while (!so.get()) {
            if (System.nanoTime() - start > atMost.toNanos()) {
                throw new AssertionError("not within " + atMost + ": " + what);
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
