package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
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
    void an_outage_keeps_nothing_and_the_same_event_can_be_reported_again() {
        long id = manifested();
        easyecom.fault("track", "429", 1);

        scan(id, "again", "IN_TRANSIT", 0).statusCode(503).header("Retry-After", notNullValue());
        assertThat(wms.stage(id)).isEqualTo("MANIFESTED");

        scan(id, "again", "IN_TRANSIT", 0).statusCode(200).body("stage", equalTo("IN_TRANSIT"));
    }

    @Test
    void a_lost_answer_ends_with_one_distinct_scan_at_EasyEcom() {
        long id = manifested();
        easyecom.fault("track", "502", 1);

        scan(id, "lost", "IN_TRANSIT", 0).statusCode(503).body("code", equalTo("outcome-unknown"));
        Eventually.become("IN_TRANSIT", () -> wms.stage(id));

        scan(id, "lost", "IN_TRANSIT", 0).statusCode(200);
        assertThat(easyecom.truth(id).path("scans")).hasSize(1);
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
    void a_scan_during_a_manifest_that_comes_to_nothing_is_409_and_not_sent() throws Exception {
        long id = confirmed();
        easyecom.fault("manifest", "502", 1);
        wms.request()
                .header("Prefer", "respond-async")
                .contentType("application/json")
                .body(Map.of("shipmentIds", List.of("" + id)))
                .post("/v1/brands/zeta/locations/del1/manifests")
                .then()
                .statusCode(503)
                .body("code", equalTo("outcome-unknown"));

        scan(id, "too-eager", "IN_TRANSIT", 0)
                .statusCode(409)
                .body("code", equalTo("manifest-required"))
                .body("operationId", notNullValue());

        assertThat(easyecom.effects(id, "track")).isEmpty();
        assertThat(wms.stage(id)).isEqualTo("CONFIRMED");

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

    private io.restassured.response.ValidatableResponse scan(long id, String event, String status, int hour) {
        return wms.scan(id, event, status, MORNING.plus(Duration.ofHours(hour)).toString());
    }

    private long manifested() {
        long id = confirmed();
        manifest(id);
        return id;
    }

    private void manifest(long id) {
        wms.post("/manifests", Map.of("shipmentIds", List.of("" + id))).statusCode(201);
    }

    private long confirmed() {
        long id = easyecom.order(KEY);
        sync.orders("zeta/del1");
        wms.assign(id, "TRK" + id).statusCode(200);
        wms.confirm(id).statusCode(200);
        return id;
    }
}
