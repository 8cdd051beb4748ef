package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The warehouse cannot fulfil a shipment now, and can again. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class HoldTest {

    private static final String KEY = "nx3000000001";

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();

    @AfterEach
    void as_before() {
        easyecom.noFaults();
    }

    @Test
    void a_hold_stops_assign_and_confirm_until_it_is_released_and_its_reason_is_told() {
        long id = received();

        wms.hold(id, "short: one piece missing")
                .statusCode(200)
                .body("onHold", equalTo(true))
                .body("stage", equalTo("RECEIVED"))
                .body("eligible", equalTo(false))
                .body("upstream.status", equalTo("On Hold"));
        assertThat(easyecom.truth(id).path("held").asBoolean()).isTrue();
        wms.assign(id, "HOLD" + id).statusCode(409).body("code", equalTo("on-hold"));
        wms.confirm(id).statusCode(409).body("code", equalTo("on-hold"));
        String order = wms.shipment(id).extract().path("orderId");
        wms.get("/orders/" + order + "/eligibility")
                .body("shipments[0].reasons.code", equalTo(List.of("on-hold")))
                .body("shipments[0].reasons[0].blocks", equalTo(true))
                .body("shipments[0].reasons[0].message", containsString("short: one piece missing"));
        wms.get("/orders/" + order + "/timeline")
                .body(
                        "entries.findAll { it.event == 'HELD' }.detail",
                        equalTo(List.of("by the warehouse: short: one piece missing")))
                .body("entries.event", hasItem("HOLD_SUCCEEDED"));

        wms.release(id).statusCode(200).body("onHold", equalTo(false)).body("eligible", equalTo(true));
        wms.assign(id, "HOLD" + id).statusCode(200);
        wms.get("/orders/" + order + "/timeline").body("entries.event", hasItem("RELEASED"));
        assertThat(easyecom.effects(id, "hold")).containsExactly("HAPPENED");
        assertThat(easyecom.effects(id, "unhold")).containsExactly("HAPPENED");
    }

    @Test
    void holding_what_is_held_and_releasing_what_is_not_is_200_and_reaches_EasyEcom_once() {
        long id = received();
        wms.release(id).statusCode(200).body("onHold", equalTo(false));
        wms.hold(id, "damaged").statusCode(200);
        wms.hold(id, "damaged").statusCode(200);
        wms.hold(id, "damaged, another word for it").statusCode(200).body("onHold", equalTo(true));

        assertThat(easyecom.effects(id, "hold")).containsExactly("HAPPENED");
        assertThat(easyecom.effects(id, "unhold")).isEmpty();
    }

    @Test
    void a_hold_of_somebody_in_EasyEcom_is_200_to_ask_for_and_not_the_warehouses_to_end() {
        long id = received();
        easyecom.act(id, "hold"); // nobody here knows yet
        wms.hold(id, "short").statusCode(200).body("onHold", equalTo(true));

        wms.release(id)
                .statusCode(409)
                .body("code", equalTo("on-hold"))
                .body("detail", containsString("not by the warehouse"));

        assertThat(easyecom.effects(id, "hold")).doesNotContain("REPEAT", "REFUSED");
        assertThat(easyecom.effects(id, "unhold")).isEmpty();
        assertThat(easyecom.truth(id).path("held").asBoolean()).isTrue();
    }

    @Test
    void a_hold_of_ours_that_somebody_in_EasyEcom_ended_and_began_anew_is_theirs() {
        long id = received();
        wms.hold(id, "short").statusCode(200);
        easyecom.act(id, "release");
        sync.orders("zeta/del1");
        wms.shipment(id).body("onHold", equalTo(false));
        easyecom.act(id, "hold");
        sync.orders("zeta/del1");

        wms.release(id).statusCode(409).body("code", equalTo("on-hold"));
    }

    @Test
    void a_confirmed_shipment_can_be_held_and_a_manifested_one_cannot() {
        long id = received();
        wms.assign(id, "LATE" + id).statusCode(200);
        wms.confirm(id).statusCode(200);
        wms.hold(id, "damaged while packing").statusCode(200).body("stage", equalTo("CONFIRMED"));
        wms.manifest(id).statusCode(409).body("code", equalTo("on-hold"));
        wms.release(id).statusCode(200).body("stage", equalTo("CONFIRMED"));
        wms.manifest(id).statusCode(201);

        wms.hold(id, "damaged")
                .statusCode(409)
                .body("code", equalTo("stage-conflict"))
                .body("stage", equalTo("MANIFESTED"));
        assertThat(easyecom.effects(id, "hold")).containsExactly("HAPPENED");
    }

    @Test
    void a_cancelled_shipment_is_409_cancelled_even_where_only_EasyEcom_knows_it_yet() {
        long id = received();
        easyecom.act(id, "cancellation");

        wms.hold(id, "short").statusCode(409).body("code", equalTo("cancelled"));
        wms.release(id).statusCode(409).body("code", equalTo("cancelled"));

        assertThat(easyecom.effects(id, "hold")).isEmpty();
        assertThat(easyecom.effects(id, "unhold")).isEmpty();
    }

    @Test
    void lost_answers_are_read_back_and_adopted() {
        long id = received();
        easyecom.fault("hold", "drop-answer", 1);
        wms.hold(id, "short").statusCode(200).body("onHold", equalTo(true));
        easyecom.fault("unhold", "504", 1, Map.of("when", "after"));
        wms.release(id).statusCode(200).body("onHold", equalTo(false));

        assertThat(easyecom.effects(id, "hold")).containsExactly("HAPPENED");
        assertThat(easyecom.effects(id, "unhold")).containsExactly("HAPPENED");
    }

    @Test
    void what_never_took_effect_is_sent_again_after_the_quiet_period_and_other_commands_wait() {
        long id = received();
        easyecom.fault("hold", "502", 1);

        String operation = wms.waiting(0)
                .hold(id, "short")
                .statusCode(202)
                .body("kind", equalTo("HOLD"))
                .extract()
                .path("operationId");
        wms.release(id)
                .statusCode(409)
                .body("code", equalTo("stage-conflict"))
                .body("operationId", equalTo(operation))
                .header("Retry-After", notNullValue());
        wms.assign(id, "WAIT" + id).statusCode(409).body("operationId", equalTo(operation));
        wms.hold(id, "short").statusCode(200).body("onHold", equalTo(true));

        wms.operation(operation).body("state", equalTo("SUCCEEDED")).body("attempts", equalTo(2));
        assertThat(easyecom.effects(id, "hold")).containsExactly("HAPPENED");
        assertThat(easyecom.times(id, "hold").getFirst())
                .isAfter(easyecom.lastFault("hold").plusSeconds(1));
        wms.release(id).statusCode(200);
    }

    @Test
    void a_reason_is_needed_and_strangers_see_nothing() {
        long id = received();

        wms.put("/shipments/" + id + "/hold", Map.of("reason", " "))
                .statusCode(400)
                .body("errors[0].field", equalTo("reason"));
        wms.put("/shipments/" + id + "/hold", Map.of("reason", "x".repeat(201))).statusCode(400);
        Wms.blr1().hold(id, "short").statusCode(404);
        Wms.blr1().release(id).statusCode(404);

        assertThat(easyecom.effects(id, "hold")).isEmpty();
    }

    @Test
    void the_same_key_is_answered_with_the_same_hold() {
        long id = received();
        String path = "/v1/brands/zeta/locations/del1/shipments/" + id + "/hold";
        for (String replayed : new String[] {null, "true"}) {
            var answer = wms.request()
                    .header("Idempotency-Key", "hold-" + id)
                    .contentType("application/json")
                    .body(Map.of("reason", "short"))
                    .put(path)
                    .then()
                    .statusCode(200)
                    .extract();
            assertThat(answer.header("Idempotency-Replayed")).isEqualTo(replayed);
        }
        wms.request()
                .header("Idempotency-Key", "free-" + id)
                .delete(path)
                .then()
                .statusCode(200);
        wms.request()
                .header("Idempotency-Key", "free-" + id)
                .delete(path)
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", "true");
        assertThat(easyecom.effects(id, "hold")).containsExactly("HAPPENED");
    }

    private long received() {
        long id = easyecom.order(KEY);
        sync.orders("zeta/del1");
        return id;
    }
}
