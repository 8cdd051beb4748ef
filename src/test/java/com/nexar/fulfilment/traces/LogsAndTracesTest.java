package com.nexar.fulfilment.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.logs.ConsoleLines;
import com.nexar.fulfilment.logs.Forgeries;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** As in production: JSON logs, and traces that somebody collects. A start of its own. */
@QuarkusTest
@TestProfile(LogsAndTracesTest.Production.class)
@QuarkusTestResource(Ground.class)
class LogsAndTracesTest {

    public static class Production implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            int collector = freePort();
            int listener = freePort();
            return Map.of(
                    "quarkus.log.json.console.enabled",
                    "true",
                    "quarkus.log.console.filter",
                    "",
                    "test.collector.port",
                    Integer.toString(collector),
                    "test.listener.port",
                    Integer.toString(listener),
                    "fulfilment.traces.endpoint",
                    "http://127.0.0.1:" + collector,
                    "quarkus.otel.bsp.schedule.delay",
                    "200ms");
        }

        private static int freePort() {
            try (ServerSocket socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final Logger LOG = Logger.getLogger(LogsAndTracesTest.class);

    @Inject
    SyncNow sync;

    @ConfigProperty(name = "test.collector.port")
    int collectorPort;

    @ConfigProperty(name = "test.listener.port")
    int listenerPort;

    private final EasyEcom easyecom = EasyEcom.gale();
    private final Wms wms = Wms.gal1();
    private final ObjectMapper json = new ObjectMapper();
    private final String traceId = UUID.randomUUID().toString().replace("-", "");
    private Listener collector;

    @BeforeEach
    void collect() throws IOException {
        collector = new Listener(collectorPort);
    }

    @AfterEach
    void leave() {
        collector.close();
    }

    @Test
    void one_event_is_one_line_of_JSON_without_secrets_and_personal_data() throws IOException {
        try (ConsoleLines log = new ConsoleLines()) {
            LOG.errorf(
                    new IllegalStateException(
                            "refused:\r\nFailing row contains (gale, 7, Asha Rao, 12 Sea View Road)."),
                    "row {\"customer_name\":\"Asha Rao\",\"contact_num\":\"9876543210\"}\r\nFAKE ERROR with demo-password and Bearer %s",
                    Ground.GALE_KEY);

            String line = log.lines().stream()
                    .filter(each -> each.contains("FAKE ERROR"))
                    .findFirst()
                    .orElseThrow();
            assertThat(line.strip()).doesNotContain("\n", "\r");
            JsonNode event = json.readTree(line);
            assertThat(event.path("level").asText()).isEqualTo("ERROR");
            assertThat(event.path("message").asText())
                    .startsWith(
                            "row {\"customer_name\":\"***\",\"contact_num\":\"***\"}\r\nFAKE ERROR with *** and Bearer ***");
            assertThat(event.path("stackTrace").asText())
                    .contains("IllegalStateException")
                    .contains("at com.nexar.fulfilment.traces");
            assertThat(line).doesNotContain("Asha", "Sea View", "9876543210", "demo-password", Ground.GALE_KEY);
        }
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("com.nexar.fulfilment.logs.Forgeries#all")
    void whatever_is_written_into_a_line_it_stays_one_of_visible_letters(String forgery) throws IOException {
        try (ConsoleLines log = new ConsoleLines()) {
            LOG.errorf(new IllegalStateException("why " + forgery), "forged %s end", forgery);

            String line = log.lines().stream()
                    .filter(each -> each.contains("forged "))
                    .findFirst()
                    .orElseThrow();
            assertThat(line.strip().codePoints().noneMatch(Forgeries::breaksLines))
                    .as(line)
                    .isTrue();
            assertThat(json.readTree(line).path("message").asText())
                    .startsWith("forged ")
                    .endsWith(" end");
        }
    }

    @Test
    void a_trace_goes_from_the_caller_through_log_and_problem_to_EasyEcom_and_the_collector() throws IOException {
        long id = easyecom.order("nx6000000001");
        sync.orders("gale/gal1");
        try (ConsoleLines log = new ConsoleLines()) {
            wms.request()
                    .header("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01")
                    .contentType(ContentType.JSON)
                    .body(Map.of("courier", "NexarExpress", "awb", "TRC" + id, "carrierId", "28001"))
                    .put("/v1/brands/gale/locations/gal1/shipments/" + id + "/assignment")
                    .then()
                    .statusCode(200);

            String line = log.lines().stream()
                    .filter(each -> each.contains("gale/gal1 assign " + id + " ok"))
                    .findFirst()
                    .orElseThrow();
            assertThat(json.readTree(line).path("traceId").asText()).isEqualTo(traceId);
        }
        wms.request()
                .header("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01")
                .get("/v1/brands/gale/locations/gal1/shipments/1")
                .then()
                .statusCode(404)
                .body("traceId", equalTo(traceId));
        assertThat(traceparents(id)).isNotEmpty().allMatch(each -> each.startsWith("00-" + traceId + "-"));
        String bytes = new String(HexFormat.of().parseHex(traceId), StandardCharsets.ISO_8859_1);
        Eventually.become(
                true,
                () -> collector.bodies().stream()
                        .anyMatch(each -> each.contains(bytes) && each.contains("easyecom assign")));
    }

    @Test
    void who_sends_no_trace_gets_one_that_is_the_trace_s_own() {
        String given = wms.get("/shipments/1").statusCode(404).extract().path("traceId");

        assertThat(given).matches("[0-9a-f]{32}");
        String bytes = new String(HexFormat.of().parseHex(given), StandardCharsets.ISO_8859_1);
        Eventually.become(true, () -> collector.bodies().stream().anyMatch(each -> each.contains(bytes)));
    }

    @Test
    void a_webhook_is_sent_with_a_trace_that_the_collector_knows() throws IOException {
        try (Listener warehouse = new Listener(listenerPort)) {
            String endpoint = wms.request()
                    .contentType(ContentType.JSON)
                    .body(Map.of("url", "http://127.0.0.1:" + listenerPort + "/hooks", "brand", "gale"))
                    .post("/v1/webhook-endpoints")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("endpointId");
            wms.request()
                    .post("/v1/webhook-endpoints/" + endpoint + "/ping")
                    .then()
                    .statusCode(200);

            Eventually.become(false, () -> warehouse.traceparents().isEmpty());
            String trace = warehouse.traceparents().getFirst().split("-")[1];
            String bytes = new String(HexFormat.of().parseHex(trace), StandardCharsets.ISO_8859_1);
            Eventually.become(true, () -> collector.bodies().stream().anyMatch(each -> each.contains(bytes)));
            wms.request().delete("/v1/webhook-endpoints/" + endpoint).then().statusCode(204);
        }
    }

    /** As they arrived at EasyEcom with assignments of this shipment. */
    private List<String> traceparents(long id) {
        return easyecom.get("/sandbox/ledger?limit=100000&invoiceId=" + id + "&operation=assign")
                .path("entries")
                .findValuesAsText("traceparent");
    }
}
