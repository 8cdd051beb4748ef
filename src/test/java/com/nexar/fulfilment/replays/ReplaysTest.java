package com.nexar.fulfilment.replays;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What ended without success is tried again by an operator: rehearsed, then committed. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class ReplaysTest {

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
    void a_refused_confirmation_is_rehearsed_without_a_trace_and_then_committed_once() {
        long id = assigned();
        String refused = refusedConfirmation(id);
        long before = easyecom.ledgerEnd();
        long operations = count("operations");
        long audited = count("audit");

        String replay = rehearse(Map.of("brand", "zeta", "operationIds", List.of(refused)))
                .statusCode(201)
                .body("state", equalTo("DRY_RUN"))
                .body("items.what", equalTo(List.of("CONFIRM " + id)))
                .body("items.would", equalTo(List.of("BEGIN")))
                .body("items[0].did", nullValue())
                .extract()
                .path("replayId");
        assertThat(count("operations")).isEqualTo(operations);
        assertThat(easyecom.countSince(before, "confirm")).isZero();
        assertThat(wms.stage(id)).isEqualTo("ASSIGNED");

        String begun = commit(replay)
                .statusCode(200)
                .body("state", equalTo("COMMITTED"))
                .body("committedBy", equalTo("operator"))
                .body("items.did", equalTo(List.of("BEGIN")))
                .extract()
                .path("items[0].newOperationId");
        Eventually.become("SUCCEEDED", () -> wms.state(begun));
        assertThat(wms.stage(id)).isEqualTo("CONFIRMED");

        commit(replay).statusCode(200).body("items[0].newOperationId", equalTo(begun));
        assertThat(easyecom.countSince(before, "confirm")).isEqualTo(1);
        assertThat(count("audit")).isEqualTo(audited + 1);
        admin(Ground.OPERATOR_KEY)
                .get("/v1/admin/audit?brand=zeta&limit=1")
                .then()
                .statusCode(200)
                .body("items[0].act", equalTo("replay-committed"))
                .body("items[0].who", equalTo("operator"))
                .body("items[0].keyId", notNullValue())
                .body("items[0].subject", equalTo("replay " + replay));
    }

    @Test
    void a_rehearsal_says_what_stands_in_the_way_and_what_is_so_already() {
        long cancelled = assigned();
        long done = assigned();
        String first = refusedConfirmation(cancelled);
        String second = refusedConfirmation(done);
        easyecom.act(cancelled, "cancellation");
        sync.orders("zeta/del1");
        wms.confirm(done).statusCode(200);

        String replay = rehearse(Map.of("brand", "zeta", "operationIds", List.of(first, second)))
                .statusCode(201)
                .body("items.would", equalTo(List.of("REFUSED", "NOTHING")))
                .body("items[0].wouldBecause", containsString("cancelled"))
                .extract()
                .path("replayId");
        commit(replay).statusCode(200).body("items.did", equalTo(List.of("REFUSED", "NOTHING")));
        assertThat(easyecom.effects(done, "confirm")).hasSize(2);
    }

    @Test
    void every_command_that_was_given_up_can_be_rehearsed_by_a_filter() {
        long id = received();
        wms.put(
                        "/shipments/" + id + "/assignment",
                        Map.of("courier", "NexarExpress", "awb", "R" + id, "carrierId", "99999"))
                .statusCode(422);
        rehearse(Map.of(
                        "brand",
                        "zeta",
                        "location",
                        "del1",
                        "operations",
                        Map.of("kinds", List.of("ASSIGN"), "states", List.of("REFUSED"))))
                .statusCode(201)
                .body("items.find { it.what == 'ASSIGN " + id + "' }.would", equalTo("BEGIN"))
                .body("items.what", not(hasItem(containsString("CONFIRM"))));
        admin(Ground.OPERATOR_KEY)
                .get("/v1/admin/operations/given-up?brand=zeta&kind=ASSIGN&state=REFUSED&limit=1")
                .then()
                .statusCode(200)
                .body("items[0].location", equalTo("del1"))
                .body("items[0].caller", equalTo("zeta-wms"))
                .body("items[0].operation.shipmentIds", equalTo(List.of(Long.toString(id))));
    }

    @Test
    void a_row_in_quarantine_is_read_again_and_leaves_it() {
        long id = easyecom.place(Map.of("location", KEY, "raw", Map.of("order_id", "not-a-number")))
                .getFirst();
        sync.orders("zeta/del1");
        String row = quarantined(id);
        rehearse(Map.of("brand", "zeta", "quarantineIds", List.of(row)))
                .statusCode(201)
                .body("items.would", equalTo(List.of("REFUSED")));
        easyecom.act(
                id,
                "content",
                Map.of(
                        "raw",
                        Map.of("order_id", easyecom.truth(id).path("orderId").asLong())));

        String replay = rehearse(Map.of("brand", "zeta", "quarantineIds", List.of(row)))
                .statusCode(201)
                .body("items.would", equalTo(List.of("BEGIN")))
                .extract()
                .path("replayId");
        wms.shipment(id).statusCode(404);
        commit(replay).statusCode(200).body("items.did", equalTo(List.of("BEGIN")));
        assertThat(wms.stage(id)).isEqualTo("RECEIVED");
        commit(replay).statusCode(200);
        rehearse(Map.of("brand", "zeta", "quarantineIds", List.of(row))).statusCode(404);
    }

    @Test
    void replays_are_for_operators_of_the_brand() {
        Map<String, Object> order = Map.of("brand", "acme", "operations", Map.of());
        admin(Ground.ZETA_KEY).body(order).post("/v1/admin/replays").then().statusCode(403);
        admin(Ground.ZETA_OPERATOR_KEY)
                .body(order)
                .post("/v1/admin/replays")
                .then()
                .statusCode(404);
        admin(Ground.ZETA_OPERATOR_KEY).get("/v1/admin/audit?brand=acme").then().statusCode(404);
        rehearse(Map.of("brand", "zeta")).statusCode(400).body("errors[0].field", equalTo("operationIds"));
        rehearse(Map.of("brand", "zeta", "operations", Map.of("states", List.of("SUCCEEDED"))))
                .statusCode(400)
                .body("errors[0].field", equalTo("operations.states"));
    }

    @Test
    void nobody_changes_the_audit_trail() {
        try (Database owner = Database.asOwner()) {
            owner.scope("*", "*");
            owner.run(
                    "insert into audit (brand, location, who, key_id, act, subject) values ('zeta', 'del1', 'w', 'k', 'a', 's')");
            assertThatThrownBy(() -> owner.run("delete from audit")).hasMessageContaining("append-only");
        }
        try (Database application = Database.asApplication()) {
            application.scope("zeta", "*");
            assertThatThrownBy(() -> application.run("update audit set who = 'nobody'"))
                    .hasMessageContaining("permission denied");
            application.rollback();
        }
    }

    private String refusedConfirmation(long id) {
        easyecom.act(id, "confirm-fail");
        return wms.confirm(id).statusCode(422).extract().path("operationId");
    }

    private long assigned() {
        long id = received();
        wms.assign(id, "REP" + id).statusCode(200);
        return id;
    }

    private long received() {
        long id = easyecom.order(KEY);
        sync.orders("zeta/del1");
        return id;
    }

    private static String quarantined(long id) {
        return admin(Ground.OPERATOR_KEY)
                .get("/v1/admin/quarantine?brand=zeta&limit=500")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("items.find { it.upstreamId == '" + id + "' }.id");
    }

    private static long count(String table) {
        try (Database owner = Database.asOwner()) {
            return owner.scope("*", "*").number("select count(*) from " + table);
        }
    }

    private static ValidatableResponse rehearse(Map<String, ?> order) {
        return admin(Ground.OPERATOR_KEY).body(order).post("/v1/admin/replays").then();
    }

    private static ValidatableResponse commit(String replay) {
        return admin(Ground.OPERATOR_KEY)
                .post("/v1/admin/replays/" + replay + "/commit")
                .then();
    }

    private static RequestSpecification admin(String key) {
        return given().filter(new AgainstDocument())
                .header("Authorization", "Bearer " + key)
                .contentType("application/json");
    }
}
