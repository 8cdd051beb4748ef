package com.nexar.fulfilment.operations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pod died before it could answer; the same Idempotency-Key finds the operation that it had begun. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class KeyedOperationTest {

    private static final String L = "/v1/brands/zeta/locations/del1";
    private static final String REPLAYED = "Idempotency-Replayed";

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();
    private final String key = UUID.randomUUID().toString();

    @AfterEach
    void as_before() {
        easyecom.noFaults();
        easyecom.vary(Map.of("confirm-duration", "0-200"));
    }

    @Test
    void a_success_whose_answer_was_lost_is_answered_by_its_operation() {
        easyecom.vary(Map.of("confirm-duration", "1500-2000"));
        long id = received();
        String operation = confirm(id, "wait=0").statusCode(202).extract().path("operationId");
        answerWasLost();

        confirm(id, "wait=20").statusCode(200).header(REPLAYED, nullValue()).body("stage", equalTo("CONFIRMED"));
        answerWasLost();
        confirm(id, "wait=20").statusCode(200).body("stage", equalTo("CONFIRMED"));

        wms.operation(operation).body("state", equalTo("SUCCEEDED"));
        assertThat(operationsOf(id)).isOne();
        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED");
    }

    @Test
    void a_refusal_whose_answer_was_lost_is_told_again_and_not_tried_again() {
        long id = received();
        easyecom.act(id, "confirm-fail");
        String operation = confirm(id, "wait=20")
                .statusCode(422)
                .body("code", equalTo("upstream-refused"))
                .extract()
                .path("operationId");
        answerWasLost();

        confirm(id, "wait=20")
                .statusCode(422)
                .header(REPLAYED, nullValue())
                .body("code", equalTo("upstream-refused"))
                .body("operationId", equalTo(operation));

        assertThat(operationsOf(id)).isOne();
        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED");
        wms.confirm(id).statusCode(200); // without the key it is a new attempt
        assertThat(operationsOf(id)).isEqualTo(2);
    }

    @Test
    void what_surely_came_to_nothing_is_tried_anew_with_the_same_key() {
        long id = received();
        easyecom.fault("confirm", "504", 1);
        String operation = confirm(id, "wait=0").statusCode(202).extract().path("operationId");
        Eventually.become("OUTCOME_UNKNOWN", () -> wms.state(operation));
        given().header("Authorization", "Bearer " + Ground.OPERATOR_KEY)
                .contentType("application/json")
                .body(Map.of("outcome", "DID_NOT_HAPPEN", "reason", "looked"))
                .post("/v1/admin/operations/" + operation + "/settlement")
                .then()
                .statusCode(200);
        answerWasLost();

        confirm(id, "wait=20").statusCode(200).body("stage", equalTo("CONFIRMED"));

        assertThat(operationsOf(id)).isEqualTo(2);
        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED");
    }

    @Test
    void what_was_refused_here_is_tried_anew_with_the_same_key() {
        long id = received();
        easyecom.act(id, "hold");
        confirm(id, "wait=20").statusCode(409).body("code", equalTo("on-hold"));
        easyecom.act(id, "release");

        confirm(id, "wait=20").statusCode(200).body("stage", equalTo("CONFIRMED"));

        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED");
    }

    @Test
    void a_manifest_whose_answer_was_lost_is_the_same_manifest() {
        long id = received();
        wms.assign(id, "KEY" + id).statusCode(200);
        wms.confirm(id).statusCode(200);
        Map<String, ?> order = Map.of("shipmentIds", List.of("" + id));
        String manifest =
                post("/manifests", "wait=20", order).statusCode(201).extract().path("manifestId");
        answerWasLost();

        post("/manifests", "wait=20", order)
                .statusCode(201)
                .header(REPLAYED, nullValue())
                .body("manifestId", equalTo(manifest));

        assertThat(easyecom.effects(id, "manifest")).containsExactly("HAPPENED");
    }

    @Test
    void a_scan_whose_answer_was_lost_is_told_once() {
        long id = received();
        wms.assign(id, "KEY" + id).statusCode(200);
        wms.confirm(id).statusCode(200);
        wms.manifest(id).statusCode(201);
        Map<String, ?> scan = Map.of("eventId", "evt", "status", "IN_TRANSIT", "occurredAt", "2026-02-03T10:00:00Z");
        String path = "/shipments/" + id + "/tracking-events";
        post(path, "wait=20", scan).statusCode(200);
        answerWasLost();

        post(path, "wait=20", scan).statusCode(200).body("stage", equalTo("IN_TRANSIT"));

        assertThat(easyecom.effects(id, "track")).containsExactly("HAPPENED");
    }

    /** As the row stands when the pod dies between the operation's end and the answer. */
    private void answerWasLost() {
        try (Database owner = Database.asOwner()) {
            assertThat(owner.run(
                            "update idempotency_keys set status = null, body = null, content_type = null,"
                                    + " location_header = null, answered_at = null, lease_until = clock_timestamp()"
                                    + " where key = ?",
                            key))
                    .isOne();
        }
    }

    private long operationsOf(long id) {
        try (AnotherPod database = new AnotherPod()) {
            return database.count("operation_shipments", "brand = 'zeta' and shipment_id = ?", id);
        }
    }

    private ValidatableResponse confirm(long id, String prefer) {
        return post("/shipments/" + id + "/confirmation", prefer, Map.of());
    }

    private ValidatableResponse post(String path, String prefer, Map<String, ?> body) {
        return wms.request()
                .header("Idempotency-Key", key)
                .header("Prefer", prefer)
                .contentType("application/json")
                .body(body)
                .post(L + path)
                .then();
    }

    private long received() {
        long id = easyecom.order("nx3000000001");
        sync.orders("zeta/del1");
        return id;
    }
}
