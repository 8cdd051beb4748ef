package com.nexar.fulfilment.problems;

import static com.nexar.fulfilment.problems.AProblem.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a request, the framework's own refusals too, is one and the same kind of body and changes nothing. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class ProblemsTest {

    private static final String L = "/v1/brands/acme/locations/blr1";

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.acme();
    private final Wms wms = Wms.blr1();
    private long id;

    @BeforeEach
    void one_order() {
        id = easyecom.order("nx1000000001");
        sync.orders("acme/blr1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/brands/acme/locations/blr1/nothing", "/v1/nothing", "/nothing", "/v1/brands/acme"})
    void a_path_that_does_not_exist_is_a_404_problem(String path) {
        problem(wms.request().get(path).then(), 404, "not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /v1/brands",
        "PATCH, /v1/brands/acme/locations/blr1/orders",
        "POST, /v1/brands/acme/locations/blr1/connection",
        "GET, /v1/brands/acme/locations/blr1/manifests",
        "DELETE, /v1/brands/acme/locations/blr1/shipments/90210001/documents/label",
        "GET, /v1/brands/acme/locations/blr1/shipments/90210001/assignment"
    })
    void a_wrong_method_is_a_405_problem(String method, String path) {
        problem(wms.request().request(method, path).then(), 405, "method-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/octet-stream"})
    void a_body_of_another_type_is_a_415_problem(String type) {
        problem(
                wms.request()
                        .header("Content-Type", type)
                        .body("{\"courier\":\"N\"}".getBytes(StandardCharsets.UTF_8))
                        .put(L + "/shipments/" + id + "/assignment")
                        .then(),
                415,
                "unsupported-media-type");
        unchanged();
    }

    @Test
    void forms_and_types_that_are_none_are_problems_too() {
        problem(
                wms.request()
                        .formParam("courier", "N")
                        .put(L + "/shipments/" + id + "/assignment")
                        .then(),
                415,
                "unsupported-media-type");
        problem(
                wms.request()
                        .header("Content-Type", "nonsense")
                        .body("{}".getBytes(StandardCharsets.UTF_8))
                        .put(L + "/shipments/" + id + "/assignment")
                        .then(),
                415,
                "unsupported-media-type");
        unchanged();
    }

    @Test
    void an_accept_header_that_cannot_be_met_is_a_406_problem() {
        problem(wms.request().accept("text/plain").get("/v1/brands").then(), 406, "not-acceptable");
        problem(
                wms.request()
                        .accept("image/png")
                        .get(L + "/shipments/" + id + "/documents/label")
                        .then(),
                406,
                "not-acceptable");
    }

    @Test
    void a_body_of_ten_megabytes_is_a_413_problem_whether_its_length_is_told_or_not() {
        String body = "{\"courier\":\"" + "x".repeat(10_000_000) + "\"}";
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);

        problem(send("PUT", "/shipments/" + id + "/assignment", body), 413, "too-large");
        problem(
                wms.request()
                        .contentType("application/json")
                        .body(new ByteArrayInputStream(bytes))
                        .put(L + "/shipments/" + id + "/assignment")
                        .then(),
                413,
                "too-large");
        unchanged();
        wms.shipment(id).statusCode(200);
    }

    @Test
    void a_body_of_untold_length_within_the_limit_is_read() {
        byte[] body = ("{\"courier\":\"NexarExpress\",\"awb\":\"CHU" + id + "\",\"carrierId\":\"28001\"}")
                .getBytes(StandardCharsets.US_ASCII);

        wms.request()
                .contentType("application/json")
                .body(new ByteArrayInputStream(body))
                .put(L + "/shipments/" + id + "/assignment")
                .then()
                .statusCode(200)
                .body("stage", equalTo("ASSIGNED"));
    }

    @Test
    void no_key_and_an_unknown_key_are_401_everywhere_below_v1() {
        for (String path : List.of("/v1/brands", L + "/orders", "/v1/admin/quarantine", "/v1/nothing")) {
            problem(given().get(path).then(), 401, "unauthorized").header("WWW-Authenticate", equalTo("Bearer"));
            problem(
                            given().header("Authorization", "Bearer no-such-key")
                                    .get(path)
                                    .then(),
                            401,
                            "unauthorized")
                    .body("detail", not(containsString("no-such-key")));
            problem(
                    given().header("Authorization", "Basic dGVzdDp0ZXN0")
                            .get(path)
                            .then(),
                    401,
                    "unauthorized");
        }
    }

    @Test
    void a_foreign_location_looks_like_one_that_does_not_exist() {
        Map<String, Object> foreign = problem(
                        wms.request()
                                .get("/v1/brands/zeta/locations/del1/orders")
                                .then(),
                        404,
                        "not-found")
                .extract()
                .path("");
        Map<String, Object> unknown = problem(
                        wms.request()
                                .get("/v1/brands/zeta/locations/nix9/orders")
                                .then(),
                        404,
                        "not-found")
                .extract()
                .path("");

        assertThat(foreign.keySet()).isEqualTo(unknown.keySet());
        assertThat(foreign.get("detail").toString().replace("del1", "nix9")).isEqualTo(unknown.get("detail"));
        problem(Wms.at(Ground.BLR1_KEY, "acme/bom1").get("/orders"), 404, "not-found");
    }

    @Test
    void a_key_without_the_role_is_a_403_problem() {
        problem(wms.request().get("/v1/admin/quarantine").then(), 403, "forbidden");
        problem(Wms.at(Ground.OPERATOR_KEY, "acme/blr1").get("/orders"), 403, "forbidden");
    }

    @Test
    void the_trace_id_of_the_caller_is_in_the_problem_and_in_our_log() {
        String traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
        try (CapturedLog log = new CapturedLog()) {
            problem(
                            given().header("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01")
                                    .get("/broken/method")
                                    .then(),
                            500,
                            "internal")
                    .body("traceId", equalTo(traceId));

            assertThat(log.lines()).anySatisfy(line -> assertThat(line).contains(traceId, "GET /broken/method failed"));
        }
        problem(given().header("traceparent", "nonsense").get("/v1/brands").then(), 401, "unauthorized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/broken/method", "/broken/answer"})
    void a_bug_is_ours_and_its_words_stay_here(String path) {
        problem(given().get(path).then(), 500, "internal")
                .body("detail", not(containsString("secret-of-the-house")))
                .body("retryable", equalTo(true));
    }

    private ValidatableResponse send(String method, String path, String body) {
        return wms.request()
                .contentType("application/json")
                .body(body)
                .request(method, L + path)
                .then();
    }

    private void unchanged() {
        assertThat(wms.stage(id)).isEqualTo("RECEIVED");
        assertThat(wms.shipment(id).extract().<Object>path("pending")).isNull();
        assertThat(easyecom.effects(id, "assign")).isEmpty();
        assertThat(easyecom.effects(id, "confirm")).isEmpty();
    }
}
