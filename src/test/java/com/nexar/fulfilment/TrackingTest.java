package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Ground.class)
class TrackingTest {

    private static final String KEY = "nx3000000001";
    private static final Instant MORNING = Instant.now().minus(Duration.ofHours(8));

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();

    @AfterEach
    void no_faults() {
        easyecom.noFaults();
    }

    @Test
    void before_the_manifest_it_is_409_manifest_required_and_nothing_is_sent() {
        long id = easyecom.order(KEY);
        sync.orders("zeta/del1");

        scan(id, "early", "IN_TRANSIT", 0).statusCode(409).body("code", equalTo("manifest-required"));

        assertThat(easyecom.effects(id, "track")).isEmpty();
    }

    @Test
    void each_word_of_ours_becomes_its_id_of_EasyEcom_and_its_stage() {
        long delivered = manifested();
        long returned = manifested();

        step(delivered, "PICKUP_SCHEDULED", 0, 18, "MANIFESTED");
        step(delivered, "OUT_FOR_PICKUP", 1, 19, "MANIFESTED");
        step(delivered, "IN_TRANSIT", 2, 2, "IN_TRANSIT");
        step(delivered, "OUT_FOR_DELIVERY", 3, 20, "OUT_FOR_DELIVERY");
        step(delivered, "UNDELIVERED", 4, 16, "UNDELIVERED");
        step(delivered, "OUT_FOR_DELIVERY", 5, 20, "OUT_FOR_DELIVERY");
        step(delivered, "DELIVERED", 6, 3, "DELIVERED");
        step(returned, "UNDELIVERED", 1, 16, "UNDELIVERED");
        step(returned, "RTO_IN_TRANSIT", 2, 17, "RTO_IN_TRANSIT");
        step(returned, "RTO_DELIVERED", 3, 9, "RTO_DELIVERED");

        assertThat(easyecom.truth(delivered).path("status").asText()).isEqualTo("Shipped");
    }

    @Test
    void the_same_event_again_changes_nothing_and_an_id_used_twice_is_refused() {
        long id = manifested();
        scan(id, "evt", "IN_TRANSIT", 0).statusCode(200);

        scan(id, "evt", "IN_TRANSIT", 0).statusCode(200).body("stage", equalTo("IN_TRANSIT"));
        scan(id, "evt", "DELIVERED", 1).statusCode(400).body("errors[0].field", equalTo("eventId"));

        assertThat(easyecom.effects(id, "track")).containsExactly("HAPPENED");
    }

    @Test
    void a_late_scan_is_kept_is_told_beside_the_current_one_and_does_not_move_the_stage_back() {
        long id = manifested();
        scan(id, "second", "OUT_FOR_DELIVERY", 3).statusCode(200);

        scan(id, "first", "IN_TRANSIT", 1)
                .statusCode(200)
                .body("stage", equalTo("OUT_FOR_DELIVERY"))
                .body("tracking.status", equalTo("OUT_FOR_DELIVERY"));

        JsonNode truth = easyecom.truth(id);
        assertThat(truth.path("shippingStatusId").asInt()).isEqualTo(20);
        assertThat(truth.path("scans").findValuesAsText("status"))
                .containsExactlyInAnyOrder("Out For Delivery", "In Transit");
        String order = wms.shipment(id).extract().path("orderId");
        assertThat(wms.get("/orders/" + order + "/timeline")
                        .extract()
                        .<List<String>>path("entries.findAll { it.event == 'SCANNED' }.reference"))
                .containsExactly("second", "first");
    }

    @Test
    void after_the_end_nothing_follows() {
        long id = manifested();
        scan(id, "end", "DELIVERED", 1).statusCode(200);

        scan(id, "after", "IN_TRANSIT", 2).statusCode(409).body("code", equalTo("stage-conflict"));

        assertThat(easyecom.effects(id, "track")).containsExactly("HAPPENED");
        assertThat(wms.stage(id)).isEqualTo("DELIVERED");
    }

    @Test
    void a_scan_in_an_outage_is_202_and_is_told_by_itself_and_the_same_again_joins() {
        long id = manifested();
        easyecom.fault("track", "429", 1000);
        String operation = scan(wms.waiting(1), id, "again", "IN_TRANSIT", 0)
                .statusCode(202)
                .body("kind", equalTo("TRACK"))
                .extract()
                .path("operationId");
        assertThat(wms.stage(id)).isEqualTo("MANIFESTED");
        wms.shipment(id).body("pending.kind", equalTo("TRACK")).body("pending.operationId", equalTo(operation));
        scan(wms.waiting(0), id, "again", "IN_TRANSIT", 0).statusCode(202).body("operationId", equalTo(operation));

        easyecom.noFaults();

        scan(id, "again", "IN_TRANSIT", 0).statusCode(200).body("stage", equalTo("IN_TRANSIT"));
        assertThat(easyecom.effects(id, "track")).containsExactly("HAPPENED");
    }

    @Test
    void a_scan_whose_answer_was_lost_is_read_back_and_one_that_got_lost_is_told_again() {
        long answerLost = manifested();
        long lost = manifested();
        easyecom.fault("track", "drop-answer", 1);
        scan(answerLost, "lost", "IN_TRANSIT", 0).statusCode(200).body("stage", equalTo("IN_TRANSIT"));
        easyecom.fault("track", "502", 1);
        scan(lost, "lost", "IN_TRANSIT", 0).statusCode(200).body("stage", equalTo("IN_TRANSIT"));

        assertThat(easyecom.effects(answerLost, "track")).containsExactly("HAPPENED");
        assertThat(easyecom.truth(answerLost).path("scans")).hasSize(1);
        assertThat(easyecom.truth(lost).path("scans")).hasSize(1);
    }

    @Test
    void a_scan_during_the_manifest_waits_for_it() throws Exception {
        long id = confirmed();
        easyecom.post("/sandbox/faults", Map.of("operation", "manifest", "kind", "slow", "times", 1, "delay", "PT2S"));
        Thread manifest = Thread.ofVirtual().start(() -> manifest(id));
        Eventually.become("MANIFEST", () -> wms.shipment(id).extract().path("pending?.kind"));

        scan(id, "eager", "IN_TRANSIT", 0).statusCode(200).body("stage", equalTo("IN_TRANSIT"));

        manifest.join();
        assertThat(easyecom.effects(id, "manifest")).containsExactly("HAPPENED");
        assertThat(easyecom.effects(id, "track")).containsExactly("HAPPENED");
    }

    @Test
    void a_scan_during_a_manifest_that_comes_to_nothing_is_409_and_not_sent() {
        long id = confirmed();
        easyecom.fault("manifest", "504", 1);
        wms.waiting(0).manifest(id).statusCode(202);
        Eventually.become("OUTCOME_UNKNOWN", () -> wms.shipment(id).extract().path("pending?.state"));
        easyecom.act(id, "hold"); // before it is sent again

        scan(id, "too-eager", "IN_TRANSIT", 0)
                .statusCode(409)
                .body("code", equalTo("manifest-required"))
                .body("operationId", notNullValue());

        assertThat(easyecom.effects(id, "track")).isEmpty();
        assertThat(wms.stage(id)).isEqualTo("CONFIRMED");

        easyecom.act(id, "release");
        sync.orders("zeta/del1");
        manifest(id);
        scan(id, "too-eager", "IN_TRANSIT", 0).statusCode(200).body("stage", equalTo("IN_TRANSIT"));
        assertThat(easyecom.effects(id, "track")).containsExactly("HAPPENED");
    }

    @Test
    void bad_scans_name_their_fields() {
        long id = manifested();

        wms.post("/shipments/" + id + "/tracking-events", Map.of("status", "IN_TRANSIT"))
                .statusCode(400)
                .body("errors.field.sort()", equalTo(List.of("eventId", "occurredAt")));
        scan(id, "x", "FLYING", 0).statusCode(400).body("errors[0].field", equalTo("status"));
        wms.scan(id, "x", "IN_TRANSIT", Instant.now().plus(Duration.ofDays(1)).toString())
                .statusCode(400)
                .body("errors[0].field", equalTo("occurredAt"));

        assertThat(easyecom.effects(id, "track")).isEmpty();
    }

    private void step(long id, String status, int hour, int easyecomId, String stage) {
        scan(id, status + hour, status, hour).statusCode(200).body("stage", equalTo(stage));
        assertThat(easyecom.truth(id).path("shippingStatusId").asInt()).isEqualTo(easyecomId);
    }

    private ValidatableResponse scan(long id, String event, String status, int hour) {
        return scan(wms, id, event, status, hour);
    }

    private static ValidatableResponse scan(Wms by, long id, String event, String status, int hour) {
        return by.scan(id, event, status, MORNING.plus(Duration.ofHours(hour)).toString());
    }

    private long manifested() {
        long id = confirmed();
        manifest(id);
        return id;
    }

    private void manifest(long id) {
        wms.manifest(id).statusCode(201);
    }

    private long confirmed() {
        long id = easyecom.order(KEY);
        sync.orders("zeta/del1");
        wms.assign(id, "TRK" + id).statusCode(200);
        wms.confirm(id).statusCode(200);
        return id;
    }
}
