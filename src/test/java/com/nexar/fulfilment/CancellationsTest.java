package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cancelled at EasyEcom when the warehouse has the parcel already: it is asked, and what it decides holds. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class CancellationsTest {

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
    void before_the_acknowledgement_it_is_simply_cancelled_and_nothing_is_to_decide() {
        long id = received();
        cancel(id);

        wms.shipment(id).body("stage", equalTo("CANCELLED")).body("cancellation", nullValue());
        wms.confirm(id)
                .statusCode(409)
                .body("code", equalTo("cancelled"))
                .body("detail", containsString("Stop the parcel"));
        wms.decide(id, "STOPPED", null)
                .statusCode(409)
                .body("code", equalTo("stage-conflict"))
                .body("stage", equalTo("CANCELLED"));

        assertThat(listed("")).doesNotContain("" + id);
        assertThat(events(id)).doesNotContain("CANCELLATION_REQUESTED");
    }

    @Test
    void after_the_acknowledgement_it_is_open_until_the_warehouse_decides_and_no_command_goes() {
        long id = confirmed();
        wms.acknowledge(id).statusCode(200);
        cancel(id);

        var shown = wms.shipment(id)
                .body("stage", equalTo("CANCELLED"))
                .body("eligible", is(false))
                .body("cancellation.state", equalTo("OPEN"))
                .body("cancellation.overdue", is(false))
                .body("cancellation.recall", is(false))
                .body("cancellation.outcome", nullValue())
                .extract();
        assertThat(Duration.between(
                        Instant.parse(shown.path("cancellation.requestedAt")),
                        Instant.parse(shown.path("cancellation.decideBy"))))
                .isEqualTo(Duration.ofMinutes(30));
        assertThat(events(id)).containsOnlyOnce("ACKNOWLEDGED", "CANCELLATION_REQUESTED");
        assertThat(listed("?state=OPEN")).contains("" + id);
        assertThat(listed("?state=SETTLED")).doesNotContain("" + id);
        for (ValidatableResponse refused : List.of(wms.assign(id, "LATE" + id), wms.confirm(id), wms.manifest(id))) {
            refused.statusCode(409)
                    .body("code", equalTo("cancelled"))
                    .body("detail", containsString("/cancellations/" + id + "/decision"));
        }
        scan(id, "open", "IN_TRANSIT", 0).statusCode(409).body("code", equalTo("cancelled"));

        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED");
        assertThat(easyecom.effects(id, "manifest")).isEmpty();
        assertThat(easyecom.effects(id, "track")).isEmpty();
    }

    @Test
    void stopped_is_settled_once_and_its_scans_are_refused() {
        long id = open();

        wms.decide(id, "STOPPED", null)
                .statusCode(200)
                .body("stage", equalTo("CANCELLED"))
                .body("cancellation.state", equalTo("SETTLED"))
                .body("cancellation.outcome", equalTo("STOPPED"))
                .body("cancellation.decidedAt", notNullValue())
                .body("cancellation.recall", is(false));
        int version = wms.shipment(id).extract().path("version");
        wms.decide(id, "STOPPED", "said again").statusCode(200).body("version", equalTo(version));
        wms.decide(id, "TOO_LATE", "no, it left")
                .statusCode(409)
                .body("code", equalTo("stage-conflict"))
                .body("detail", containsString("decided as STOPPED"));
        scan(id, "none", "IN_TRANSIT", 0).statusCode(409).body("detail", containsString("has stopped the parcel"));

        assertThat(events(id)).containsOnlyOnce("CANCELLATION_SETTLED");
        assertThat(listed("?state=SETTLED")).contains("" + id);
        assertThat(listed("?state=OPEN")).doesNotContain("" + id);
    }

    @Test
    void too_late_is_a_recall_whose_scans_are_kept_and_not_sent_and_the_stage_stays() {
        long id = open();

        wms.decide(id, "TOO_LATE", " ").statusCode(400).body("errors[0].field", equalTo("reason"));
        wms.decide(id, "TOO_LATE", "on the truck")
                .statusCode(200)
                .body("stage", equalTo("CANCELLED"))
                .body("cancellation.outcome", equalTo("TOO_LATE"))
                .body("cancellation.reason", equalTo("on the truck"))
                .body("cancellation.recall", is(true));
        scan(id, "hub", "IN_TRANSIT", 2)
                .statusCode(200)
                .body("stage", equalTo("CANCELLED"))
                .body("tracking.status", equalTo("IN_TRANSIT"));
        scan(id, "hub", "IN_TRANSIT", 2).statusCode(200);
        scan(id, "hub", "DELIVERED", 2).statusCode(400).body("errors[0].field", equalTo("eventId"));
        scan(id, "pick", "OUT_FOR_PICKUP", 1).statusCode(200).body("tracking.status", equalTo("IN_TRANSIT"));
        scan(id, "back", "RTO_DELIVERED", 3)
                .statusCode(200)
                .body("stage", equalTo("CANCELLED"))
                .body("tracking.status", equalTo("RTO_DELIVERED"));
        wms.confirm(id).statusCode(409).body("code", equalTo("cancelled")).body("detail", containsString("recalled"));

        assertThat(easyecom.effects(id, "track")).isEmpty();
        assertThat(scans(id)).containsExactly("hub", "pick", "back");
        assertThat(database("select string_agg(distinct state, ',') from tracking_events where shipment_id = ?", id))
                .isEqualTo("KEPT");
    }

    @Test
    void what_nobody_decides_in_time_stays_open_is_shown_as_overdue_and_can_be_decided() {
        long id = open();
        try (Database owner = Database.asOwner()) {
            owner.run(
                    "update shipments set cancellation_decide_by = now() - interval '1 second' where shipment_id = ?",
                    id);
        }

        wms.shipment(id).body("cancellation.state", equalTo("OPEN")).body("cancellation.overdue", is(true));
        wms.decide(id, "STOPPED", "found it")
                .statusCode(200)
                .body("cancellation.state", equalTo("SETTLED"))
                .body("cancellation.overdue", is(false));
    }

    @Test
    void after_the_manifest_it_is_a_recall_the_stage_stays_and_kept_scans_move_it() {
        long id = manifested(); // never acknowledged
        cancelAtTheRoad(id);

        wms.shipment(id)
                .body("stage", equalTo("MANIFESTED"))
                .body("upstream.status", equalTo("Cancelled"))
                .body("cancellation.state", equalTo("OPEN"))
                .body("cancellation.recall", is(true));
        assertThat(events(id)).containsOnlyOnce("CANCELLATION_REQUESTED");
        wms.confirm(id).statusCode(409).body("code", equalTo("cancelled")).body("detail", containsString("/decision"));
        scan(id, "road", "IN_TRANSIT", 1).statusCode(200).body("stage", equalTo("IN_TRANSIT"));
        scan(id, "back", "RTO_DELIVERED", 2).statusCode(200).body("stage", equalTo("RTO_DELIVERED"));
        scan(id, "ghost", "DELIVERED", 3).statusCode(409).body("code", equalTo("stage-conflict"));
        wms.decide(id, "STOPPED", "it came back")
                .statusCode(200)
                .body("stage", equalTo("RTO_DELIVERED"))
                .body("cancellation.outcome", equalTo("STOPPED"))
                .body("cancellation.recall", is(true));

        assertThat(easyecom.effects(id, "track")).isEmpty();
        assertThat(scans(id)).containsExactly("road", "back");
    }

    @Test
    void a_recall_that_EasyEcom_takes_back_has_its_scans_told_again() {
        long id = manifested();
        cancelAtTheRoad(id);
        scan(id, "kept", "IN_TRANSIT", 1).statusCode(200);

        easyecom.act(id, "content", Map.of("raw", Map.of("order_status", "Shipped", "order_status_id", 7)));
        sync.orders("zeta/del1");
        scan(id, "told", "OUT_FOR_DELIVERY", 2).statusCode(200).body("stage", equalTo("OUT_FOR_DELIVERY"));

        assertThat(easyecom.effects(id, "track")).containsExactly("HAPPENED");
        wms.shipment(id).body("cancellation.state", equalTo("OPEN"));
    }

    @Test
    void a_scan_that_waited_to_be_told_is_kept_when_the_cancellation_comes_first() {
        long id = manifested();
        easyecom.fault("track", "429", 1000);
        String operation = scan(wms.waiting(0), id, "queued", "IN_TRANSIT", 1)
                .statusCode(202)
                .extract()
                .path("operationId");
        String next = scan(wms.waiting(0), id, "second", "OUT_FOR_DELIVERY", 2)
                .statusCode(202)
                .extract()
                .path("operationId");
        cancelAtTheRoad(id);

        easyecom.noFaults();
        Eventually.become("SUCCEEDED", () -> wms.state(operation));
        Eventually.become("SUCCEEDED", () -> wms.state(next));

        assertThat(easyecom.effects(id, "track")).doesNotContain("HAPPENED");
        assertThat(easyecom.truth(id).path("scans")).isEmpty();
        assertThat(scans(id)).containsExactly("queued", "second");
        assertThat(wms.stage(id)).isEqualTo("OUT_FOR_DELIVERY");
    }

    @Test
    void cancelled_lines_are_quantities_and_ask_nobody_even_where_all_are() {
        long id = easyecom.place(
                        Map.of("location", KEY, "lines", List.of(Map.of("sku", "DEMO-TEE-BLK-M", "quantity", 3))))
                .getFirst();
        sync.orders("zeta/del1");
        wms.acknowledge(id).statusCode(200);
        String before = wms.shipment(id).extract().path("contentVersion");
        long line = easyecom.truth(id).path("lines").get(0).path("suborderId").asLong();

        for (int cancelled : List.of(2, 3)) {
            easyecom.act(id, "partial-cancellation", Map.of("suborderId", line, "quantity", cancelled == 2 ? 2 : 1));
            sync.orders("zeta/del1");
            wms.shipment(id)
                    .body("lines[0].quantity", is(3))
                    .body("lines[0].cancelledQuantity", is(cancelled))
                    .body("stage", equalTo("RECEIVED"))
                    .body("cancellation", nullValue());
        }

        wms.post("/shipments/" + id + "/confirmation", Map.of("contentVersion", before))
                .statusCode(409)
                .body("code", equalTo("content-changed"))
                .body("difference.lines[0].before.cancelledQuantity", is(0))
                .body("difference.lines[0].after.cancelledQuantity", is(3));
        assertThat(easyecom.effects(id, "confirm")).isEmpty();
    }

    @Test
    void pages_go_on_where_the_last_one_ended() {
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            asked.add("" + open());
        }
        List<String> paged = new ArrayList<>();
        String next = "";
        do {
            var page = wms.get("/cancellations?state=open&limit=1" + next)
                    .statusCode(200)
                    .extract();
            paged.addAll(page.path("items.shipmentId"));
            next = page.path("next") == null ? null : "&cursor=" + page.path("next");
        } while (next != null);

        assertThat(paged).containsSubsequence(asked).doesNotHaveDuplicates();
        assertThat(listed("?state=OPEN&limit=500")).isEqualTo(paged);
        wms.get("/cancellations?limit=500")
                .body("items.find { it.shipmentId == '" + asked.getFirst() + "' }.cancellation.state", equalTo("OPEN"))
                .body("items.find { it.shipmentId == '" + asked.getFirst() + "' }.stage", equalTo("CANCELLED"));
    }

    @Test
    void bad_questions_and_decisions_name_their_fields() {
        long id = open();

        wms.get("/cancellations?state=MAYBE").statusCode(400).body("errors[0].field", equalTo("state"));
        wms.get("/cancellations?cursor=abc").statusCode(400).body("errors[0].field", equalTo("cursor"));
        wms.post("/cancellations/" + id + "/decision", Map.of())
                .statusCode(400)
                .body("errors[0].field", equalTo("outcome"));
        wms.decide(id, "MAYBE", null).statusCode(400).body("errors[0].field", equalTo("outcome"));
        wms.decide(999_999_991L, "STOPPED", null).statusCode(404);
        Wms.blr1().decide(id, "STOPPED", null).statusCode(404);

        wms.shipment(id).body("cancellation.state", equalTo("OPEN"));
    }

    private void cancel(long id) {
        easyecom.act(id, "cancellation");
        sync.orders("zeta/del1");
    }

    /** EasyEcom's API refuses it after the manifest; its people do it all the same. */
    private void cancelAtTheRoad(long id) {
        easyecom.act(id, "content", Map.of("raw", Map.of("order_status", "Cancelled", "order_status_id", 9)));
        sync.orders("zeta/del1");
    }

    /** Acknowledged, then cancelled. */
    private long open() {
        long id = received();
        wms.acknowledge(id).statusCode(200);
        cancel(id);
        return id;
    }

    private long received() {
        long id = easyecom.order(KEY);
        sync.orders("zeta/del1");
        return id;
    }

    private long confirmed() {
        long id = received();
        wms.assign(id, "CAN" + id).statusCode(200);
        wms.confirm(id).statusCode(200);
        return id;
    }

    private long manifested() {
        long id = confirmed();
        wms.manifest(id).statusCode(201);
        return id;
    }

    private ValidatableResponse scan(long id, String event, String status, int hour) {
        return scan(wms, id, event, status, hour);
    }

    private static ValidatableResponse scan(Wms by, long id, String event, String status, int hour) {
        return by.scan(id, event, status, MORNING.plus(Duration.ofHours(hour)).toString());
    }

    private List<String> listed(String query) {
        return wms.get("/cancellations" + query).statusCode(200).extract().path("items.shipmentId");
    }

    private List<String> events(long id) {
        return timeline(id).extract().path("entries.event");
    }

    private List<String> scans(long id) {
        return timeline(id).extract().path("entries.findAll { it.event == 'SCANNED' }.reference");
    }

    private ValidatableResponse timeline(long id) {
        String order = wms.shipment(id).extract().path("orderId");
        return wms.get("/orders/" + order + "/timeline");
    }

    private static String database(String sql, long id) {
        try (Database owner = Database.asOwner()) {
            return owner.text(sql, id);
        }
    }
}
