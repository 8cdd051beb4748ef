package com.nexar.fulfilment.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The load balancer in front of the pods: round robin, and the next one where a connection cannot be had. */
final class Replicas {

    /**
     * One exchange.
     *
     * @param status 0 where nothing came back, and the request may have been heard
     * @param body missing where there was no JSON
     * @param place Location header, null for none
     */
    record Answer(
            int pod,
            Instant asked,
            Instant answered,
            int status,
            JsonNode body,
            String location,
            Duration retryAfter,
            String failure) {

        String code() {
            return body.path("code").asText(null);
        }

        String text() {
            String said = body.isMissingNode() ? failure : body.toString();
            return status + " " + (said == null || said.length() <= 400 ? said : said.substring(0, 400) + "…");
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private final List<Pod> pods;
    private final String key;
    private final AtomicInteger turn = new AtomicInteger();

    Replicas(List<Pod> pods, String key) {
        this.pods = pods;
        this.key = key;
    }

    Answer get(String path) {
        return send("GET", path, null, Map.of(), Duration.ofSeconds(5));
    }

    /** @param patience after which the caller hangs up, whatever became of its request */
    Answer send(String verb, String path, Object body, Map<String, String> headers, Duration patience) {
        Instant asked = Instant.now();
        String refused = "no pod";
        for (int i = 0; i < pods.size(); i++) {
            Pod pod = pods.get(Math.floorMod(turn.getAndIncrement(), pods.size()));
            asked = Instant.now();
            try {
                return answer(
                        pod,
                        asked,
                        http.send(
                                request(pod, verb, path, body, headers, patience),
                                HttpResponse.BodyHandlers.ofString()));
            } catch (ConnectException | HttpConnectTimeoutException nobodyThere) {
                refused = "nobody at pod " + pod.number();
            } catch (IOException silent) {
                return nothing(pod.number(), asked, silent.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return nothing(pod.number(), asked, "interrupted");
            }
        }
        return nothing(0, asked, refused);
    }

    private HttpRequest request(
            Pod pod, String verb, String path, Object body, Map<String, String> headers, Duration patience)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(pod.url().resolve(path))
                .timeout(patience)
                .header("Authorization", "Bearer " + key)
                .method(
                        verb,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        return request.build();
    }

    private static Answer answer(Pod pod, Instant asked, HttpResponse<String> said) {
        Duration retryAfter = said.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(null);
        return new Answer(
                pod.number(),
                asked,
                Instant.now(),
                said.statusCode(),
                read(said.body()),
                said.headers().firstValue("Location").orElse(null),
                retryAfter,
                null);
    }

    private static JsonNode read(String text) {
        try {
            JsonNode body = JSON.readTree(text);
            return body == null ? JSON.missingNode() : body;
        } catch (IOException noJson) {
            return JSON.missingNode();
        }
    }

    private static Answer nothing(int pod, Instant asked, String why) {
        return new Answer(pod, asked, Instant.now(), 0, JSON.missingNode(), null, null, why);
    }
}
