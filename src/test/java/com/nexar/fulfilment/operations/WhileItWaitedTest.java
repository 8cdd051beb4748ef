package com.nexar.fulfilment.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Uncommitted;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EasyEcom cannot be read, so the command waits at the gate; what happened to the shipment meanwhile decides. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class WhileItWaitedTest {

    private static final String KEY = "nx6000000001";

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.gale();
    private final Wms wms = Wms.gal1();

    @AfterEach
    void no_faults() {
        easyecom.noFaults();
    }

    @Test
    void nothing_happened_and_it_goes_by_itself() {
        long id = received();
        String operation = waits(id, wms.waiting(1).confirm(id), "confirm");
        assertThat(wms.stage(id)).isEqualTo("RECEIVED");

        easyecom.noFaults();

        Eventually.become("SUCCEEDED", () -> wms.state(operation));
        wms.operation(operation).body("attempts", equalTo(1));
        assertThat(wms.stage(id)).isEqualTo("CONFIRMED");
        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED");
    }

    @Test
    void held_meanwhile_is_on_hold_and_nothing_is_sent_until_it_is_commanded_anew() {
        long id = received();
        String operation = waits(id, wms.waiting(0).confirm(id), "confirm");
        easyecom.act(id, "hold");

        ends(operation, "on-hold");

        assertThat(easyecom.effects(id, "confirm")).isEmpty();
        wms.confirm(id).statusCode(409).body("code", equalTo("on-hold"));
        easyecom.act(id, "release");
        wms.confirm(id).statusCode(200);
        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED");
    }

    @Test
    void cancelled_meanwhile_is_cancelled_and_nothing_is_sent() {
        long id = received();
        String operation = waits(id, wms.waiting(0).confirm(id), "confirm");
        easyecom.act(id, "cancellation");

        ends(operation, "cancelled");

        assertThat(easyecom.effects(id, "confirm")).isEmpty();
        assertThat(wms.stage(id)).isEqualTo("CANCELLED");
        wms.confirm(id).statusCode(409).body("code", equalTo("cancelled"));
    }

    @Test
    void changed_meanwhile_is_content_changed_with_the_difference_and_nothing_is_sent() {
        long id = easyecom.place(Map.of(
                        "location",
                        KEY,
                        "lines",
                        List.of(Map.of("sku", "DEMO-TEE-BLK-M", "quantity", 3, "price", 499))))
                .getFirst();
        sync.orders("gale/gal1");
        String seen = wms.shipment(id).extract().path("contentVersion");
        easyecom.fault("order-details", "503", 1000);
        String operation = waits(
                id,
                wms.waiting(0).post("/shipments/" + id + "/confirmation", Map.of("contentVersion", seen)),
                "confirm");
        long line = easyecom.truth(id).path("lines").get(0).path("suborderId").asLong();
        easyecom.act(id, "partial-cancellation", Map.of("suborderId", line, "quantity", 1));

        ends(operation, "content-changed")
                .body("problem.difference.lines[0].after.cancelledQuantity", equalTo(1))
                .body(
                        "problem.contentVersion",
                        equalTo(wms.shipment(id).extract().path("contentVersion")));

        assertThat(easyecom.effects(id, "confirm")).isEmpty();
        assertThat(wms.stage(id)).isEqualTo("RECEIVED");
    }

    @Test
    void a_manifest_waits_too_and_what_was_held_meanwhile_stays_behind() {
        long held = confirmed();
        long good = confirmed();
        age(held, good);
        for (String read : List.of("order-details", "orders")) {
            easyecom.fault(read, "503", 1000);
        }
        String operation = waits(good, wms.waiting(0).manifest(held, good), "manifest");
        easyecom.act(held, "hold");
        easyecom.noFaults();

        Eventually.become("PARTIAL", () -> wms.state(operation));
        wms.get("/operations/" + operation)
                .body("results.find { it.shipmentId == '" + held + "' }.state", equalTo("REFUSED"))
                .body("results.find { it.shipmentId == '" + held + "' }.problem.code", equalTo("on-hold"))
                .body("results.find { it.shipmentId == '" + good + "' }.state", equalTo("SUCCEEDED"));
        assertThat(easyecom.effects(held, "manifest")).isEmpty();
        assertThat(easyecom.effects(good, "manifest")).containsExactly("HAPPENED");
        assertThat(wms.stage(held)).isEqualTo("CONFIRMED");
    }

    /** Its own words about a path, a proxy's page, and a no that says nothing about what was commanded. */
    @ParameterizedTest
    @ValueSource(strings = {"404", "404-html", "body-400"})
    void a_refused_read_refuses_nothing_and_it_goes_by_itself(String refusal) {
        long id = easyecom.order(KEY);
        sync.orders("gale/gal1");
        easyecom.fault("order-details", refusal, 1000);
        String operation = waits(id, wms.waiting(0).confirm(id), "confirm");

        easyecom.noFaults();

        Eventually.become("SUCCEEDED", () -> wms.state(operation));
        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"404", "404-html"})
    void a_manifest_waits_where_reads_are_refused_as_a_whole(String refusal) {
        long one = confirmed();
        Uncommitted.longNotRead(one);
        easyecom.fault("order-details", refusal, 1000);
        String operation = waits(one, wms.waiting(0).manifest(one), "manifest");

        easyecom.noFaults();

        Eventually.become("SUCCEEDED", () -> wms.state(operation));
        assertThat(easyecom.effects(one, "manifest")).containsExactly("HAPPENED");
    }

    @Test
    void a_row_that_EasyEcom_refuses_to_show_stays_behind_alone() {
        long one = confirmed();
        long other = confirmed();
        Uncommitted.longNotRead(one);
        Uncommitted.longNotRead(other);
        easyecom.fault("order-details", "body-400", 1);

        wms.manifest(one, other)
                .statusCode(201)
                .body("groups.shipmentIds.flatten().size()", equalTo(1))
                .body("groups.state", equalTo(List.of("MANIFESTED")))
                .body("blocked.problem.code", equalTo(List.of("upstream-unavailable")));

        assertThat(List.of(wms.stage(one), wms.stage(other))).containsExactlyInAnyOrder("MANIFESTED", "CONFIRMED");
    }

    /** What we know of them is older than the gate allows. */
    private static void age(long one, long other) {
        try (Database owner = Database.asOwner()) {
            owner.run(
                    "update shipments set known_as_of = known_as_of - interval '1 hour' where shipment_id in (?, ?)",
                    one,
                    other);
        }
    }

    /** Stands at the gate: begun, and nothing was sent. */
    private String waits(long id, ValidatableResponse answer, String command) {
        String operation = answer.statusCode(202).extract().path("operationId");
        Eventually.become(
                "upstream-unavailable", () -> wms.operation(operation).extract().path("problem?.code"));
        wms.operation(operation).body("state", equalTo("PENDING")).body("attempts", equalTo(0));
        assertThat(easyecom.effects(id, command)).isEmpty();
        return operation;
    }

    private ValidatableResponse ends(String operation, String code) {
        easyecom.noFaults();
        Eventually.become("REFUSED", () -> wms.state(operation));
        return wms.operation(operation).body("problem.code", equalTo(code)).body("attempts", equalTo(0));
    }

    private long received() {
        long id = easyecom.order(KEY);
        sync.orders("gale/gal1");
        easyecom.fault("order-details", "503", 1000);
        return id;
    }

    private long confirmed() {
        long id = easyecom.order(KEY);
        sync.orders("gale/gal1");
        wms.assign(id, "GAL" + id).statusCode(200);
        wms.confirm(id).statusCode(200);
        return id;
    }
}
