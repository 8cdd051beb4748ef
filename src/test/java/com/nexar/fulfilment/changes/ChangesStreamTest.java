package com.nexar.fulfilment.changes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The feed as a stream of events: it begins where the reader was, and goes on as things happen. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class ChangesStreamTest {

    @Inject
    SyncNow sync;

    @TestHTTPResource("/v1/brands/zeta/locations/del1/changes/stream")
    URI uri;

    private final HttpClient http = HttpClient.newHttpClient();
    private final EasyEcom easyecom = EasyEcom.zeta();
    private final ObjectMapper json = new ObjectMapper();

    @AfterEach
    void leave() {
        http.shutdownNow();
    }

    @Test
    void a_stream_begins_after_the_last_event_and_goes_on_live() throws Exception {
        String from = Wms.del1().get("/changes?after=latest").extract().path("next");
        long before = order();

        String seen;
        try (BufferedReader lines = lines(open(from, Optional.empty()))) {
            JsonNode first = next(lines, before);
            assertThat(first.path("type").asText()).isEqualTo("shipment.received");
            long live = order();
            JsonNode second = next(lines, live);
            assertThat(second.path("sequence").asLong())
                    .isGreaterThan(first.path("sequence").asLong());
            seen = second.path("sequence").asText();
        }

        long missed = order();
        try (BufferedReader lines = lines(open("0", Optional.of(seen)))) {
            JsonNode first = event(lines);
            assertThat(first.path("sequence").asLong()).isEqualTo(Long.parseLong(seen) + 1);
            assertThat(first.path("subject").asText()).isEqualTo("" + missed);
        }
    }

    @Test
    void a_stream_that_cannot_begin_is_a_problem() throws Exception {
        HttpResponse<InputStream> answer = open("999999999", Optional.empty());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json.readTree(answer.body()).path("code").asText()).isEqualTo("validation");
    }

    private long order() {
        long id = easyecom.order("nx3000000001");
        sync.orders("zeta/del1");
        return id;
    }

    private HttpResponse<InputStream> open(String after, Optional<String> lastEventId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri + "?after=" + after))
                .header("Authorization", "Bearer " + Ground.ZETA_KEY)
                .header("Accept", "text/event-stream");
        lastEventId.ifPresent(id -> request.header("Last-Event-ID", id));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private static BufferedReader lines(HttpResponse<InputStream> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        return new BufferedReader(new InputStreamReader(answer.body()));
    }

    /** The next event that is about this shipment. */
    private JsonNode next(BufferedReader lines, long shipmentId) throws IOException {
        JsonNode event = event(lines);
        while (!event.path("subject").asText().equals("" + shipmentId)) {
            event = event(lines);
        }
        return event;
    }

    private JsonNode event(BufferedReader lines) throws IOException {
        String id = null;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("data:")) {
                JsonNode event = json.readTree(line.substring(5));
                String sequence = event.path("sequence").asText();
                assertThat(lines.readLine() + id).contains(sequence);
                return event;
            }
        }
        throw new IOException("the stream ended");
    }
}
