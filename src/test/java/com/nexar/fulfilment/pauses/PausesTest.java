package com.nexar.fulfilment.pauses;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.nexar.fulfilment.AgainstDocument;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Uncommitted;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An operator holds a location back; what is accepted meanwhile is kept. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class PausesTest {

    private static final String KEY = "nx3000000001";
    private static final String PATH = "/v1/admin/locations/zeta/del1/pause";

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();

    @AfterEach
    void as_before() {
        easyecom.noFaults();
        admin(Ground.OPERATOR_KEY).delete(PATH);
    }

    @Test
    void a_command_waits_while_sending_is_paused_and_goes_when_it_ends() {
        long id = received();
        pause(true, false).statusCode(200).body("by", equalTo("operator"));

        String operation = wms.waiting(1)
                .assign(id, "PAU" + id)
                .statusCode(202)
                .body("state", equalTo("PENDING"))
                .body("problem.detail", containsString("the account moves"))
                .extract()
                .path("operationId");
        wms.get("/connection")
                .body("paused.sending", equalTo(true))
                .body("paused.reason", equalTo("the account moves"));
        assertThat(easyecom.effects(id, "assign")).isEmpty();
        assertThat(wms.stage(id)).isEqualTo("RECEIVED");

        admin(Ground.OPERATOR_KEY).delete(PATH).then().statusCode(204);
        Eventually.become("SUCCEEDED", () -> wms.state(operation));
        assertThat(easyecom.effects(id, "assign")).containsExactly("HAPPENED");
        wms.get("/connection").body("paused", nullValue());
    }

    @Test
    void what_is_at_EasyEcom_already_is_read_back_while_sending_is_paused() {
        long first = confirmed("28001");
        long second = confirmed("28002");
        Uncommitted.wellKnown(second);
        easyecom.fault("manifest", "drop-answer", 1);
        easyecom.fault("manifest", "429", 1000);
        String manifest =
                wms.waiting(0).manifest(first, second).statusCode(202).extract().path("operationId");
        Eventually.become(List.of("HAPPENED"), () -> easyecom.effects(first, "manifest"));
        pause(true, false).statusCode(200);
        Eventually.become(
                true,
                () -> String.valueOf(wms.operation(manifest).extract().<String>path("problem?.detail"))
                        .contains("the account moves")); // an attempt that had just looked whether it may go leaves all
        // the same
        easyecom.noFaults();

        Eventually.become("SUCCEEDED", () -> wms.operation(manifest).extract().path("results[0].state"));
        wms.operation(manifest)
                .body("state", equalTo("RETRYING"))
                .body("problem.detail", containsString("the account moves"));
        assertThat(wms.stage(first)).isEqualTo("MANIFESTED");
        wms.shipment(first).body("pending", nullValue());
        wms.shipment(second).body("pending.kind", equalTo("MANIFEST"));
        assertThat(easyecom.effects(second, "manifest")).isEmpty();

        admin(Ground.OPERATOR_KEY).delete(PATH).then().statusCode(204);
        Eventually.become("SUCCEEDED", () -> wms.state(manifest));
        assertThat(easyecom.effects(first, "manifest")).containsExactly("HAPPENED");
        assertThat(easyecom.effects(second, "manifest")).containsExactly("HAPPENED");
    }

    @Test
    void nothing_is_read_by_itself_while_syncing_is_paused_and_nothing_is_missed() {
        pause(false, true).statusCode(200);
        long id = easyecom.order(KEY);
        long before = easyecom.ledgerEnd();
        sync.orders("zeta/del1");
        wms.shipment(id).statusCode(404);
        assertThat(easyecom.countSince(before, "orders")).isZero();

        admin(Ground.OPERATOR_KEY).delete(PATH).then().statusCode(204);
        sync.orders("zeta/del1");
        assertThat(wms.stage(id)).isEqualTo("RECEIVED");
    }

    @Test
    void who_paused_and_resumed_is_in_the_audit_trail() {
        pause(true, true).statusCode(200);
        admin(Ground.OPERATOR_KEY).delete(PATH).then().statusCode(204);
        admin(Ground.OPERATOR_KEY)
                .get("/v1/admin/audit?brand=zeta&limit=2")
                .then()
                .body("items[0].act", equalTo("resumed"))
                .body("items[0].before.reason", equalTo("the account moves"))
                .body("items[0].after", nullValue())
                .body("items[1].act", equalTo("paused"))
                .body("items[1].after.syncing", equalTo("true"));
    }

    @Test
    void silly_and_strange_pauses_are_refused() {
        pause(false, false).statusCode(400).body("errors[0].field", equalTo("sending"));
        admin(Ground.OPERATOR_KEY).get(PATH).then().statusCode(404);
        admin(Ground.ZETA_KEY).get(PATH).then().statusCode(403);
        admin(Ground.ZETA_OPERATOR_KEY)
                .get("/v1/admin/locations/acme/blr1/pause")
                .then()
                .statusCode(404);
    }

    private long received() {
        long id = easyecom.order(KEY);
        sync.orders("zeta/del1");
        return id;
    }

    private long confirmed(String carrier) {
        long id = easyecom.place(Map.of("location", KEY, "marketplaceId", 10)).getFirst();
        sync.orders("zeta/del1");
        wms.put(
                        "/shipments/" + id + "/assignment",
                        Map.of("courier", "NexarExpress", "awb", "PAU" + id, "carrierId", carrier))
                .statusCode(200);
        wms.confirm(id).statusCode(200);
        return id;
    }

    private static ValidatableResponse pause(boolean sending, boolean syncing) {
        return admin(Ground.OPERATOR_KEY)
                .body(Map.of("sending", sending, "syncing", syncing, "reason", "the account moves"))
                .put(PATH)
                .then();
    }

    private static RequestSpecification admin(String key) {
        return given().filter(new AgainstDocument())
                .header("Authorization", "Bearer " + key)
                .contentType("application/json");
    }
}
