package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
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
    void an_unreachable_EasyEcom_is_503_with_Retry_After_and_the_next_try_succeeds() {
        long id = received();
        easyecom.fault("assign", "429", 1);

        wms.assign(id, "LATER" + id)
                .statusCode(503)
                .body("code", equalTo("upstream-unavailable"))
                .header("Retry-After", notNullValue());
        assertThat(wms.stage(id)).isEqualTo("RECEIVED");

        wms.assign(id, "LATER" + id).statusCode(200);
        assertThat(easyecom.effects(id, "assign")).last().isEqualTo("HAPPENED");
    }

    @Test
    void a_lost_answer_is_never_sent_again_but_read_back_and_adopted() {
        long id = received();
        easyecom.fault("assign", "drop-answer", 1);

        String operation = wms.assign(id, "LOST" + id)
                .statusCode(503)
                .body("code", equalTo("outcome-unknown"))
                .extract()
                .path("operationId");
        Eventually.become(
                "SUCCEEDED", () -> wms.get("/operations/" + operation).extract().path("state"));

        assertThat(wms.stage(id)).isEqualTo("ASSIGNED");
        wms.assign(id, "LOST" + id).statusCode(200);
        assertThat(easyecom.effects(id, "assign")).hasSize(1);
    }

    @Test
    void a_request_that_never_took_effect_is_given_up_after_the_quiet_period_and_can_be_given_again() {
        long id = received();
        easyecom.fault("assign", "502", 1);

        String operation = wms.assign(id, "NEVER" + id)
                .statusCode(503)
                .body("code", equalTo("outcome-unknown"))
                .extract()
                .path("operationId");
        wms.assign(id, "NEVER" + id).statusCode(409).body("operationId", equalTo(operation));
        Eventually.become(
                "FAILED", () -> wms.get("/operations/" + operation).extract().path("state"));

        wms.assign(id, "NEVER" + id).statusCode(200);
        assertThat(easyecom.effects(id, "assign"))
                .filteredOn("HAPPENED"::equals)
                .hasSize(1);
    }

    @Test
    void an_open_operation_moves_with_its_shipment_to_another_location() {
        EasyEcom acme = EasyEcom.acme();
        long id = acme.order("nx1000000001");
        sync.orders("acme/blr1");
        acme.fault("assign", "502", 1);
        String operation =
                Wms.blr1().assign(id, "MOVED" + id).statusCode(503).extract().path("operationId");
        acme.act(id, "relocation", Map.of("location", "nx1000000002"));
        sync.orders("acme/bom1");

        Wms.bom1().assign(id, "MOVED" + id).statusCode(409).body("operationId", equalTo(operation));
        Eventually.become(
                "FAILED",
                () -> Wms.bom1().get("/operations/" + operation).extract().path("state"));

        Wms.bom1().assign(id, "MOVED" + id).statusCode(200);
        Wms.blr1().shipment(id).statusCode(404);
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
