package com.nexar.fulfilment.problems;

import static com.nexar.fulfilment.problems.AProblem.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that cannot be read, or says what cannot be, hears which of its fields is wrong, and changes nothing. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class MalformedRequestsTest {

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
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not json                                           | body",
                "{\"courier\":\"Nexar                               | body",
                "[]                                                 | body",
                "\"text\"                                           | body",
                "{\"courier\":\"N\",\"colour\":\"red\"}             | colour",
                "{\"courier\":[1]}                                  | courier",
                "{\"courier\":{}}                                   | courier"
            })
    void an_assignment_that_cannot_be_read_names_the_field(String body, String field) {
        problem(send("PUT", "/shipments/" + id + "/assignment", body), 400, "validation")
                .body("errors.field", equalTo(List.of(field)));
        unchanged();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"package\":{\"weightGrams\":\"heavy\"}}                                              | package.weightGrams",
                "{\"package\":{\"weightGrams\":-1,\"lengthCm\":1,\"widthCm\":1,\"heightCm\":1}}         | package.weightGrams",
                "{\"package\":{\"weightGrams\":1,\"lengthCm\":1,\"widthCm\":1}}                         | package.heightCm",
                "{\"package\":{\"weightGrams\":1,\"lengthCm\":1001,\"widthCm\":1,\"heightCm\":1}}       | package.lengthCm",
                "{\"package\":{\"weight\":1}}                                                           | package.weight",
                "{\"package\":[]}                                                                       | package",
                "{\"package\":{\"weightGrams\":1,\"lengthCm\":1e99999999999,\"widthCm\":1,\"heightCm\":1}} | package.lengthCm",
                "{\"contentVersion\":\"a\\u0000\"}                                                     | contentVersion",
                "{\"contentVersion\":\"\\ud800\"}                                                      | contentVersion"
            })
    void a_confirmation_names_fields_as_the_caller_wrote_them(String body, String field) {
        problem(send("POST", "/shipments/" + id + "/confirmation", body), 400, "validation")
                .body("errors.field", equalTo(List.of(field)));
        unchanged();
    }

    @Test
    void a_body_that_is_missing_or_lacks_fields_is_said_field_by_field() {
        problem(
                        wms.request()
                                .contentType("application/json")
                                .put(L + "/shipments/" + id + "/assignment")
                                .then(),
                        400,
                        "validation")
                .body("errors[0].field", equalTo("body"));
        problem(send("PUT", "/shipments/" + id + "/assignment", "{}"), 400, "validation")
                .body("errors.field.sort()", equalTo(List.of("awb", "carrierId", "courier")));
        problem(send("POST", "/manifests", "{\"shipmentIds\":[{}]}"), 400, "validation")
                .body("errors[0].field", equalTo("shipmentIds[0]"));
        problem(send("POST", "/manifests", "{\"shipmentIds\":[\"x\"]}"), 400, "validation")
                .body("errors[0].field", equalTo("shipmentIds[0]"));
        problem(
                        send(
                                "POST",
                                "/shipments/" + id + "/tracking-events",
                                "{\"eventId\":\"e\",\"status\":\"LOST\"}"),
                        400,
                        "validation")
                .body("errors[0].field", equalTo("status"));
        unchanged();
    }

    @ParameterizedTest
    @CsvSource({
        "/orders?limit=abc, limit",
        "/orders?limit=0, limit",
        "/orders?limit=501, limit",
        "/orders?limit=99999999999, limit",
        "/orders?cursor=abc, cursor",
        "/orders?cursor=%25%25, cursor",
        "/orders?stage=FOO, stage",
        "/orders?eligible=perhaps, eligible",
        "/orders?sort=price, sort",
        "/orders?updatedSince=yesterday, updatedSince",
        "/orders?updatedSince=2026-02-03T10:00:00, updatedSince",
        "/orders?shipBefore=2026-13-01T00:00:00Z, shipBefore",
        "/orders/abc, orderId",
        "/orders/0, orderId",
        "/orders/-1/timeline, orderId",
        "/orders/1e5/eligibility, orderId",
        "/shipments/99999999999999999999, shipmentId",
        "/shipments/90210001x/documents, shipmentId",
        "/shipments/90210001/documents/receipt, type",
        "/shipments, awb",
        "/shipments?awb=%20, awb",
        "/products?limit=abc, limit",
        "/products?updatedSince=now, updatedSince",
        "/products?cursor=abc, cursor",
        "/shipments?awb=%00, awb",
        "/orders?reference=a%00, reference",
        "/orders?updatedSince=%2B999999999-12-31T23:59:59Z, updatedSince",
        "/products?updatedSince=-999999999-01-01T00:00:00Z, updatedSince",
        "/products?cursor=c2t1HwA, cursor",
        "/manifests/7, manifestId",
        "/manifests/7/document, manifestId",
        "/operations/7, operationId"
    })
    void a_malformed_path_or_query_names_its_parameter(String path, String field) {
        problem(wms.request().urlEncodingEnabled(false).get(L + path).then(), 400, "validation")
                .body("errors.field", equalTo(List.of(field)));
    }

    @Test
    void a_dry_run_that_is_neither_true_nor_false_is_refused_before_anything_leaves() {
        wms.assign(id, "DRY" + id).statusCode(200);
        wms.confirm(id).statusCode(200);

        problem(send("POST", "/manifests?dryRun=maybe", "{\"shipmentIds\":[\"" + id + "\"]}"), 400, "validation")
                .body("errors.field", equalTo(List.of("dryRun")));
        assertThat(wms.stage(id)).isEqualTo("CONFIRMED");
        assertThat(easyecom.effects(id, "manifest")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "garbage", "/", "a/b/c", "application/json;q=nonsense"})
    void a_wish_for_an_answer_that_nobody_can_read_is_none(String accept) {
        wms.request()
                .header("Accept", accept)
                .get(L + "/shipments/" + id)
                .then()
                .statusCode(200)
                .contentType("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/pdf", "text/plain"})
    void what_cannot_be_sent_in_the_form_that_is_wished_for_is_not_even_done(String accept) {
        problem(
                wms.request()
                        .header("Accept", accept)
                        .contentType("application/json")
                        .body("{\"reason\":\"damaged\"}")
                        .put(L + "/shipments/" + id + "/hold")
                        .then(),
                406,
                "not-acceptable");
        unchanged();
        assertThat(easyecom.effects(id, "hold")).isEmpty();
    }

    @Test
    void a_plain_text_is_no_hold() {
        problem(
                wms.request()
                        .contentType("text/plain")
                        .body("damaged")
                        .put(L + "/shipments/" + id + "/hold")
                        .then(),
                415,
                "unsupported-media-type");
        unchanged();
    }

    @Test
    void a_word_that_is_none_of_a_list_names_its_parameter() {
        problem(
                        Wms.at(Ground.OPERATOR_KEY, "acme/blr1")
                                .request()
                                .get("/v1/admin/operations?brand=acme&state=LOST")
                                .then(),
                        400,
                        "validation")
                .body("errors.field", equalTo(List.of("state")));
    }

    @Test
    void nothing_has_a_name_that_cannot_be_stored() {
        problem(wms.request().urlEncodingEnabled(false).get(L + "/products/%00").then(), 404, "not-found");
    }

    @Test
    void what_would_be_right_is_said_in_the_callers_words() {
        problem(send("PUT", "/shipments/" + id + "/assignment", "{\"colour\":1}"), 400, "validation")
                .body(
                        "errors[0].message",
                        equalTo(
                                "is not a field of this request; it takes [awb, carrierId, courier, labelUrl, replaces, trackingUrl]"));
        problem(send("POST", "/shipments/" + id + "/tracking-events", "{\"status\":\"LOST\"}"), 400, "validation")
                .body("errors[0].message", startsWith("is one of [PICKUP_SCHEDULED, OUT_FOR_PICKUP, IN_TRANSIT,"));
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
