package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Ground.class)
class AssignmentTest {

    private static final String KEY = "nx3000000001";

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();

    @AfterEach
    void no_faults() {
        easyecom.noFaults();
        easyecom.vary(Map.of("assign-again", "refuse"));
    }

    @Test
    void the_same_again_is_200_and_reaches_EasyEcom_once() {
        long id = received();
        wms.assign(id, "SAME" + id).statusCode(200);

        wms.assign(id, "SAME" + id)
                .statusCode(200)
                .body("stage", equalTo("ASSIGNED"))
                .body("assignment.awb", equalTo("SAME" + id))
                .body("assignment.courier", equalTo("NexarExpress"))
                .body("assignment.carrierId", equalTo("28001"));

        assertThat(easyecom.effects(id, "assign")).containsExactly("HAPPENED");
    }

    @Test
    void another_AWB_after_one_is_409_and_reaches_nobody() {
        long id = received();
        wms.assign(id, "FIRST" + id).statusCode(200);

        wms.assign(id, "OTHER" + id)
                .statusCode(409)
                .body("code", equalTo("already-assigned"))
                .body("stage", equalTo("ASSIGNED"))
                .body("detail", containsString("FIRST" + id));

        assertThat(easyecom.effects(id, "assign")).containsExactly("HAPPENED");
        wms.shipment(id).body("assignment.awb", equalTo("FIRST" + id));
    }

    @Test
    void each_part_of_a_split_order_has_an_AWB_of_its_own() {
        List<Long> parts = easyecom.place(Map.of("location", KEY, "parts", 2));
        sync.orders("zeta/del1");

        wms.assign(parts.get(0), "PART1" + parts.get(0)).statusCode(200);
        wms.assign(parts.get(1), "PART2" + parts.get(1)).statusCode(200);

        assertThat(easyecom.truth(parts.get(0)).path("awb").asText()).isEqualTo("PART1" + parts.get(0));
        assertThat(easyecom.truth(parts.get(1)).path("awb").asText()).isEqualTo("PART2" + parts.get(1));
    }

    @Test
    void a_cancelled_shipment_is_409_cancelled_even_where_only_EasyEcom_knows_it_yet() {
        long id = received();
        easyecom.act(id, "cancellation");

        wms.assign(id, "GONE" + id).statusCode(409).body("code", equalTo("cancelled"));

        assertThat(easyecom.effects(id, "assign")).containsExactly("REFUSED");
        assertThat(wms.stage(id)).isEqualTo("CANCELLED");
        wms.assign(id, "GONE" + id).statusCode(409).body("code", equalTo("cancelled"));
        assertThat(easyecom.effects(id, "assign")).containsExactly("REFUSED");
    }

    @Test
    void a_held_shipment_is_409_on_hold_until_it_is_released() {
        long id = received();
        easyecom.act(id, "hold");
        sync.orders("zeta/del1");

        wms.assign(id, "HELD" + id)
                .statusCode(409)
                .body("code", equalTo("on-hold"))
                .body("retryable", equalTo(true));
        assertThat(easyecom.effects(id, "assign")).isEmpty();

        easyecom.act(id, "release");
        sync.orders("zeta/del1");
        wms.assign(id, "HELD" + id).statusCode(200);
    }

    @Test
    void a_refusal_is_422_with_EasyEcoms_words_and_leaves_the_stage() {
        long first = received();
        long second = received();
        wms.assign(first, "TAKEN" + first).statusCode(200);

        wms.assign(second, "TAKEN" + first)
                .statusCode(422)
                .body("code", equalTo("upstream-refused"))
                .body("upstream.code", equalTo(400))
                .body("upstream.message", notNullValue())
                .body("operationId", notNullValue());

        assertThat(wms.stage(second)).isEqualTo("RECEIVED");
    }

    @Test
    void an_EasyEcom_that_throttles_is_202_and_the_command_goes_by_itself_once_it_is_let_through() {
        long id = received();
        easyecom.fault("assign", "429", 1000);

        ExtractableResponse<Response> accepted = wms.waiting(1)
                .assign(id, "LATER" + id)
                .statusCode(202)
                .body("kind", equalTo("ASSIGN"))
                .body("shipmentIds", equalTo(List.of("" + id)))
                .body("finishedAt", nullValue())
                .extract();
        String operation = accepted.path("operationId");
        assertThat(accepted.header("Location")).isEqualTo("/v1/brands/zeta/locations/del1/operations/" + operation);
        Eventually.become("RETRYING: upstream-unavailable", () -> {
            // of one moment: the next attempt is never far
            JsonPath shown = wms.operation(operation).extract().jsonPath();
            return shown.getString("state") + ": " + shown.getString("problem.code");
        });
        assertThat(wms.stage(id)).isEqualTo("RECEIVED");

        easyecom.noFaults();

        Eventually.become("SUCCEEDED", () -> wms.state(operation));
        wms.operation(operation).body("problem", nullValue());
        assertThat(wms.stage(id)).isEqualTo("ASSIGNED");
        assertThat(easyecom.effects(id, "assign")).containsExactly("HAPPENED");
    }

    @Test
    void a_lost_answer_is_never_sent_again_but_read_back_and_adopted() {
        long id = received();
        easyecom.fault("assign", "drop-answer", 1);

        wms.assign(id, "LOST" + id)
                .statusCode(200)
                .body("stage", equalTo("ASSIGNED"))
                .body("assignment.awb", equalTo("LOST" + id));

        wms.assign(id, "LOST" + id).statusCode(200);
        assertThat(easyecom.effects(id, "assign")).containsExactly("HAPPENED");
    }

    @Test
    void a_request_that_never_took_effect_is_sent_again_after_the_quiet_period_and_the_same_command_joins_it() {
        long id = received();
        easyecom.fault("assign", "502", 1);

        String operation = wms.waiting(0)
                .assign(id, "NEVER" + id)
                .statusCode(202)
                .extract()
                .path("operationId");
        wms.assign(id, "OTHER" + id)
                .statusCode(409)
                .body("code", equalTo("stage-conflict"))
                .body("operationId", equalTo(operation))
                .header("Retry-After", notNullValue());
        wms.assign(id, "NEVER" + id).statusCode(200).body("stage", equalTo("ASSIGNED"));

        wms.operation(operation).body("state", equalTo("SUCCEEDED")).body("attempts", equalTo(2));
        assertThat(easyecom.effects(id, "assign")).containsExactly("HAPPENED");
        assertThat(easyecom.times(id, "assign").getFirst())
                .isAfter(easyecom.lastFault("assign").plusSeconds(1));
    }

    @Test
    void an_open_operation_moves_with_its_shipment_to_another_location_and_goes_on_there() {
        EasyEcom acme = EasyEcom.acme();
        long id = acme.order("nx1000000001");
        sync.orders("acme/blr1");
        acme.fault("assign", "504", 1);
        String operation = Wms.blr1()
                .waiting(0)
                .assign(id, "MOVED" + id)
                .statusCode(202)
                .extract()
                .path("operationId");
        Eventually.become("OUTCOME_UNKNOWN", () -> Wms.blr1().state(operation));
        acme.act(id, "relocation", Map.of("location", "nx1000000002"));
        sync.orders("acme/bom1");

        Wms.bom1().assign(id, "OTHER" + id).statusCode(409).body("operationId", equalTo(operation));
        Wms.bom1().assign(id, "MOVED" + id).statusCode(200).body("stage", equalTo("ASSIGNED"));

        Wms.bom1().operation(operation).body("state", equalTo("SUCCEEDED"));
        Wms.blr1().get("/operations/" + operation).statusCode(404);
        Wms.blr1().shipment(id).statusCode(404);
        assertThat(acme.effects(id, "assign")).containsExactly("HAPPENED");
    }

    @Test
    void bad_input_names_the_field_and_changes_nothing() {
        long id = received();

        wms.put("/shipments/" + id + "/assignment", Map.of("courier", "", "awb", "a b", "carrierId", "x"))
                .statusCode(400)
                .body("code", equalTo("validation"))
                .body("errors.field.sort()", equalTo(List.of("awb", "carrierId", "courier")));

        wms.put(
                        "/shipments/" + id + "/assignment",
                        Map.of("courier", "N", "awb", "URL" + id, "carrierId", "1", "labelUrl", "https://a.b/{x}|"))
                .statusCode(400)
                .body("errors[0].field", equalTo("labelUrl"));

        assertThat(easyecom.effects(id, "assign")).isEmpty();
    }

    @Test
    void a_label_of_the_warehouses_own_is_served_by_reference() {
        long id = received();
        wms.put(
                        "/shipments/" + id + "/assignment",
                        Map.of(
                                "courier", "NexarExpress",
                                "awb", "OWN" + id,
                                "carrierId", "28001",
                                "labelUrl", "https://labels.example.com/own.pdf"))
                .statusCode(200)
                .body("assignment.labelUrl", equalTo("https://labels.example.com/own.pdf"));

        wms.request()
                .redirects()
                .follow(false)
                .get("/v1/brands/zeta/locations/del1/shipments/" + id + "/documents/label")
                .then()
                .statusCode(303)
                .header("Location", "https://labels.example.com/own.pdf");
    }

    private long received() {
        long id = easyecom.order(KEY);
        sync.orders("zeta/del1");
        return id;
    }
}
