package com.nexar.fulfilment.operations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

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
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** EasyEcom applies a request later than the quiet period: what no client can exclude is detected, counted and shown. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class LateArrivalsTest {

    /** A timeout after 5 s and 6 s of quiet lie before it. */
    private static final Map<String, String> TOO_LATE = Map.of("delay", "PT14S");

    /** So late that the repeat has certainly been looked at before, on however slow a machine. */
    private static final Map<String, String> MUCH_TOO_LATE = Map.of("delay", "PT28S");

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();

    @AfterEach
    void as_before() {
        easyecom.noFaults();
        easyecom.vary(Map.of("repeats", "refuse"));
    }

    @Test
    void a_confirmation_that_came_late_and_took_effect_twice_is_shown_with_its_operation() {
        easyecom.vary(Map.of("repeats", "take-effect"));
        long id = received();
        easyecom.fault("confirm", "slow", 1, MUCH_TOO_LATE);

        String operation = wms.waiting(0).confirm(id).statusCode(202).extract().path("operationId");
        Eventually.become("SUCCEEDED", () -> wms.state(operation));
        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED");
        wms.operation(operation).body("attempts", equalTo(2)).body("lateArrivals", equalTo(0));

        Eventually.become(1, () -> wms.operation(operation).extract().path("lateArrivals"));
        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED", "REPEAT");
        wms.get("/connection").body("operations.lateArrivals", greaterThanOrEqualTo(1));
    }

    @Test
    void an_assignment_that_comes_late_before_its_repeat_is_adopted_and_counted() {
        long id = received();
        easyecom.fault("assign", "slow", 1, TOO_LATE);
        easyecom.fault("assign", "429", 1000); // keeps the repeat away until then

        String operation =
                wms.waiting(0).assign(id, "LATE" + id).statusCode(202).extract().path("operationId");
        Eventually.become(List.of("HAPPENED"), () -> easyecom.effects(id, "assign"));
        Eventually.become("RETRYING", () -> wms.state(operation)); // between two attempts
        easyecom.noFaults();
        easyecom.fault("order-details", "503", 3); // EasyEcom cannot be asked at once why it says no

        Eventually.become("SUCCEEDED", () -> wms.state(operation));
        wms.operation(operation).body("lateArrivals", equalTo(1));
        assertThat(wms.stage(id)).isEqualTo("ASSIGNED");
        assertThat(easyecom.effects(id, "assign")).containsExactly("HAPPENED", "REPEAT");
    }

    @Test
    void a_confirmation_that_comes_late_before_its_repeat_is_adopted_counted_and_not_repeated() {
        long id = received();
        easyecom.fault("confirm", "502", 1);
        easyecom.fault("confirm", "429", 1000);
        String operation = wms.waiting(0).confirm(id).statusCode(202).extract().path("operationId");
        Eventually.become("RETRYING", () -> wms.state(operation));

        easyecom.act(id, "confirmation"); // as if the network had delivered the first one now

        Eventually.become("SUCCEEDED", () -> wms.state(operation));
        wms.operation(operation).body("lateArrivals", equalTo(1));
        assertThat(wms.stage(id)).isEqualTo("CONFIRMED");
        assertThat(easyecom.effects(id, "confirm")).isEmpty();
    }

    @Test
    void a_command_that_is_given_again_is_no_late_arrival_of_the_one_before() {
        long id = received();
        easyecom.fault("assign", "504", 1);
        String operation = wms.waiting(0)
                .assign(id, "AGAIN" + id)
                .statusCode(202)
                .extract()
                .path("operationId");
        Eventually.become("OUTCOME_UNKNOWN", () -> wms.state(operation));
        given().header("Authorization", "Bearer " + Ground.OPERATOR_KEY)
                .contentType("application/json")
                .body(Map.of("outcome", "DID_NOT_HAPPEN", "reason", "looked"))
                .post("/v1/admin/operations/" + operation + "/settlement")
                .then()
                .statusCode(200);

        wms.assign(id, "AGAIN" + id).statusCode(200);

        try (AnotherPod database = new AnotherPod()) {
            Eventually.become("1", () -> database.text("watched", operation));
        }
        wms.operation(operation).body("state", equalTo("FAILED")).body("lateArrivals", equalTo(0));
        assertThat(easyecom.effects(id, "assign")).containsExactly("HAPPENED");
    }

    @Test
    void an_AWB_given_anew_and_a_release_that_are_undone_by_what_came_late_are_shown_with_what_was_sent_twice() {
        long label = received();
        wms.assign(label, "TORN" + label).statusCode(200);
        String unassign = twice("unassign", () -> wms.waiting(0).unassign(label));
        wms.assign(label, "NEW" + label).statusCode(200);
        long held = received();
        String hold = twice("hold", () -> wms.waiting(0).hold(held, "short"));
        wms.release(held).statusCode(200);

        easyecom.act(label, "unassignment"); // as if the network had delivered the first ones now
        easyecom.act(held, "hold");

        Eventually.become(1, () -> wms.operation(unassign).extract().path("lateArrivals"));
        Eventually.become(1, () -> wms.operation(hold).extract().path("lateArrivals"));
        wms.shipment(label).body("stage", equalTo("RECEIVED"));
        wms.shipment(held).body("onHold", equalTo(true));
    }

    /** Its first request gets no clear answer and has no effect, so it is sent again. */
    private String twice(String what, Supplier<ValidatableResponse> command) {
        easyecom.fault(what, "502", 1);
        String operation = command.get().statusCode(202).extract().path("operationId");
        Eventually.become("SUCCEEDED", () -> wms.state(operation));
        wms.operation(operation).body("attempts", equalTo(2)).body("lateArrivals", equalTo(0));
        return operation;
    }

    private long received() {
        long id = easyecom.order("nx3000000001");
        sync.orders("zeta/del1");
        return id;
    }
}
