package com.nexar.fulfilment.operations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.nexar.fulfilment.AgainstDocument;
import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import com.nexar.fulfilment.problems.CapturedLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What no read-back can decide, a person decides who has looked at EasyEcom. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class SettlementTest {

    private static final String ADMIN = "/v1/admin/operations";
    private static final String PAUSE = "/v1/admin/locations/zeta/del1/pause";

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();

    @AfterEach
    void as_before() {
        as(Ground.OPERATOR_KEY).delete(PAUSE);
        try (Database owner = Database.asOwner()) {
            owner.run("delete from pauses where brand = 'zeta'"); // the time of a pause would not count elsewhere
        }
        easyecom.noFaults();
        easyecom.vary(Map.of("confirm-duration", "0-200"));
    }

    @Test
    void happened_closes_it_as_succeeded_with_who_said_so_and_why() {
        long id = received();
        String operation = unknown(id);

        settle(Ground.OPERATOR_KEY, operation, "HAPPENED")
                .statusCode(200)
                .body("operationId", equalTo(operation))
                .body("state", equalTo("SUCCEEDED"))
                .body("results.state", equalTo(List.of("SUCCEEDED")))
                .body("settlement.by", equalTo("operator"))
                .body("settlement.reason", equalTo("looked at it in EasyEcom"))
                .body("problem", nullValue());

        wms.shipment(id).body("stage", equalTo("ASSIGNED")).body("assignment.awb", equalTo("SET" + id));
        wms.operation(operation).body("settlement.by", equalTo("operator"));
        assertThat(easyecom.effects(id, "assign")).isEmpty();
    }

    @Test
    void did_not_happen_closes_it_as_failed_and_the_command_can_be_given_again() {
        long id = received();
        String operation = unknown(id);

        settle(Ground.ZETA_OPERATOR_KEY, operation, "DID_NOT_HAPPEN")
                .statusCode(200)
                .body("state", equalTo("FAILED"))
                .body("settlement.by", equalTo("zeta-operator"))
                .body("problem.code", equalTo("upstream-unavailable"))
                .body("problem.detail", containsString("looked at it in EasyEcom"));
        assertThat(wms.stage(id)).isEqualTo("RECEIVED");

        wms.assign(id, "SET" + id).statusCode(200);
        assertThat(easyecom.effects(id, "assign")).containsExactly("HAPPENED");
    }

    @Test
    void what_the_person_wrote_stands_with_the_operation_alone() {
        long id = received();
        String operation = unknown(id);
        try (CapturedLog log = new CapturedLog()) {
            settle(Ground.OPERATOR_KEY, operation, "DID_NOT_HAPPEN").statusCode(200);

            assertThat(log.lines())
                    .anyMatch(line -> line.contains(operation) && line.contains("was settled by operator"))
                    .noneMatch(line -> line.contains("looked at it in EasyEcom"));
        }
        as(Ground.OPERATOR_KEY)
                .get("/v1/admin/audit?brand=zeta&limit=1")
                .then()
                .statusCode(200)
                .body("items[0].subject", equalTo("ASSIGN " + operation))
                .body("items[0].before", equalTo(Map.of("state", "OUTCOME_UNKNOWN")))
                .body("items[0].after", equalTo(Map.of("state", "FAILED")));
    }

    @Test
    void a_scan_that_happened_moves_the_stage_and_lets_the_next_one_go() {
        long id = received();
        wms.assign(id, "SCN" + id).statusCode(200);
        wms.confirm(id).statusCode(200);
        wms.manifest(id).statusCode(201);
        easyecom.fault("track", "504", 1);
        String operation = wms.waiting(0)
                .scan(id, "one", "IN_TRANSIT", "2026-02-03T10:00:00Z")
                .statusCode(202)
                .extract()
                .path("operationId");
        Eventually.become("OUTCOME_UNKNOWN", () -> wms.state(operation));
        wms.waiting(0)
                .scan(id, "two", "OUT_FOR_DELIVERY", "2026-02-03T11:00:00Z")
                .statusCode(202);

        settle(Ground.OPERATOR_KEY, operation, "HAPPENED").statusCode(200).body("state", equalTo("SUCCEEDED"));

        Eventually.become("OUT_FOR_DELIVERY", () -> wms.stage(id));
        assertThat(easyecom.effects(id, "track")).containsExactly("HAPPENED");
    }

    @Test
    void only_an_unknown_outcome_can_be_settled() {
        long id = received();
        easyecom.fault("assign", "429", 1000);
        String waiting =
                wms.waiting(0).assign(id, "SET" + id).statusCode(202).extract().path("operationId");
        Eventually.become("RETRYING", () -> wms.state(waiting));
        settle(Ground.OPERATOR_KEY, waiting, "HAPPENED")
                .statusCode(409)
                .body("code", equalTo("stage-conflict"))
                .body("operationId", equalTo(waiting));

        easyecom.noFaults();
        Eventually.become("SUCCEEDED", () -> wms.state(waiting));
        settle(Ground.OPERATOR_KEY, waiting, "DID_NOT_HAPPEN")
                .statusCode(409)
                .body("detail", containsString("is SUCCEEDED"));
        wms.operation(waiting).body("state", equalTo("SUCCEEDED")).body("settlement", nullValue());
    }

    @Test
    void it_takes_an_operator_of_that_brand_and_a_reason() {
        EasyEcom acme = EasyEcom.acme();
        long id = acme.order("nx1000000001");
        sync.orders("acme/blr1");
        acme.fault("assign", "504", 1);
        String operation = Wms.blr1()
                .waiting(0)
                .assign(id, "ACM" + id)
                .statusCode(202)
                .extract()
                .path("operationId");
        Eventually.become("OUTCOME_UNKNOWN", () -> Wms.blr1().state(operation));

        settle(Ground.ACME_KEY, operation, "HAPPENED").statusCode(403).body("code", equalTo("forbidden"));
        settle(Ground.ZETA_OPERATOR_KEY, operation, "HAPPENED").statusCode(404).body("code", equalTo("not-found"));
        settle(Ground.OPERATOR_KEY, "00000000-0000-0000-0000-000000000000", "HAPPENED")
                .statusCode(404);
        settle(Ground.OPERATOR_KEY, "nonsense", "HAPPENED")
                .statusCode(400)
                .body("errors[0].field", equalTo("operationId"));
        settle(Ground.OPERATOR_KEY, operation, "PERHAPS").statusCode(400);
        as(Ground.OPERATOR_KEY)
                .contentType("application/json")
                .body(Map.of("outcome", "HAPPENED", "reason", " "))
                .post(ADMIN + "/" + operation + "/settlement")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("reason"));

        Eventually.become("SUCCEEDED", () -> Wms.blr1().state(operation));
        Wms.blr1().operation(operation).body("settlement", nullValue());
    }

    @Test
    void open_outcomes_are_listed_those_for_a_person_first() {
        long young = received();
        long old = received();
        String first = unknown(young);
        easyecom.vary(Map.of("confirm-duration", "15000-15000"));
        String accepted = wms.waiting(0).confirm(old).statusCode(202).extract().path("operationId");
        Eventually.become("RUNNING", () -> wms.state(accepted));
        try (AnotherPod database = new AnotherPod()) {
            Eventually.become("true", () -> database.text("accepted", accepted));
            database.run("sent_not_after = sent_not_after - interval '31 minutes'", accepted);
        }
        Eventually.become(true, () -> wms.operation(accepted).extract().path("needsPerson"));

        List<String> listed = open(Ground.OPERATOR_KEY, "zeta")
                .statusCode(200)
                .body("items[0].needsPerson", equalTo(true))
                .extract()
                .path("items.operationId");
        assertThat(listed).startsWith(accepted).contains(first);
        open(Ground.OPERATOR_KEY, "walk").statusCode(200);
        open(Ground.OPERATOR_KEY, "none").statusCode(404);
        open(Ground.ZETA_OPERATOR_KEY, "acme").statusCode(404);
        open(Ground.ZETA_KEY, "zeta").statusCode(403);
        as(Ground.OPERATOR_KEY).get(ADMIN).then().statusCode(400).body("errors[0].field", equalTo("brand"));

        Eventually.become("SUCCEEDED", () -> wms.state(accepted));
        wms.operation(accepted).body("needsPerson", equalTo(false));
    }

    @Test
    void open_outcomes_are_shown_to_who_sees_their_location() {
        EasyEcom acme = EasyEcom.acme();
        long here = acme.order("nx1000000001");
        long there = acme.order("nx1000000002");
        sync.orders("acme/blr1");
        sync.orders("acme/bom1");
        acme.fault("assign", "504", 2);
        try {
            String ours = unknown(Wms.blr1(), here);
            String others = unknown(Wms.bom1(), there);
            acme.fault("order-details", "504", 1000); // so that no read-back decides them first

            as(Ground.BLR1_OPERATOR_KEY)
                    .get(ADMIN + "?brand=acme")
                    .then()
                    .statusCode(200)
                    .body("items.operationId", hasItem(ours))
                    .body("items.operationId", not(hasItem(others)))
                    .body("items.find { it.operationId == '" + ours + "' }.location", equalTo("blr1"))
                    .body("items.find { it.operationId == '" + ours + "' }.caller", equalTo("acme-wms"));
            as(Ground.BLR1_OPERATOR_KEY)
                    .get(ADMIN + "?brand=acme&location=bom1")
                    .then()
                    .statusCode(404);
            as(Ground.OPERATOR_KEY)
                    .get(ADMIN + "?brand=acme&location=bom1")
                    .then()
                    .body("items.operationId", hasItem(others))
                    .body("items.operationId", not(hasItem(ours)));
            settle(Ground.BLR1_OPERATOR_KEY, others, "HAPPENED").statusCode(404);
            settle(Ground.OPERATOR_KEY, ours, "HAPPENED").statusCode(200);
            settle(Ground.OPERATOR_KEY, others, "HAPPENED").statusCode(200);
        } finally {
            acme.noFaults();
        }
    }

    @Test
    void what_waits_is_found_by_its_state_and_by_its_age() {
        long young = received();
        long old = received();
        as(Ground.OPERATOR_KEY)
                .contentType("application/json")
                .body(Map.of("sending", true, "syncing", false, "reason", "the account moves"))
                .put(PAUSE)
                .then()
                .statusCode(200);
        String second = wms.waiting(0)
                .assign(young, "SET" + young)
                .statusCode(202)
                .extract()
                .path("operationId");
        String first = wms.waiting(0)
                .assign(old, "SET" + old)
                .statusCode(202)
                .extract()
                .path("operationId");
        Eventually.become(true, () -> wms.operation(first).extract().path("problem") != null);
        Eventually.become(true, () -> wms.operation(second).extract().path("problem") != null);
        try (AnotherPod database = new AnotherPod()) {
            database.run("created_at = created_at - interval '2 hours'", first);
        }

        assertThat(listed("")).doesNotContain(first, second);
        assertThat(listed("&state=PENDING")).containsSubsequence(first, second);
        assertThat(listed("&state=OUTCOME_UNKNOWN")).doesNotContain(first, second);
        assertThat(listed("&olderThan=1h")).contains(first).doesNotContain(second);
        assertThat(listed("&olderThan=1h&state=RETRYING")).doesNotContain(first, second);
        as(Ground.OPERATOR_KEY)
                .get(ADMIN + "?brand=zeta&olderThan=1h")
                .then()
                .body("items.find { it.operationId == '" + first + "' }.problem.code", equalTo("upstream-unavailable"))
                .body("items.find { it.operationId == '" + first + "' }.nextAttemptAt", notNullValue());
        assertThat(pageByPage("&state=PENDING&limit=1")).containsSubsequence(first, second);
        as(Ground.OPERATOR_KEY)
                .get(ADMIN + "?brand=zeta&state=FAILED")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("state"));
        as(Ground.OPERATOR_KEY)
                .get(ADMIN + "?brand=zeta&olderThan=long")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("olderThan"));

        as(Ground.OPERATOR_KEY).delete(PAUSE).then().statusCode(204);
        Eventually.become("SUCCEEDED", () -> wms.state(first));
        Eventually.become("SUCCEEDED", () -> wms.state(second));
    }

    private static List<String> listed(String filter) {
        return as(Ground.OPERATOR_KEY)
                .get(ADMIN + "?brand=zeta" + filter)
                .then()
                .statusCode(200)
                .extract()
                .path("items.operationId");
    }

    private static List<String> pageByPage(String filter) {
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            var page = as(Ground.OPERATOR_KEY)
                    .queryParam("cursor", cursor)
                    .get(ADMIN + "?brand=zeta" + filter)
                    .then()
                    .statusCode(200)
                    .extract();
            all.addAll(page.<List<String>>path("items.operationId"));
            cursor = page.path("next");
        } while (cursor != null);
        return all;
    }

    private static String unknown(Wms at, long id) {
        String operation =
                at.waiting(0).assign(id, "SET" + id).statusCode(202).extract().path("operationId");
        Eventually.become("OUTCOME_UNKNOWN", () -> at.state(operation));
        return operation;
    }

    /** Sent, without an answer and without effect. */
    private String unknown(long id) {
        easyecom.fault("assign", "504", 1);
        String operation =
                wms.waiting(0).assign(id, "SET" + id).statusCode(202).extract().path("operationId");
        Eventually.become("OUTCOME_UNKNOWN", () -> wms.state(operation));
        return operation;
    }

    private static ValidatableResponse settle(String key, String operation, String outcome) {
        return as(key).contentType("application/json")
                .body(Map.of("outcome", outcome, "reason", "looked at it in EasyEcom"))
                .post(ADMIN + "/" + operation + "/settlement")
                .then();
    }

    private static ValidatableResponse open(String key, String brand) {
        return as(key).get(ADMIN + "?brand=" + brand).then();
    }

    private static RequestSpecification as(String key) {
        return given().filter(new AgainstDocument()).header("Authorization", "Bearer " + key);
    }

    private long received() {
        long id = easyecom.order("nx3000000001");
        sync.orders("zeta/del1");
        return id;
    }
}
