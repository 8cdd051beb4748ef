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
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What ended without success is tried again by an operator: rehearsed, then committed. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class ReplaysTest {

    private static final String KEY = "nx3000000001";

    @Inject
    SyncNow sync;

    @Inject
    MeterRegistry meters;

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
        assertThat(count("audit")).as("rehearsed, and committed").isEqualTo(audited + 2);
        admin(Ground.OPERATOR_KEY)
                .get("/v1/admin/audit?brand=zeta&limit=1")
                .then()
                .statusCode(200)
                .body("items[0].act", equalTo("replay-committed"))
                .body("items[0].who", equalTo("operator"))
                .body("items[0].keyId", notNullValue())
                .body("items[0].location", equalTo("del1"))
                .body("items[0].subject", equalTo("replay " + replay));
    }

    @Test
    void a_replay_is_there_for_who_sees_all_that_it_touches_and_so_is_its_trail() {
        EasyEcom acme = EasyEcom.acme();
        Wms bom1 = Wms.bom1();
        long id = acme.order("nx1000000002");
        sync.orders("acme/bom1");
        bom1.assign(id, "REP" + id).statusCode(200);
        acme.act(id, "confirm-fail");
        String refused = bom1.confirm(id).statusCode(422).extract().path("operationId");
        Map<String, Object> order = Map.of("brand", "acme", "operationIds", List.of(refused));
        admin(Ground.BLR1_OPERATOR_KEY)
                .body(order)
                .post("/v1/admin/replays")
                .then()
                .statusCode(404);
        String replay = rehearse(order).statusCode(201).extract().path("replayId");

        admin(Ground.BLR1_OPERATOR_KEY)
                .get("/v1/admin/replays/" + replay)
                .then()
                .statusCode(404);
        admin(Ground.BLR1_OPERATOR_KEY)
                .post("/v1/admin/replays/" + replay + "/commit")
                .then()
                .statusCode(404);
        admin(Ground.OPERATOR_KEY)
                .get("/v1/admin/audit?brand=acme&limit=1")
                .then()
                .body("items[0].act", equalTo("replay-rehearsed"))
                .body("items[0].location", equalTo("bom1"))
                .body("items[0].after.records", equalTo("1"))
                .body("items[0].subject", equalTo("replay " + replay));
        admin(Ground.BLR1_OPERATOR_KEY)
                .get("/v1/admin/audit?brand=acme&limit=500")
                .then()
                .statusCode(200)
                .body("items.subject", not(hasItem("replay " + replay)));
        admin(Ground.OPERATOR_KEY).get("/v1/admin/replays/" + replay).then().statusCode(200);
    }

    @Test
    void a_rehearsal_says_what_is_known_to_stop_a_confirmation_and_the_commit_begins_none() {
        long held = assigned();
        long changed = received(Map.of("sku", "DEMO-TEE-BLK-M", "quantity", 3, "price", 499));
        wms.assign(changed, "REP" + changed).statusCode(200);
        String seen = wms.shipment(changed).extract().path("contentVersion");
        String first = refusedConfirmation(held);
        easyecom.act(changed, "confirm-fail");
        String second = wms.post("/shipments/" + changed + "/confirmation", Map.of("contentVersion", seen))
                .statusCode(422)
                .extract()
                .path("operationId");
        easyecom.act(held, "hold");
        long line =
                easyecom.truth(changed).path("lines").get(0).path("suborderId").asLong();
        easyecom.act(changed, "partial-cancellation", Map.of("suborderId", line, "quantity", 1));
        sync.orders("zeta/del1");
        long operations = count("operations");

        String replay = rehearse(Map.of("brand", "zeta", "operationIds", List.of(first, second)))
                .statusCode(201)
                .body("items.would", equalTo(List.of("REFUSED", "REFUSED")))
                .body("items[0].wouldBecause", containsString("on-hold"))
                .body("items[1].wouldBecause", containsString("content-changed"))
                .extract()
                .path("replayId");
        commit(replay).statusCode(200).body("items.did", equalTo(List.of("REFUSED", "REFUSED")));
        assertThat(count("operations")).isEqualTo(operations);
    }

    @Test
    void a_hold_that_is_so_by_now_is_nothing_to_do_and_an_old_one_is_not_done_a_second_time() {
        long id = received();
        String failed = givenUp(id);
        String replay = replayOf(failed);
        String late = replayOf(failed);

        String begun = commit(replay).statusCode(200).extract().path("items[0].newOperationId");
        Eventually.become("SUCCEEDED", () -> wms.state(begun));
        rehearse(Map.of("brand", "zeta", "operationIds", List.of(failed)))
                .statusCode(201)
                .body("items.would", equalTo(List.of("NOTHING")));
        wms.release(id).statusCode(200);

        commit(late)
                .statusCode(200)
                .body("items.did", equalTo(List.of("REFUSED")))
                .body("items[0].didBecause", containsString("given again since"));
        assertThat(easyecom.effects(id, "hold")).containsExactly("HAPPENED");
        assertThat(wms.shipment(id).extract().<Boolean>path("onHold")).isFalse();
    }

    @Test
    void what_a_rehearsal_reads_of_many_parcels_is_believed_and_kept() {
        List<Long> ids = IntStream.range(0, 6).mapToObj(n -> confirmed("28001")).toList();
        easyecom.fault("manifest", "429", 100_000);
        String failed = wms.waiting(0)
                .manifest(ids.stream().mapToLong(id -> id).toArray())
                .statusCode(202)
                .extract()
                .path("operationId");
        Eventually.become("RETRYING", () -> wms.state(failed));
        tooOld(failed);
        easyecom.noFaults();
        ids.forEach(id -> easyecom.act(id, "cancellation"));
        try (Database owner = Database.asOwner()) { // what is known of them is old, so the gate reads them
            ids.forEach(id -> owner.run(
                    "update shipments set known_as_of = known_as_of - interval '1 minute' where brand = 'zeta' and shipment_id = ?",
                    id));
        }

        rehearse(Map.of("brand", "zeta", "operationIds", List.of(failed)))
                .statusCode(201)
                .body("items.would", equalTo(List.of("REFUSED")))
                .body("items[0].wouldBecause", containsString("cancelled"));
        ids.forEach(id -> assertThat(wms.stage(id)).isEqualTo("CANCELLED"));
    }

    @Test
    void of_a_manifest_that_was_partly_refused_the_rest_alone_is_given_again() {
        long stayed = confirmed("28001");
        long went = confirmed("28002");
        try (Database owner = Database.asOwner()) { // EasyEcom knows no such AWB, and the gate has no reason to ask
            owner.run(
                    "update shipments set awb = 'NOBODYS', known_as_of = clock_timestamp() + interval '10 seconds'"
                            + " where brand = 'zeta' and shipment_id = ?",
                    stayed);
        }
        String partial = wms.manifest(stayed, went).statusCode(201).extract().path("manifestId");
        wms.operation(partial).body("state", equalTo("PARTIAL"));
        try (Database owner = Database.asOwner()) { // as it is there
            owner.run(
                    "update shipments set awb = ?, known_as_of = clock_timestamp() - interval '1 minute'"
                            + " where brand = 'zeta' and shipment_id = ?",
                    "GRP" + stayed,
                    stayed);
        }
        unresolved(partial, true);

        String replay = rehearse(Map.of("brand", "zeta", "operationIds", List.of(partial)))
                .statusCode(201)
                .body("items.what", equalTo(List.of("MANIFEST " + stayed)))
                .body("items.would", equalTo(List.of("BEGIN")))
                .extract()
                .path("replayId");
        String begun = commit(replay)
                .statusCode(200)
                .body("items.did", equalTo(List.of("BEGIN")))
                .extract()
                .path("items[0].newOperationId");

        Eventually.become("SUCCEEDED", () -> wms.state(begun));
        assertThat(wms.stage(stayed)).isEqualTo("MANIFESTED");
        assertThat(easyecom.effects(stayed, "manifest")).containsOnlyOnce("HAPPENED");
        assertThat(easyecom.effects(went, "manifest")).containsExactly("HAPPENED");
        unresolved(partial, false);
    }

    @Test
    void a_record_that_breaks_costs_only_itself() {
        long broken = assigned();
        long whole = assigned();
        String first = refusedConfirmation(broken);
        String second = refusedConfirmation(whole);
        try (Database owner = Database.asOwner()) {
            owner.run("update operations set request = '[]' where operation_id = cast(? as uuid)", first);
        }

        String replay = rehearse(Map.of("brand", "zeta", "operationIds", List.of(first, second)))
                .statusCode(201)
                .body("items.would", equalTo(List.of("UNKNOWN", "BEGIN")))
                .extract()
                .path("replayId");
        String begun = commit(replay)
                .statusCode(200)
                .body("state", equalTo("COMMITTED"))
                .body("items.did", equalTo(List.of("UNKNOWN", "BEGIN")))
                .body("items[0].newOperationId", nullValue())
                .extract()
                .path("items[1].newOperationId");
        Eventually.become("SUCCEEDED", () -> wms.state(begun));
    }

    @Test
    void a_commit_says_that_it_is_under_way_until_it_or_its_pod_has_ended() throws Exception {
        long id = mendedAfterQuarantine();
        String replay = rehearse(Map.of("brand", "zeta", "quarantineIds", List.of(quarantined(id))))
                .statusCode(201)
                .extract()
                .path("replayId");
        easyecom.fault("order-details", "slow", 2, Map.of("delay", "PT3S"));
        CompletableFuture<Void> committing =
                CompletableFuture.runAsync(() -> commit(replay).statusCode(200).body("state", equalTo("COMMITTED")));
        Eventually.become("IN_PROGRESS", () -> state(replay));
        commit(replay).statusCode(200).body("state", equalTo("IN_PROGRESS")).body("items[0].did", nullValue());
        committing.get(30, TimeUnit.SECONDS);
        assertThat(state(replay)).isEqualTo("COMMITTED");

        try (Database owner = Database.asOwner()) {
            owner.run("update replays set ended_at = null where replay_id = cast(? as uuid)", replay);
            assertThat(state(replay)).isEqualTo("IN_PROGRESS");
            owner.run(
                    "update replays set alive_at = alive_at - interval '6 minutes' where replay_id = cast(? as uuid)",
                    replay);
            assertThat(state(replay)).isEqualTo("COMMITTED");
        }
    }

    @Test
    void rows_are_found_by_a_filter_and_read_without_the_calls_that_are_kept_for_commands() {
        Instant before = Instant.now().minusSeconds(1);
        long id = mendedAfterQuarantine();
        Map<String, Object> rows = Map.of("feeds", List.of("ORDERS_TIP", "ORDERS_BACKFILL"), "from", before.toString());
        double calls = calls("orders");

        rehearse(Map.of("brand", "zeta", "location", "del1", "quarantine", rows))
                .statusCode(201)
                .body("items.find { it.what.endsWith(' " + id + "') }.would", equalTo("BEGIN"));
        assertThat(calls("orders")).isGreaterThan(calls);
        rehearse(Map.of("brand", "zeta", "quarantine", Map.of("feeds", List.of("PRODUCTS"), "from", before.toString())))
                .statusCode(404);
        calls = calls("orders");
        admin(Ground.OPERATOR_KEY)
                .body(Map.of("brand", "zeta", "location", "del1", "shipmentIds", List.of("" + id)))
                .post("/v1/admin/resyncs")
                .then()
                .statusCode(200)
                .body("items[0].shown", equalTo(true));
        assertThat(calls("orders")).isGreaterThan(calls);
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

    /** A hold that never left and is too old by now. */
    private String givenUp(long id) {
        easyecom.fault("hold", "429", 100_000);
        String operation =
                wms.waiting(0).hold(id, "short").statusCode(202).extract().path("operationId");
        Eventually.become("RETRYING", () -> wms.state(operation));
        tooOld(operation);
        easyecom.noFaults();
        return operation;
    }

    private void tooOld(String operation) {
        try (Database owner = Database.asOwner()) {
            owner.run("update pauses set sent_again = null where brand = 'zeta'"); // the time of a pause does not count
            owner.run(
                    "update operations set created_at = created_at - interval '25 hours' where operation_id = cast(? as uuid)",
                    operation);
        }
        Eventually.become("FAILED", () -> wms.state(operation));
    }

    private static String replayOf(String operation) {
        return rehearse(Map.of("brand", "zeta", "operationIds", List.of(operation)))
                .statusCode(201)
                .body("items.would", equalTo(List.of("BEGIN")))
                .extract()
                .path("replayId");
    }

    private static void unresolved(String operation, boolean listed) {
        var given = admin(Ground.OPERATOR_KEY)
                .get("/v1/admin/operations/given-up?brand=zeta&state=PARTIAL&limit=500")
                .then()
                .statusCode(200)
                .extract();
        assertThat(given.<Boolean>path("items.find { it.operation.operationId == '" + operation + "' }.resolved"))
                .isEqualTo(!listed);
        List<String> left = admin(Ground.OPERATOR_KEY)
                .get("/v1/admin/operations/given-up?brand=zeta&unresolved=true&limit=500")
                .then()
                .statusCode(200)
                .extract()
                .path("items.operation.operationId");
        assertThat(left.contains(operation)).isEqualTo(listed);
    }

    private String state(String replay) {
        return admin(Ground.OPERATOR_KEY)
                .get("/v1/admin/replays/" + replay)
                .then()
                .statusCode(200)
                .extract()
                .path("state");
    }

    /** In quarantine, and readable at EasyEcom by now. */
    private long mendedAfterQuarantine() {
        long id = easyecom.place(Map.of("location", KEY, "raw", Map.of("order_id", "not-a-number")))
                .getFirst();
        sync.orders("zeta/del1");
        easyecom.act(
                id,
                "content",
                Map.of(
                        "raw",
                        Map.of("order_id", easyecom.truth(id).path("orderId").asLong())));
        return id;
    }

    private double calls(String lane) {
        return meters.find("fulfilment.easyecom.calls").tags("brand", "zeta", "lane", lane).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private long confirmed(String carrier) {
        long id = easyecom.place(Map.of("location", KEY, "marketplaceId", 10)).getFirst();
        sync.orders("zeta/del1");
        wms.put(
                        "/shipments/" + id + "/assignment",
                        Map.of("courier", "NexarExpress", "awb", "GRP" + id, "carrierId", carrier))
                .statusCode(200);
        wms.confirm(id).statusCode(200);
        return id;
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

    private long received(Map<String, ?> line) {
        long id =
                easyecom.place(Map.of("location", KEY, "lines", List.of(line))).getFirst();
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
