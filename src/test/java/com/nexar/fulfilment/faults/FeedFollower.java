package com.nexar.fulfilment.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.faults.checks.FeedAnswer;
import com.nexar.fulfilment.faults.checks.FeedAnswer.Entry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * Follows one location's feed, by long poll or as a stream, at whichever pod answers. Now and then it loses its memory: then it goes on
 * after what it had put down last, and is told the rest again.
 */
final class FeedFollower {

    /** How it asks. */
    enum By {
        POLL,
        STREAM
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int ONE_IN = 4;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private final Stack stack;
    private final History history;
    private final RandomGenerator random;
    private final String place;
    private final By by;
    private long putDown;

    FeedFollower(Stack stack, History history, RandomGenerator random, String place, By by) {
        this.stack = stack;
        this.history = history;
        this.random = random;
        this.place = place;
        this.by = by;
    }

    /** From here on. */
    void begin() {
        while (true) {
            try {
                putDown = json(anyPod(), "after=latest&limit=1").path("next").asLong();
                return;
            } catch (IOException silent) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** Asks once. */
    void follow() {
        long known = ask();
        if (random.nextInt(ONE_IN) > 0) {
            putDown = known;
        }
    }

    /** @return whether it came there in time; if not, its history shows it */
    boolean readTo(long end, Duration within) {
        long last = System.nanoTime() + within.toNanos();
        while (putDown < end && System.nanoTime() < last) {
            putDown = ask();
        }
        return putDown >= end;
    }

    private long ask() {
        Pod pod = anyPod();
        try {
            List<Entry> entries = by == By.POLL ? polled(pod) : streamed(pod);
            FeedAnswer answer = new FeedAnswer(name(), place, putDown, entries, pod.number(), Instant.now());
            history.add(answer);
            return entries.isEmpty() ? putDown : entries.getLast().seq();
        } catch (IOException silent) {
            LockSupport.parkNanos(PAUSE.toNanos());
            return putDown;
        }
    }

    private List<Entry> polled(Pod pod) throws IOException {
        int limit = 1 + random.nextInt(40);
        JsonNode answer = json(pod, "after=" + putDown + "&limit=" + limit + "&wait=" + random.nextInt(3));
        List<Entry> entries = new ArrayList<>();
        answer.path("items").forEach(each -> entries.add(entry(each)));
        return entries;
    }

    private JsonNode json(Pod pod, String query) throws IOException {
        HttpResponse<InputStream> answer = send(request(pod, "/changes?" + query));
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != 200) {
                throw new IOException("HTTP " + answer.statusCode());
            }
            return JSON.readTree(body);
        }
    }

    /** Until it has enough, or for a while; what comes half is not taken. */
    private List<Entry> streamed(Pod pod) throws IOException {
        int enough = 1 + random.nextInt(30);
        HttpResponse<InputStream> answer = send(request(pod, "/changes/stream")
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", Long.toString(putDown)));
        List<Entry> entries = new ArrayList<>();
        try (InputStream body = answer.body();
                BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            if (answer.statusCode() != 200) {
                throw new IOException("HTTP " + answer.statusCode());
            }
            closeAfter(body, Duration.ofMillis(300 + random.nextInt(2_000)));
            String data = null;
            for (String line = lines.readLine(); line != null && entries.size() < enough; line = lines.readLine()) {
                if (line.startsWith("data:")) {
                    data = line.substring("data:".length());
                } else if (line.isEmpty() && data != null) {
                    entries.add(entry(JSON.readTree(data)));
                    data = null;
                }
            }
        } catch (IOException broken) {
            if (entries.isEmpty()) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        return entries;
    }

    private static void closeAfter(InputStream body, Duration time) {
        Thread.startVirtualThread(() -> {
            LockSupport.parkNanos(time.toNanos());
            try {
                body.close();
            } catch (IOException gone) {
                // that was the aim
            }
        });
    }

    private HttpRequest.Builder request(Pod pod, String path) {
        return HttpRequest.newBuilder(pod.url().resolve(Place.path(place) + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + stack.key());
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Entry entry(JsonNode event) {
        JsonNode data = event.path("data");
        return new Entry(
                event.path("sequence").asLong(),
                event.path("type").asText(),
                event.path("subject").asText(),
                data.path("stage").asText(null),
                event.path("time").asText() + " #"
                        + Integer.toHexString(data.toString().hashCode()));
    }

    private Pod anyPod() {
        return stack.pods().get(random.nextInt(Stack.PODS));
    }

    private String name() {
        return place + " by " + by;
    }
}
