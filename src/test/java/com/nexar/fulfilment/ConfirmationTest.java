package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Ground.class)
class ConfirmationTest {

    private static final String KEY = "nx3000000001";

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();

    @AfterEach
    void no_faults() {
        easyecom.noFaults();
        easyecom.vary(Map.of(
                "confirm-duration",
                "0-200",
                "confirm-reply",
                "code",
                "confirm-fail-row",
                "stays-confirmed",
                "details-history",
                "shown"));
    }

    @Test
    void a_confirmation_is_over_when_EasyEcoms_history_says_so() {
        long id = received();

        wms.post(
                        "/shipments/" + id + "/confirmation",
                        Map.of("package", Map.of("weightGrams", 250, "lengthCm", 30, "widthCm", 20, "heightCm", 5.5)))
                .statusCode(200)
                .body("stage", equalTo("CONFIRMED"))
                .body("invoiceNumber", notNullValue())
                .body("package.weightGrams", equalTo(250));

        assertThat(easyecom.truth(id).path("confirmed").asBoolean()).isTrue();
        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED");
    }

    @Test
    void both_spellings_of_EasyEcoms_yes_are_understood() {
        for (String reply : List.of("status", "status-true")) {
            easyecom.vary(Map.of("confirm-reply", reply));
            wms.confirm(received()).statusCode(200).body("stage", equalTo("CONFIRMED"));
        }
    }

    @Test
    void only_the_named_part_of_a_split_order_is_confirmed() {
        List<Long> parts = easyecom.place(Map.of("location", KEY, "parts", 3));
        sync.orders("zeta/del1");

        wms.confirm(parts.get(1)).statusCode(200);

        assertThat(parts.stream().map(wms::stage)).containsExactly("RECEIVED", "CONFIRMED", "RECEIVED");
        assertThat(easyecom.truth(parts.get(0)).path("confirmed").asBoolean()).isFalse();
    }

    @Test
    void a_confirmation_that_takes_longer_than_the_wait_is_202_and_goes_on_by_itself() {
        easyecom.vary(Map.of("confirm-duration", "2000-2500"));
        long id = received();

        String where = wms.request()
                .header("Prefer", "wait=1")
                .contentType("application/json")
                .body("{}")
                .post("/v1/brands/zeta/locations/del1/shipments/" + id + "/confirmation")
                .then()
                .statusCode(202)
                .header("Location", startsWith("/v1/brands/zeta/locations/del1/operations/"))
                .body("kind", equalTo("CONFIRM"))
                .body("state", equalTo("RUNNING"))
                .body("shipmentIds", equalTo(List.of("" + id)))
                .extract()
                .header("Location");
        wms.shipment(id).body("pending.kind", equalTo("CONFIRM"));
        Eventually.become(
                "SUCCEEDED", () -> wms.request().get(where).then().extract().path("state"));

        assertThat(wms.stage(id)).isEqualTo("CONFIRMED");
        wms.shipment(id).body("pending", equalTo(null));
    }

    @Test
    void the_same_confirmation_while_one_is_open_joins_it_and_another_command_is_409() {
        easyecom.vary(Map.of("confirm-duration", "1500-2000"));
        long id = received();
        String operation = wms.waiting(0).confirm(id).statusCode(202).extract().path("operationId");

        wms.assign(id, "BUSY" + id)
                .statusCode(409)
                .body("code", equalTo("stage-conflict"))
                .body("operationId", equalTo(operation))
                .header("Retry-After", notNullValue());
        wms.confirm(id).statusCode(200).body("stage", equalTo("CONFIRMED"));

        wms.operation(operation).body("state", equalTo("SUCCEEDED")).body("attempts", equalTo(1));
        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED");
        assertThat(easyecom.effects(id, "assign")).isEmpty();
    }

    @Test
    void a_failed_confirmation_is_422_leaves_the_stage_says_why_and_can_be_given_again() {
        long id = received();
        easyecom.act(id, "confirm-fail");

        wms.confirm(id)
                .statusCode(422)
                .body("code", equalTo("upstream-refused"))
                .body("stage", equalTo("RECEIVED"))
                .body("upstream.message", notNullValue())
                .body("detail", containsString("stays RECEIVED"));
        assertThat(wms.stage(id)).isEqualTo("RECEIVED");
        String order = wms.shipment(id).extract().path("orderId");
        wms.get("/orders/" + order + "/timeline").body("entries.event", hasItem("CONFIRM_FAILED"));

        wms.confirm(id).statusCode(200).body("stage", equalTo("CONFIRMED"));
        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED", "HAPPENED");
    }

    @Test
    void cancelled_a_moment_ago_is_409_and_nothing_is_sent() {
        long id = received();
        easyecom.act(id, "cancellation");

        wms.confirm(id).statusCode(409).body("code", equalTo("cancelled")).body("stage", equalTo("CANCELLED"));

        assertThat(easyecom.effects(id, "confirm")).isEmpty();
    }

    @Test
    void held_a_moment_ago_is_409_and_nothing_is_sent() {
        long id = received();
        easyecom.act(id, "hold");

        wms.confirm(id).statusCode(409).body("code", equalTo("on-hold"));

        assertThat(easyecom.effects(id, "confirm")).isEmpty();
        assertThat(wms.shipment(id).extract().<Boolean>path("onHold")).isTrue();
    }

    @Test
    void changed_after_the_warehouse_saw_it_is_409_with_the_difference_and_nothing_is_sent() {
        long id = easyecom.place(Map.of(
                        "location",
                        KEY,
                        "lines",
                        List.of(Map.of("sku", "DEMO-TEE-BLK-M", "quantity", 3, "price", 499))))
                .getFirst();
        sync.orders("zeta/del1");
        String seen = wms.shipment(id).extract().path("contentVersion");
        long line = easyecom.truth(id).path("lines").get(0).path("suborderId").asLong();
        easyecom.act(id, "partial-cancellation", Map.of("suborderId", line, "quantity", 1));

        String now = wms.post("/shipments/" + id + "/confirmation", Map.of("contentVersion", seen))
                .statusCode(409)
                .body("code", equalTo("content-changed"))
                .body("detail", containsString("cancelled quantity 0 became 1"))
                .body("difference.lines.lineId", equalTo(List.of("" + line)))
                .body("difference.lines[0].before.cancelledQuantity", equalTo(0))
                .body("difference.lines[0].after.cancelledQuantity", equalTo(1))
                .body("difference.payment", equalTo(null))
                .body("difference.shipToChanged", equalTo(false))
                .extract()
                .path("contentVersion");
        assertThat(easyecom.effects(id, "confirm")).isEmpty();

        wms.post("/shipments/" + id + "/confirmation", Map.of("contentVersion", now))
                .statusCode(200);
    }

    @Test
    void gone_from_EasyEcom_is_never_unchanged() {
        long id = received();
        easyecom.act(id, "disappearance");

        wms.confirm(id).statusCode(409).body("detail", containsString("gone-upstream"));

        assertThat(easyecom.effects(id, "confirm")).isEmpty();
    }

    @Test
    void confirmed_by_somebody_else_is_adopted_and_not_sent() {
        long id = received();
        easyecom.vary(Map.of("confirm-duration", "0-0"));
        easyecom.act(id, "confirmation");

        Eventually.become(200, () -> wms.confirm(id).extract().statusCode());

        assertThat(wms.stage(id)).isEqualTo("CONFIRMED");
        assertThat(easyecom.effects(id, "confirm")).doesNotContain("HAPPENED", "REPEAT");
    }

    @Test
    void a_lost_answer_is_read_back_and_adopted() {
        long id = received();
        easyecom.fault("confirm", "drop-answer", 1);

        wms.confirm(id).statusCode(200).body("stage", equalTo("CONFIRMED"));

        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED");
    }

    @Test
    void a_confirmation_that_never_took_effect_is_sent_again_after_the_quiet_period() {
        long id = received();
        easyecom.fault("confirm", "502", 1);

        wms.confirm(id).statusCode(200).body("stage", equalTo("CONFIRMED"));

        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED");
        assertThat(easyecom.times(id, "confirm").getFirst())
                .isAfter(easyecom.lastFault("confirm").plusSeconds(1));
    }

    @Test
    void a_row_without_its_history_is_no_baseline_so_nothing_is_sent_until_there_is_one() {
        for (String history : List.of("empty", "null")) {
            long id = received();
            easyecom.vary(Map.of("details-history", history));

            String operation =
                    wms.waiting(1).confirm(id).statusCode(202).extract().path("operationId");
            wms.operation(operation)
                    .body("state", equalTo("PENDING"))
                    .body("attempts", equalTo(0))
                    .body("problem.code", equalTo("upstream-unavailable"))
                    .body("problem.detail", containsString("history"));
            assertThat(easyecom.effects(id, "confirm")).isEmpty();

            easyecom.vary(Map.of("details-history", "shown"));
            Eventually.become("SUCCEEDED", () -> wms.state(operation));
            assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED");
        }
    }

    @Test
    void a_row_without_its_history_never_says_that_nothing_happened() {
        easyecom.vary(Map.of("confirm-duration", "9000-9000"));
        long id = received();
        easyecom.fault("confirm", "drop-answer", 1);
        String operation = wms.waiting(0).confirm(id).statusCode(202).extract().path("operationId");
        Eventually.become(List.of("HAPPENED"), () -> easyecom.effects(id, "confirm"));
        easyecom.vary(Map.of("details-history", "empty"));

        Eventually.become("SUCCEEDED", () -> wms.state(operation)); // by its papers, after the quiet period of 6 s

        wms.operation(operation).body("attempts", equalTo(1));
        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED");
    }

    @Test
    void without_a_history_what_never_took_effect_is_not_sent_again_until_there_is_one() {
        long id = received();
        easyecom.fault("confirm", "504", 1);
        String operation = wms.waiting(0).confirm(id).statusCode(202).extract().path("operationId");
        Eventually.become("OUTCOME_UNKNOWN", () -> wms.state(operation));
        easyecom.vary(Map.of("details-history", "empty"));
        Eventually.pass(Duration.ofSeconds(9)); // beyond the quiet period of 6 s
        wms.operation(operation).body("state", equalTo("OUTCOME_UNKNOWN"));
        assertThat(easyecom.effects(id, "confirm")).isEmpty();

        easyecom.vary(Map.of("details-history", "shown"));

        Eventually.become("SUCCEEDED", () -> wms.state(operation));
        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED");
    }

    @Test
    void an_older_failure_that_the_history_shows_again_is_not_this_ones() {
        long id = received();
        easyecom.act(id, "confirm-fail");
        wms.confirm(id).statusCode(422);
        easyecom.vary(Map.of("details-history", "empty"));
        String operation = wms.waiting(1).confirm(id).statusCode(202).extract().path("operationId");
        easyecom.vary(Map.of("details-history", "shown"));

        Eventually.become("SUCCEEDED", () -> wms.state(operation));
        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED", "HAPPENED");
    }

    @Test
    void a_shipment_that_EasyEcom_does_not_show_for_a_while_is_never_said_not_to_have_been_confirmed() {
        long id = received();
        easyecom.fault("confirm", "504", 1);
        String operation = wms.waiting(0).confirm(id).statusCode(202).extract().path("operationId");
        Eventually.become("OUTCOME_UNKNOWN", () -> wms.state(operation));
        easyecom.act(id, "disappearance");
        String order = wms.shipment(id).extract().path("orderId");
        Eventually.become(
                true,
                () -> wms.get("/orders/" + order + "/eligibility")
                        .extract()
                        .body()
                        .asString()
                        .contains("gone-upstream"));
        Eventually.pass(Duration.ofSeconds(8)); // beyond the quiet period of 6 s
        wms.operation(operation).body("state", equalTo("OUTCOME_UNKNOWN"));
        assertThat(easyecom.effects(id, "confirm")).isEmpty();

        easyecom.act(id, "reappearance");

        Eventually.become("SUCCEEDED", () -> wms.state(operation));
        assertThat(wms.stage(id)).isEqualTo("CONFIRMED");
        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED");
    }

    @Test
    void silly_parcels_are_refused_here_and_reach_nobody() {
        long id = received();

        wms.post(
                        "/shipments/" + id + "/confirmation",
                        Map.of("package", Map.of("weightGrams", -1, "lengthCm", 0, "widthCm", 5)))
                .statusCode(400)
                .body("code", equalTo("validation"))
                .body(
                        "errors.field.sort()",
                        equalTo(List.of("package.heightCm", "package.lengthCm", "package.weightGrams")));

        assertThat(easyecom.effects(id, "confirm")).isEmpty();
    }

    private long received() {
        long id = easyecom.order(KEY);
        sync.orders("zeta/del1");
        return id;
    }
}
