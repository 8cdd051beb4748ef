package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An assignment is taken back, and another one is given, as after a damaged label. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class TakeBackTest {

    private static final String KEY = "nx3000000001";

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();

    @AfterEach
    void as_before() {
        easyecom.noFaults();
        easyecom.vary(Map.of("unassign", "on"));
    }

    @Test
    void a_damaged_label_is_taken_back_and_another_AWB_given_and_the_first_stays_in_the_history() {
        long id = assigned("TORN");

        wms.unassign(id)
                .statusCode(200)
                .body("stage", equalTo("RECEIVED"))
                .body("assignment", nullValue())
                .body("eligible", equalTo(true));
        wms.assign(id, "NEW" + id)
                .statusCode(200)
                .body("stage", equalTo("ASSIGNED"))
                .body("assignment.awb", equalTo("NEW" + id));

        assertThat(easyecom.truth(id).path("awb").asText()).isEqualTo("NEW" + id);
        assertThat(easyecom.effects(id, "unassign")).containsExactly("HAPPENED");
        String order = wms.shipment(id).extract().path("orderId");
        wms.get("/orders/" + order + "/timeline")
                .body(
                        "entries.findAll { it.event == 'UNASSIGNED' }.detail",
                        equalTo(List.of("NexarExpress TORN" + id + " (carrier 28001)")))
                .body(
                        "entries.findAll { it.event == 'MOVED' }.to",
                        equalTo(List.of("RECEIVED", "ASSIGNED", "RECEIVED", "ASSIGNED")))
                .body("entries.findAll { it.event == 'MOVED' }[2].reference", equalTo(operation(order, "UNASSIGN")))
                .body("entries.event", hasItem("UNASSIGN_SUCCEEDED"));
        wms.confirm(id).statusCode(200);
    }

    @Test
    void nothing_to_take_back_is_200_and_reaches_nobody() {
        long id = received();

        wms.unassign(id).statusCode(200).body("stage", equalTo("RECEIVED"));

        assertThat(easyecom.effects(id, "unassign")).isEmpty();
    }

    @Test
    void a_lost_answer_is_read_back_and_adopted_and_the_same_again_is_200() {
        long id = assigned("LOST");
        easyecom.fault("unassign", "drop-answer", 1);

        wms.unassign(id).statusCode(200).body("stage", equalTo("RECEIVED"));
        wms.unassign(id).statusCode(200);

        assertThat(easyecom.effects(id, "unassign")).containsExactly("HAPPENED");
    }

    @Test
    void what_never_took_effect_is_sent_again_after_the_quiet_period_and_other_commands_wait() {
        long id = assigned("AGAIN");
        easyecom.fault("unassign", "502", 1);

        String operation = wms.waiting(0)
                .unassign(id)
                .statusCode(202)
                .body("kind", equalTo("UNASSIGN"))
                .extract()
                .path("operationId");
        wms.confirm(id).statusCode(409).body("operationId", equalTo(operation));
        wms.unassign(id).statusCode(200).body("stage", equalTo("RECEIVED"));

        wms.operation(operation).body("state", equalTo("SUCCEEDED")).body("attempts", equalTo(2));
        assertThat(easyecom.effects(id, "unassign")).containsExactly("HAPPENED");
        assertThat(easyecom.times(id, "unassign").getFirst())
                .isAfter(easyecom.lastFault("unassign").plusSeconds(1));
    }

    @Test
    void after_the_confirmation_it_is_409_and_reaches_nobody() {
        long id = assigned("DONE");
        wms.confirm(id).statusCode(200);

        wms.unassign(id).statusCode(409).body("code", equalTo("stage-conflict")).body("stage", equalTo("CONFIRMED"));

        assertThat(easyecom.effects(id, "unassign")).isEmpty();
    }

    @Test
    void held_or_cancelled_at_EasyEcom_is_said_so() {
        long held = assigned("HELD");
        easyecom.act(held, "hold");
        wms.unassign(held).statusCode(409).body("code", equalTo("on-hold"));
        wms.shipment(held).body("assignment.awb", equalTo("HELD" + held));

        long cancelled = assigned("GONE");
        easyecom.act(cancelled, "cancellation");
        wms.unassign(cancelled).statusCode(409).body("code", equalTo("cancelled"));
        assertThat(easyecom.effects(cancelled, "unassign")).doesNotContain("HAPPENED");
    }

    @Test
    void an_AWB_that_somebody_put_in_its_place_meanwhile_is_not_taken_back() {
        long id = assigned("MINE");
        easyecom.act(id, "unassignment");
        easyecom.act(id, "content", Map.of("raw", Map.of("awb_number", "THEIRS" + id, "carrier_id", 28001)));

        wms.unassign(id)
                .statusCode(409)
                .body("code", equalTo("already-assigned"))
                .body("detail", containsString("THEIRS" + id));

        assertThat(easyecom.effects(id, "unassign")).isEmpty();
    }

    @Test
    void a_path_that_EasyEcom_does_not_know_is_no_success() {
        long id = assigned("PATH");
        easyecom.vary(Map.of("unassign", "off"));

        int status = wms.waiting(2).unassign(id).extract().statusCode();

        assertThat(status).isNotEqualTo(200);
        wms.shipment(id).body("stage", equalTo("ASSIGNED")).body("assignment.awb", equalTo("PATH" + id));
    }

    @Test
    void somebody_takes_it_back_in_EasyEcom_and_the_stage_steps_back_by_sync() {
        long id = assigned("THERE");
        easyecom.act(id, "unassignment");
        sync.orders("zeta/del1");

        wms.shipment(id).body("stage", equalTo("RECEIVED")).body("assignment", nullValue());
        wms.assign(id, "HERE" + id).statusCode(200);
    }

    @Test
    void one_AWB_replaces_another_only_where_the_setting_says_that_EasyEcom_lets_it() {
        long id = assigned("KEPT");

        wms.put(
                        "/shipments/" + id + "/assignment",
                        Map.of("courier", "N", "awb", "NEXT" + id, "carrierId", "28001", "replaces", "KEPT" + id))
                .statusCode(409)
                .body("code", equalTo("already-assigned"))
                .body("detail", containsString("fulfilment.easyecom.assign-again"));

        assertThat(easyecom.effects(id, "assign")).containsExactly("HAPPENED");
    }

    private String operation(String order, String kind) {
        return wms.get("/orders/" + order + "/timeline")
                .extract()
                .path("entries.find { it.event == '" + kind + "_ASKED' }.reference");
    }

    private long assigned(String awb) {
        long id = received();
        wms.assign(id, awb + id).statusCode(200);
        return id;
    }

    private long received() {
        long id = easyecom.order(KEY);
        sync.orders("zeta/del1");
        return id;
    }
}
