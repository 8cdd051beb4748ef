package com.nexar.fulfilment.retention;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
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
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A finished order forgets its buyer everywhere, stays readable, and no later read of EasyEcom tells it again. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class ErasureTest {

    private static final String GAL1 = "nx6000000001";
    private static final String ERASED = "Erased with the buyer's personal data.";
    private static final String L = "/v1/brands/gale/locations/gal1";

    @Inject
    SyncNow sync;

    @Inject
    ForgettingJob job;

    private final EasyEcom easyecom = EasyEcom.gale();
    private final Wms wms = Wms.gal1();
    private final Database owner = Database.asOwner();
    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String name = "Asha-" + mark;
    private final String phone = "98" + Math.floorMod(mark.hashCode(), 100_000_000) + "77";
    private final String street = "12 Sea View " + mark;
    private final String note = "left with the neighbour of " + name;
    private final List<String> all = List.of(name, phone, street, mark);

    /** Commands that came to nothing, as EasyEcom and a person said in words. */
    private String refused;

    private String settled;

    @AfterEach
    void leave() {
        easyecom.noFaults();
        owner.run("delete from webhook_deliveries where brand = 'gale'");
        owner.close();
    }

    @Test
    void no_table_knows_the_buyer_of_a_finished_order_any_more_and_no_read_brings_him_back() {
        long id = ordered();
        delivered(id);
        heldUpstreamRow(id);
        webhookThatNobodyReads(id);
        wordsBeside(id);
        deliveriesAtTheWarehouse(id);
        assertThat(new EveryTable(owner).holding(all))
                .contains(
                        "recipients.name",
                        "recipients.phone",
                        "recipients.line1",
                        "idempotency_keys.body",
                        "tracking_events.note",
                        "shipments.last_scan",
                        "operations.request",
                        "operations.problem",
                        "operations.settled_reason",
                        "operation_shipments.problem",
                        "manifests.groups",
                        "replay_items.would_because",
                        "changes.data",
                        "shipment_history.detail",
                        "quarantine.raw",
                        "webhook_deliveries.body");
        assertThat(papers(id)).isPositive();
        List<String> before =
                wms.get("/orders/" + orderId(id) + "/timeline").extract().path("entries.event");
        assertThat(before).contains("CONFIRM_REFUSED", "ASSIGN_FAILED", "MOVED");

        assertThat(job.erase("gale", Duration.ZERO)).isPositive();

        assertThat(new EveryTable(owner).holding(all)).isEmpty();
        assertThat(papers(id)).isZero();
        readable(id, before);
        theirEndIsKnown();
        stillToBeTold(id);

        sync.orders("gale/gal1");
        easyecom.act(id, "content", Map.of("raw", Map.of("customer_name", name + " again", "order_id", orderId(id))));
        sync.orders("gale/gal1");
        easyecom.act(id, "content", Map.of("raw", Map.of("order_id", "not-a-number")));
        sync.orders("gale/gal1");
        easyecom.act(id, "content", Map.of("raw", Map.of("order_id", orderId(id), "invoice_number", "INV-" + id)));
        sync.orders("gale/gal1");
        assertThat(new EveryTable(owner).holding(all)).isEmpty();
        assertThat(wms.shipment(id)
                        .body("shipTo", nullValue())
                        .body("stage", equalTo("DELIVERED"))
                        .extract()
                        .<String>path("invoiceNumber"))
                .isEqualTo("INV-" + id);
    }

    @Test
    void what_is_said_after_the_erasure_is_erased_in_its_turn() {
        long id = ordered();
        delivered(id);
        job.erase("gale", Duration.ZERO);

        wms.post(
                        "/shipments/" + id + "/tracking-events",
                        scan("late", "IN_TRANSIT", Instant.now().minusSeconds(7200)))
                .statusCode(200);
        assertThat(new EveryTable(owner).holding(all)).contains("tracking_events.note");
        job.erase("gale", Duration.ZERO);

        assertThat(new EveryTable(owner).holding(all)).isEmpty();
    }

    @Test
    void what_is_said_after_the_erasure_and_comes_to_nothing_is_erased_in_its_turn() {
        long id = ordered();
        delivered(id);
        job.erase("gale", Duration.ZERO);

        easyecom.fault("track", "504", 1);
        String operation = wms.waiting(0)
                .post(
                        "/shipments/" + id + "/tracking-events",
                        scan("late", "IN_TRANSIT", Instant.now().minusSeconds(7200)))
                .statusCode(202)
                .extract()
                .path("operationId");
        settle(operation);
        assertThat(new EveryTable(owner).holding(all)).contains("tracking_events.note", "operations.settled_reason");
        job.erase("gale", Duration.ZERO);

        assertThat(new EveryTable(owner).holding(all)).isEmpty();
    }

    @Test
    void an_order_that_is_not_at_its_end_or_not_for_long_keeps_its_buyer() {
        long open = ordered();
        wms.assign(open, "OPN" + open).statusCode(200);
        long fresh = ordered();
        delivered(fresh);

        job.erase("gale", Duration.ofHours(1));

        wms.shipment(open).body("shipTo.name", equalTo(name)).body("personalDataErasedAt", nullValue());
        wms.shipment(fresh).body("shipTo.name", equalTo(name)).body("personalDataErasedAt", nullValue());
    }

    @Test
    void a_shipment_that_another_pod_is_at_is_passed_over() {
        long id = ordered();
        delivered(id);
        try (Database otherPod = Database.asApplication()) {
            otherPod.scope("gale", "gal1");
            otherPod.texts("select 1 from shipments where brand = 'gale' and shipment_id = ? for update", id);

            job.erase("gale", Duration.ZERO);

            wms.shipment(id).body("shipTo.name", equalTo(name));
            otherPod.rollback();
        }
        job.erase("gale", Duration.ZERO);
        wms.shipment(id).body("shipTo", nullValue());
    }

    @Test
    void old_rows_are_forgotten_and_young_ones_are_not() {
        long id = ordered();
        delivered(id);
        String operation = owner.text(
                "select operation_id::text from operation_shipments where shipment_id = ? and brand = 'gale' limit 1",
                id);
        owner.run(
                "update operations set finished_at = now() - interval '401 days' where operation_id = ?::uuid",
                operation);
        owner.run("""
                insert into quarantine (brand, location, feed, raw, raw_digest, reason, first_seen_at, last_seen_at, times)
                select 'gale', 'gal1', 'ORDERS_TIP', ? || age, ? || age, 'x', now(), now() - age * interval '1 day', 1
                from (values (29), (31)) as of (age)""", mark, mark);
        owner.run(
                "update manifests set created_at = now() - interval '91 days' where brand = 'gale' and groups::text like '%' || ? || '%'",
                Long.toString(id));
        assertThat(manifestPapers()).isPositive();
        owner.run("""
                with replay as (
                  insert into replays (replay_id, brand, location, created_at, created_by)
                  select gen_random_uuid(), 'gale', '*', now() - age * interval '1 day', ? || age from (values (29), (31)) as of (age)
                  returning replay_id)
                insert into replay_items (replay_id, position, brand, location, operation_id, what, would, would_because)
                select replay_id, 0, 'gale', 'gal1', gen_random_uuid(), ?, 'BEGIN', 'x' from replay""", mark, mark);

        job.forget();

        assertThat(owner.number("select count(*) from operations where operation_id = ?::uuid", operation))
                .isZero();
        assertThat(owner.texts("select raw from quarantine where raw like ? || '%'", mark))
                .containsExactly(mark + "29");
        assertThat(manifestPapers()).isZero();
        assertThat(owner.texts("select created_by from replays where created_by like ? || '%'", mark))
                .containsExactly(mark + "29");
        assertThat(owner.number("select count(*) from replay_items where what = ?", mark))
                .isEqualTo(1);
        assertThat(owner.number(
                        "select count(*) from operation_shipments where shipment_id = ? and brand = 'gale'", id))
                .isPositive();
        wms.shipment(id).body("shipTo.name", equalTo(name));
        owner.run("delete from quarantine where raw like ? || '%'", mark);
    }

    private long ordered() {
        long id = easyecom.place(Map.of(
                        "location",
                        GAL1,
                        "raw",
                        Map.of("customer_name", name, "contact_num", phone, "address_line_1", street)))
                .getFirst();
        sync.orders("gale/gal1");
        wms.shipment(id).body("shipTo.name", equalTo(name)).body("shipTo.phone", equalTo(phone));
        return id;
    }

    /** All the way, with words of people in it, and with keys whose answers are kept. */
    private void delivered(long id) {
        wms.hold(id, "the label for " + name + " is damaged").statusCode(200);
        wms.release(id).statusCode(200);
        settled(id);
        wms.request()
                .header("Idempotency-Key", "erase-" + id)
                .contentType(ContentType.JSON)
                .body(Map.of("courier", "NexarExpress", "awb", "ERA" + id, "carrierId", "28001"))
                .put(L + "/shipments/" + id + "/assignment")
                .then()
                .statusCode(200);
        wms.request()
                .header("Idempotency-Key", "took-" + id)
                .contentType(ContentType.JSON)
                .body(Map.of("shipmentIds", List.of("" + id)))
                .put(L + "/acknowledgements")
                .then()
                .statusCode(200);
        refused(id);
        wms.confirm(id).statusCode(200);
        wms.get("/shipments/" + id + "/documents/invoice").statusCode(200);
        String manifest = wms.manifest(id).statusCode(201).extract().path("manifestId");
        wms.get("/manifests/" + manifest + "/document").statusCode(200);
        wms.post("/shipments/" + id + "/tracking-events", scan("end", "DELIVERED", Instant.now()))
                .statusCode(200);
    }

    private Map<String, String> scan(String eventId, String status, Instant at) {
        return Map.of(
                "eventId", eventId, "status", status, "occurredAt", at.toString(), "location", "Pune", "note", note);
    }

    /** EasyEcom's row becomes one that nobody can read, and is set aside with all its text. */
    private void heldUpstreamRow(long id) {
        easyecom.act(id, "content", Map.of("raw", Map.of("order_id", "not-a-number")));
        sync.orders("gale/gal1");
    }

    /** EasyEcom says in words why it takes no confirmation. */
    private void refused(long id) {
        easyecom.act(id, "content", Map.of("raw", Map.of("message", "No invoice for " + name + ", " + street)));
        easyecom.act(id, "confirm-fail");
        refused = wms.confirm(id)
                .statusCode(422)
                .body("upstream.message", containsString(name))
                .extract()
                .path("operationId");
    }

    /** Nobody knows what became of it, and a person says in words why it did not happen. */
    private void settled(long id) {
        easyecom.fault("assign", "504", 1);
        settled =
                wms.waiting(0).assign(id, "SET" + id).statusCode(202).extract().path("operationId");
        settle(settled);
    }

    private void settle(String operation) {
        Eventually.become("OUTCOME_UNKNOWN", () -> wms.state(operation));
        given().filter(new AgainstDocument())
                .header("Authorization", "Bearer " + Ground.OPERATOR_KEY)
                .contentType(ContentType.JSON)
                .body(Map.of("outcome", "DID_NOT_HAPPEN", "reason", "called " + name + " on " + phone))
                .post("/v1/admin/operations/" + operation + "/settlement")
                .then()
                .statusCode(200)
                .body("state", equalTo("FAILED"));
    }

    private void webhookThatNobodyReads(long id) {
        owner.run("""
                insert into quarantine (brand, location, feed, upstream_id, raw, raw_digest, reason, first_seen_at, last_seen_at, times)
                values ('gale', 'gal1', 'WEBHOOKS', ?, ?, ?, 'x', now(), now(), 1)""", id, "to " + name, mark);
    }

    /** What a manifest and a rehearsal keep of EasyEcom's no. */
    private void wordsBeside(long id) {
        owner.run(
                "update manifests set groups = jsonb_set(groups, '{0,refusal}', jsonb_build_object('code', 400, 'message', ?::text))"
                        + " where brand = 'gale' and groups::text like '%' || ? || '%'",
                "No AWB for " + name, Long.toString(id));
        owner.run("""
                with replay as (
                  insert into replays (replay_id, brand, location, created_at, created_by)
                  values (gen_random_uuid(), 'gale', '*', now(), 'operator') returning replay_id)
                insert into replay_items (replay_id, position, brand, location, operation_id, what, would, would_because)
                select replay_id, 0, 'gale', 'gal1', ?::uuid, 'CONFIRM', 'REFUSED', ? from replay""", refused, note);
    }

    /** As two of the warehouse's endpoints are told it: one has taken all, one nothing. */
    private void deliveriesAtTheWarehouse(long id) {
        owner.run("""
                insert into webhook_deliveries (delivery_id, endpoint_id, brand, location, seq, type, subject, lane, body, state, finished_at)
                select gen_random_uuid(), gen_random_uuid(), brand, location, seq, type, subject, subject,
                  json_build_object('specversion', '1.0', 'type', type, 'subject', subject, 'data', data)::text, stands,
                  case when stands = 'DELIVERED' then now() end
                from changes, unnest(array['DELIVERED', 'PENDING']) as stands
                where brand = 'gale' and subject in (?, ?, ?)""", Long.toString(id), refused, settled);
    }

    private void theirEndIsKnown() {
        wms.operation(refused)
                .body("state", equalTo("REFUSED"))
                .body("problem.code", equalTo("upstream-refused"))
                .body("problem.detail", equalTo(ERASED))
                .body("problem.upstream.code", equalTo(18))
                .body("problem.upstream.message", equalTo(ERASED))
                .body("results[0].problem.detail", equalTo(ERASED));
        wms.operation(settled)
                .body("state", equalTo("FAILED"))
                .body("settlement.by", equalTo("operator"))
                .body("settlement.reason", equalTo(ERASED));
    }

    /** The endpoint hears of every change all the same. */
    private void stillToBeTold(long id) {
        assertThat(owner.texts(
                        "select state || ' ' || count(*) from webhook_deliveries where brand = 'gale' group by state"))
                .containsExactly("PENDING "
                        + owner.number(
                                "select count(*) from changes where brand = 'gale' and subject in (?, ?, ?)",
                                Long.toString(id),
                                refused,
                                settled));
        assertThat(pending("shipment.tracked", "{data,stage}", Long.toString(id)))
                .isEqualTo("DELIVERED");
        assertThat(pending("shipment.tracked", "{data,tracking,location}", Long.toString(id)))
                .isEqualTo("Pune");
        assertThat(pending("operation.failed", "{data,results,0,problem,code}", refused))
                .isEqualTo("upstream-refused");
        assertThat(pending("operation.failed", "{data,settlement,reason}", settled))
                .isEqualTo(ERASED);
    }

    private String pending(String type, String path, String subject) {
        return owner.text(
                "select body::json #>> ?::text[] from webhook_deliveries where brand = 'gale' and type = ? and subject = ?",
                path,
                type,
                subject);
    }

    private void readable(long id, List<String> timeline) {
        wms.shipment(id)
                .statusCode(200)
                .body("stage", equalTo("DELIVERED"))
                .body("shipTo", nullValue())
                .body("personalDataErasedAt", notNullValue())
                .body("assignment.awb", equalTo("ERA" + id))
                .body("tracking.status", equalTo("DELIVERED"))
                .body("tracking.note", nullValue())
                .body("lines.size()", equalTo(1));
        wms.get("/orders/" + orderId(id)).statusCode(200).body("shipments[0].shipTo", nullValue());
        wms.get("/orders/" + orderId(id) + "/timeline").statusCode(200).body("entries.event", equalTo(timeline));
        wms.get("/orders/" + orderId(id) + "/eligibility").statusCode(200);
        wms.get("/shipments/" + id + "/documents").statusCode(200).body("items.state", everyItem(equalTo("ERASED")));
        wms.get("/shipments/" + id + "/documents/invoice")
                .statusCode(404)
                .body("detail", containsString("erased with the buyer's personal data"));
    }

    private long papers(long id) {
        return owner.number("select count(*) from document_chunks where brand = 'gale' and shipment_id = ?", id);
    }

    private long manifestPapers() {
        return owner.number("""
                select count(*) from documents d where brand = 'gale' and key like 'manifest/%' and exists (select from manifests m
                  where m.created_at < now() - interval '90 days' and d.key like 'manifest/' || m.manifest_id || '/%')""");
    }

    private long orderId(long id) {
        return owner.number("select order_id from shipments where brand = 'gale' and shipment_id = ?", id);
    }
}
