package com.nexar.fulfilment.easyecom;

import static com.nexar.fulfilment.easyecom.Gateways.BLR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What we send, as it arrives at a server, against the sample requests of the contract. */
class SampleRequestsTest {

    private static final ReadWindow WEEK =
            new ReadWindow(Instant.parse("2026-01-31T18:30:00Z"), Instant.parse("2026-02-07T18:30:00Z"));

    /** Samples of calls, dialects or directions that this room does not use. */
    private static final Set<String> NOT_OURS = Set.of(
            "01_access_token_form",
            "01_access_token_bad_credentials",
            "01_access_token_bad_location",
            "01_locations_ok",
            "02_product_count",
            "02_product_master_limit_error",
            "03_get_order_details_missing_key",
            "04_add_carrier_credentials_ok",
            "04_assign_awb_form_legacy",
            "05_confirm_order_legacy_get",
            "07_update_manifest_document",
            "08_get_tracking_details_ok");

    /** Optional fields of the samples for which the facade has no value. */
    private static final Set<String> NOT_SENT = Set.of("invoiceUrl", "origin_code", "destination_code");

    private final StubServer stub = new StubServer();
    private final Gateways gateways = new Gateways(stub.url());

    @AfterEach
    void close() {
        stub.close();
    }

    static Stream<Sample> ours() {
        return Sample.all()
                .filter(s -> !NOT_OURS.contains(s.name()) && !s.name().matches("(00|09|10)_.*"));
    }

    @Test
    void what_is_left_out_exists() {
        assertThat(Sample.all().map(Sample::name)).containsAll(NOT_OURS);
        assertThat(ours()).hasSizeGreaterThan(25);
    }

    @ParameterizedTest
    @MethodSource("ours")
    void what_we_send_is_the_sample(Sample sample) {
        stub.on(
                sample.path(),
                StubServer.json("{\"data\":{\"token\":{\"jwt_token\":\"t\"},\"orders\":[]},\"code\":200}"));
        Consumer<Gateways> call = call(sample);
        try {
            call.accept(gateways);
        } catch (EasyEcomUnavailable e) {
            // The stub's one answer fits not every reader; only the request matters here.
            assertThat(e).hasMessageContaining("shape");
        }
        StubServer.Seen seen = sample.path().equals(StubServer.TOKEN_PATH)
                ? stub.logins().getFirst()
                : stub.calls().getFirst();
        assertThat(seen.method()).isEqualTo(sample.request().path("method").asText());
        assertThat(seen.path()).isEqualTo(sample.path());
        assertThat(seen.query()).isEqualTo(expectedQuery(sample));
        assertThat(tree(seen.body())).isEqualTo(expectedBody(sample));
        assertThat(seen.headers()).containsEntry("x-api-key", "demo-api-key-0000");
    }

    private static Map<String, String> expectedQuery(Sample sample) {
        Map<String, String> query = new LinkedHashMap<>(sample.query());
        if (query.containsKey("cursor")) {
            return query;
        }
        switch (sample.path()) {
            // The samples filter by order date; intake needs the window of updates (contract 3.1).
            case "/orders/V2/getAllOrders" -> {
                return Map.of(
                        "updated_after",
                        "2026-02-01 00:00:00",
                        "updated_before",
                        "2026-02-08 00:00:00",
                        "limit",
                        "250");
            }
            case "/orders/V2/getOrderDetails" -> query.put("include_ee_history", "1");
            case "/Products/GetProductMaster" ->
                query.putAll(Map.of("limit", "200", "custom_fields", "1", "includeLocations", "0"));
            default -> {}
        }
        return query;
    }

    private static JsonNode expectedBody(Sample sample) {
        if (!sample.request().has("body")) {
            return null;
        }
        ObjectNode body = sample.request().path("body").deepCopy();
        return body.remove(NOT_SENT);
    }

    private static JsonNode tree(String body) {
        return body.isEmpty() ? null : Envelope.tree(body);
    }

    private static Consumer<Gateways> call(Sample sample) {
        Map<String, String> query = sample.query();
        JsonNode body = sample.request().path("body");
        return switch (sample.path()) {
            case "/access/token" -> g -> g.connection.login(BLR);
            case "/Products/GetProductMaster" ->
                query.containsKey("cursor")
                        ? g -> g.products.next(BLR, sample.path() + "?cursor=" + query.get("cursor"))
                        : g -> g.products.first(BLR, query.containsKey("updated_after") ? midnight() : null);
            case "/orders/V2/getAllOrders" ->
                query.containsKey("cursor")
                        ? g -> g.orders.next(BLR, sample.path() + "?cursor=" + query.get("cursor"))
                        : g -> g.orders.first(BLR, WEEK);
            case "/orders/V2/getOrderDetails" ->
                query.containsKey("order_id")
                        ? g -> g.orders.order(BLR, Long.parseLong(query.get("order_id")))
                        : g -> g.orders.shipment(BLR, Long.parseLong(query.get("invoice_id")));
            case "/orders/holdOrders" -> g -> g.orders.hold(BLR, 90210001, "Address check");
            case "/orders/unholdOrders" -> g -> g.orders.release(BLR, 90210001);
            case "/Carrier/assignAWB" ->
                g -> g.assignments.assign(
                        BLR,
                        new AssignRequest(
                                body.path("invoiceId").asLong(),
                                "NexarExpress",
                                body.path("awbNum").asText(),
                                "28001",
                                "https://labels.example.com/NXR0000000001.pdf"));
            case "/orders/confirm_order" ->
                g -> g.confirmations.confirm(
                        BLR,
                        70110001,
                        90210001,
                        new UpstreamPackage(
                                new BigDecimal("200.0"),
                                new BigDecimal(30),
                                new BigDecimal(25),
                                new BigDecimal("2.00")));
            case "/orders/documents" -> g -> g.documents.list(BLR, Long.parseLong(query.get("invoice_id")));
            case "/Manifest/generateManifest" ->
                g -> g.manifests.generate(BLR, "28001", "10", texts(body.path("awb_numbers")));
            case "/Carrier/V2/updateTrackingStatus" -> g -> g.tracking.update(BLR, tracking(body));
            default -> throw new AssertionError("Nobody says how we send " + sample);
        };
    }

    private static TrackingUpdate tracking(JsonNode body) {
        JsonNode scan = body.path("history_scans").get(0);
        Instant at = IndianTime.read(scan.path("time").asText());
        return new TrackingUpdate(
                body.path("awb").asText(),
                body.path("current_shipment_status_id").asInt(),
                LocalDate.parse(body.path("estimated_delivery_date").asText()),
                at,
                List.of(new TrackingScan(
                        scan.path("status").asText(), at, scan.path("location").asText())));
    }

    private static Instant midnight() {
        return Instant.parse("2026-02-02T18:30:00Z");
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    @Test
    void a_confirmation_can_be_sent_in_its_other_styles() {
        stub.on("/orders/confirm_order", StubServer.json("{\"status\":200,\"message\":\"\"}"));
        new Gateways(stub.url(), "confirm-style=GET_QUERY").confirmations.confirm(BLR, 7, 9, null);
        new Gateways(stub.url(), "confirm-style=POST_JSON").confirmations.confirm(BLR, 7, 9, null);
        assertThat(stub.calls()).extracting(StubServer.Seen::method).containsExactly("GET", "POST");
        assertThat(stub.calls())
                .extracting(StubServer.Seen::target)
                .containsExactly("/orders/confirm_order?order_id=7&invoice_id=9", "/orders/confirm_order");
        assertThat(stub.calls().getLast().body()).isEqualTo("{\"order_id\":7,\"invoice_id\":9}");
    }

    @Test
    void an_assignment_is_taken_back_only_where_the_path_is_known() {
        stub.on("/Carrier/unassignAWB", StubServer.json("{\"code\":200,\"data\":[]}"));
        var knowing = new Gateways(stub.url(), "paths.unassign-awb=/Carrier/unassignAWB");
        assertThat(gateways.assignments.canUnassign()).isFalse();
        assertThat(knowing.assignments.canUnassign()).isTrue();
        knowing.assignments.unassign(BLR, 90210001);
        assertThat(stub.only().body()).isEqualTo("{\"invoice_id\":90210001}");
    }
}
