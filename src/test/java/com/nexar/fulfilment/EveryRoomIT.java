package com.nexar.fulfilment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.nexar.fulfilment.webhooks.Hooks;
import com.nexar.fulfilment.webhooks.Receiver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Every operation of the document once, against what is packaged: what a native executable lacks (a class for JSON, a resource, a
 * message) shows here. Each answer is held against the document, and the last test counts who was not asked.
 */
@Tag("packaged")
@QuarkusIntegrationTest
@QuarkusTestResource(value = PackagedGround.class, restrictToAnnotatedClass = true)
@TestMethodOrder(OrderAnnotation.class)
class EveryRoomIT {

    private static final String BLR1 = "/v1/brands/acme/locations/blr1";
    private static final String ADMIN = "/v1/admin";
    /** Needs an outcome that nobody can decide, for which the quiet period of production would have to pass. */
    private static final Set<String> NOT_HERE = Set.of("settle");

    private final EasyEcom easyecom = new EasyEcom(System.getProperty(PackagedGround.SANDBOX_URL));
    private final Wms wms = Wms.blr1();

    @AfterAll
    static void nothing_of_it_is_in_the_log() throws IOException {
        PackagedGround.mustHaveKeptItsSecrets();
    }

    @Test
    @Order(1)
    void products_and_orders_are_read_and_found() {
        long id = received();
        String order = wms.shipment(id).extract().path("orderId");

        wms.request().get("/v1/brands").then().statusCode(200).body("items.brand", hasItem("acme"));
        wms.get("/orders?eligible=true&limit=500").statusCode(200);
        wms.get("/orders/" + order).statusCode(200).body("shipments.shipmentId", hasItem("" + id));
        wms.get("/orders/" + order + "/timeline").statusCode(200);
        wms.get("/orders/" + order + "/eligibility").statusCode(200);
        wms.get("/shipments?awb=NONE").statusCode(200);
        Eventually.become(
                true,
                () -> !wms.get("/products?limit=1")
                        .statusCode(200)
                        .extract()
                        .<List<?>>path("items")
                        .isEmpty());
        String sku = wms.get("/products?limit=1").extract().path("items[0].sku");
        wms.get("/products/" + sku).statusCode(200).body("sku", equalTo(sku));
        wms.get("/connection").statusCode(200);
        wms.post("/connection/checks", Map.of()).statusCode(200).body("items.result", not(hasItem("FAILED")));
    }

    @Test
    @Order(2)
    void a_parcel_goes_all_the_way_with_its_papers() throws IOException {
        long id = received();
        wms.put("/shipments/" + id + "/hold", Map.of("reason", "short"))
                .statusCode(200)
                .body("onHold", equalTo(true));
        wms.release(id).statusCode(200);
        wms.assign(id, "FIRST" + id).statusCode(200);
        wms.unassign(id).statusCode(200).body("stage", equalTo("RECEIVED"));
        wms.assign(id, "SECOND" + id).statusCode(200);
        wms.acknowledge(id).statusCode(200);
        String version = wms.shipment(id).extract().path("contentVersion");
        String key = "every-room-" + id;
        for (String replayed : new String[] {null, "true"}) {
            ValidatableResponse confirmed = wms.request()
                    .header("Idempotency-Key", key)
                    .contentType(ContentType.JSON)
                    .body(Map.of("contentVersion", version))
                    .post(BLR1 + "/shipments/" + id + "/confirmation")
                    .then()
                    .statusCode(200)
                    .body("stage", equalTo("CONFIRMED"));
            assertThat(confirmed.extract().header("Idempotency-Replayed")).isEqualTo(replayed);
        }
        wms.get("/shipments/" + id + "/documents").statusCode(200);
        pdf("/shipments/" + id + "/documents/label");

        String bundle = wms.post("/document-bundles", Map.of("shipmentIds", List.of("" + id)))
                .statusCode(201)
                .extract()
                .path("bundleId");
        wms.get("/document-bundles/" + bundle).statusCode(200);
        pdf("/document-bundles/" + bundle + "/document");
        String manifest = wms.manifest(id).statusCode(201).extract().path("manifestId");
        wms.get("/manifests/" + manifest).statusCode(200);
        pdf("/manifests/" + manifest + "/document");
        wms.scan(id, "a" + id, "IN_TRANSIT", Instant.now().minusSeconds(9).toString())
                .statusCode(200);
        Map<String, String> delivered = Map.of(
                "shipmentId",
                "" + id,
                "eventId",
                "b" + id,
                "status",
                "DELIVERED",
                "occurredAt",
                Instant.now().toString());
        wms.post("/tracking-events", Map.of("items", List.of(delivered)))
                .statusCode(207)
                .body("items[0].status", equalTo(200));
    }

    @Test
    @Order(3)
    void what_is_refused_can_be_replayed_and_what_is_cancelled_is_decided() {
        long refused = received();
        long cancelled = received();
        wms.assign(refused, "REF" + refused).statusCode(200);
        easyecom.act(refused, "confirm-fail");
        String operation = wms.post("/confirmations", Map.of("items", List.of(Map.of("shipmentId", "" + refused))))
                .statusCode(207)
                .body("items[0].status", equalTo(422))
                .extract()
                .path("items[0].problem.operationId");
        wms.operation(operation).body("state", equalTo("REFUSED"));

        String replay = admin().body(Map.of("brand", "acme", "operationIds", List.of(operation)))
                .post(ADMIN + "/replays")
                .then()
                .statusCode(201)
                .body("items.would", equalTo(List.of("BEGIN")))
                .extract()
                .path("replayId");
        admin().get(ADMIN + "/replays/" + replay).then().statusCode(200);
        admin().post(ADMIN + "/replays/" + replay + "/commit").then().statusCode(200);
        Eventually.become("CONFIRMED", () -> wms.stage(refused));

        wms.acknowledge(cancelled).statusCode(200);
        easyecom.act(cancelled, "cancellation");
        Eventually.become(
                true,
                () -> wms.get("/cancellations")
                        .statusCode(200)
                        .extract()
                        .<List<String>>path("items.shipmentId")
                        .contains("" + cancelled));
        wms.decide(cancelled, "STOPPED", "taken off the belt").statusCode(200);
    }

    @Test
    @Order(4)
    void an_operator_looks_pauses_compares_and_reads_again() {
        long id = received();
        String pause = ADMIN + "/locations/acme/blr1/pause";
        admin().body(Map.of("sending", true, "syncing", false, "reason", "stock-taking"))
                .put(pause)
                .then()
                .statusCode(200);
        admin().get(pause).then().statusCode(200).body("sending", equalTo(true));
        admin().delete(pause).then().statusCode(204);
        for (String list : List.of("/operations", "/operations/given-up", "/quarantine", "/audit", "/drift-reports")) {
            admin().get(ADMIN + list + "?brand=acme").then().statusCode(200);
        }
        admin().get(ADMIN + "/keys").then().statusCode(200).body("items.client", hasItem("acme-wms"));
        String report = admin().body(Map.of("brand", "acme", "location", "blr1"))
                .post(ADMIN + "/drift-reports")
                .then()
                .statusCode(201)
                .extract()
                .path("reportId");
        Eventually.become(
                "DONE",
                () -> admin().get(ADMIN + "/drift-reports/" + report)
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("report.state"));
        admin().body(Map.of("brand", "acme", "location", "blr1", "shipmentIds", List.of("" + id)))
                .post(ADMIN + "/resyncs")
                .then()
                .statusCode(200);
    }

    @Test
    @Order(5)
    void the_warehouse_hears_by_poll_by_stream_and_by_webhook_and_EasyEcom_is_heard() throws Exception {
        Hooks hooks = new Hooks(Ground.ACME_KEY);
        try (Receiver receiver = new Receiver();
                HttpClient http = HttpClient.newHttpClient()) {
            Hooks.Made made = hooks.made(receiver.url(), "acme", "blr1");
            String after = wms.get("/changes?after=latest").extract().path("next");
            HttpResponse<InputStream> stream = http.send(
                    HttpRequest.newBuilder(URI.create(api() + BLR1 + "/changes/stream?after=" + after))
                            .header("Authorization", "Bearer " + Ground.ACME_KEY)
                            .header("Accept", "text/event-stream")
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            long id = easyecom.order("nx1000000001");
            given().filter(new AgainstDocument())
                    .header("Access-Token", PackagedGround.HOOK_TOKEN)
                    .contentType(ContentType.JSON)
                    .body(List.of(Map.of("invoice_id", id, "location_key", "nx1000000001")))
                    .post("/inbound/easyecom/acme/blr1")
                    .then()
                    .statusCode(200);

            Eventually.become(
                    true,
                    () -> wms.get("/changes?after=" + after)
                            .statusCode(200)
                            .extract()
                            .<List<String>>path("items.subject")
                            .contains("" + id));
            try (Scanner lines = new Scanner(stream.body(), StandardCharsets.UTF_8)) {
                assertThat(lines.findWithinHorizon("\"subject\":\"" + id + "\"", 1_000_000))
                        .isNotNull();
                AgainstDocument.succeeded("GET", BLR1 + "/changes/stream");
            }
            Eventually.become(false, () -> receiver.about("" + id).isEmpty());
            assertThat(receiver.about("" + id).getFirst().isSignedWith(made.secret()))
                    .isTrue();
            aroundAnEndpoint(hooks, made.id());
        }
    }

    private static void aroundAnEndpoint(Hooks hooks, String id) {
        hooks.get("").statusCode(200);
        hooks.endpoint(id).statusCode(200);
        hooks.change(id, Map.of("types", List.of("shipment.received"))).statusCode(200);
        hooks.post("/" + id + "/ping").statusCode(not(equalTo(500)));
        hooks.post("/" + id + "/secret").statusCode(200);
        hooks.endFormer(id).statusCode(204);
        String delivery = hooks.deliveries(id, "").extract().path("items[0].deliveryId");
        hooks.post("/" + id + "/deliveries/" + delivery + "/redeliver").statusCode(not(equalTo(500)));
        hooks.removeAll();
    }

    @Test
    @Order(6)
    void what_is_wrong_is_told_in_the_callers_words() {
        wms.post("/shipments/1/tracking-events", Map.of("status", "FLYING"))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("validation"));
        wms.get("/orders?limit=501").statusCode(400).body("errors[0].field", equalTo("limit"));
        wms.get("/shipments/1").statusCode(404).body("code", equalTo("not-found"));
        given().get("/v1/brands").then().statusCode(401).body("code", equalTo("unauthorized"));
        wms.request()
                .contentType(ContentType.JSON)
                .body("x".repeat(1_100_000))
                .post(BLR1 + "/confirmations")
                .then()
                .statusCode(413);
    }

    @Test
    @Order(7)
    void people_find_the_board_and_the_documents() {
        String session = given().redirects()
                .follow(false)
                .header("Sec-Fetch-Site", "same-origin")
                .formParam("key", Ground.OPERATOR_KEY)
                .post("/sign-in")
                .then()
                .statusCode(303)
                .extract()
                .detailedCookies()
                .asList()
                .getFirst()
                .toString()
                .replaceAll(";.*", "");
        for (String page : List.of("", "/orders", "/operations", "/connection", "/drift")) {
            given().header("Cookie", session)
                    .get("/board/acme/blr1" + page)
                    .then()
                    .statusCode(200)
                    .contentType("text/html;charset=UTF-8");
        }
        for (String asset : List.of(
                "/_static/htmx.org/2.0.2/dist/htmx.min.js",
                "/_board/board.css",
                "/q/openapi",
                "/q/swagger-ui/",
                "/asyncapi.yaml")) {
            given().get(asset).then().statusCode(200);
        }
        // as it was built: Quarkus' own begins with ---
        assertThat(given().get("/q/openapi").asString()).startsWith("openapi: 3.0");
    }

    /** Parsing and checking a token is what of the JVM's services a native executable could lack. */
    @Test
    @Order(8)
    void a_token_of_an_identity_provider_opens_what_its_claims_name() {
        Map<String, Object> claims = Issuer.claims();
        for (String good : List.of(Issuer.rs256(claims), Issuer.es256(claims))) {
            given().header("Authorization", "Bearer " + good)
                    .get("/v1/brands")
                    .then()
                    .statusCode(200)
                    .body("items.brand", hasItem("acme"));
        }
        for (String bad : List.of(Issuer.forged(claims), Issuer.hs256(claims), Issuer.unsigned("none", claims))) {
            given().header("Authorization", "Bearer " + bad)
                    .get("/v1/brands")
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("unauthorized"));
        }
    }

    @Test
    @Order(9)
    void no_operation_of_the_document_was_left_out() {
        Set<String> missing = new TreeSet<>(AgainstDocument.operations());
        missing.removeAll(AgainstDocument.succeeded());

        assertThat(missing).isEqualTo(new TreeSet<>(NOT_HERE));
    }

    private long received() {
        long id = easyecom.order("nx1000000001");
        Eventually.become(200, () -> wms.shipment(id).extract().statusCode());
        return id;
    }

    private void pdf(String path) {
        byte[] document = wms.get(path)
                .statusCode(200)
                .contentType("application/pdf")
                .extract()
                .asByteArray();
        assertThat(new String(document, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    }

    private static RequestSpecification admin() {
        return given().filter(new AgainstDocument())
                .header("Authorization", "Bearer " + Ground.OPERATOR_KEY)
                .contentType(ContentType.JSON);
    }

    private static String api() {
        return io.restassured.RestAssured.baseURI + ":" + io.restassured.RestAssured.port;
    }
}
