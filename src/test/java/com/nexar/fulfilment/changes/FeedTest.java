package com.nexar.fulfilment.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import com.nexar.fulfilment.products.ProductsNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A location's feed over HTTP: what it tells, to whom, and how fast. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class FeedTest {

    private static final String BLR1 = "nx1000000001";
    private static final String BOM1 = "nx1000000002";

    @Inject
    SyncNow sync;

    @Inject
    ProductsNow products;

    @Inject
    TrimmingJob trimming;

    private final EasyEcom easyecom = EasyEcom.acme();
    private final Database owner = Database.asOwner();

    @AfterEach
    void leave() {
        owner.close();
    }

    @Test
    void a_parcel_s_whole_way_is_told_in_order_without_address_or_phone() {
        long from = last(Wms.blr1());
        long id = easyecom.order(BLR1);
        sync.orders("acme/blr1");
        easyecom.act(id, "hold");
        sync.orders("acme/blr1");
        easyecom.act(id, "release");
        sync.orders("acme/blr1");
        Wms.blr1().assign(id, "FEED" + id).statusCode(200);
        Wms.blr1().confirm(id).statusCode(200);
        Wms.blr1().manifest(id).statusCode(201);
        Wms.blr1().scan(id, "one", "IN_TRANSIT", Instant.now().toString()).statusCode(200);

        List<Map<String, Object>> all = read(Wms.blr1(), from);
        List<Map<String, Object>> told = about(all, id);

        assertThat(told.stream().map(change -> (String) change.get("type")).filter(type -> !type.endsWith(".updated")))
                .containsExactly(
                        "shipment.received",
                        "shipment.held",
                        "shipment.released",
                        "shipment.assigned",
                        "shipment.confirmed",
                        "shipment.manifested",
                        "shipment.tracked");
        assertThat(all.stream().map(change -> Long.valueOf((String) change.get("sequence"))))
                .containsExactlyElementsOf(LongStream.rangeClosed(from + 1, from + all.size())
                        .boxed()
                        .toList());
        assertThat(told).allSatisfy(change -> {
            assertThat(change.get("specversion")).isEqualTo("1.0");
            assertThat(change.get("source")).isEqualTo("/v1/brands/acme/locations/blr1");
            assertThat(change.get("id")).isEqualTo("acme-blr1-" + change.get("sequence"));
            assertThat(data(change)).containsEntry("shipmentId", "" + id).doesNotContainKeys("shipTo", "pending");
        });
        Map<String, Object> shown = Wms.blr1().shipment(id).extract().path("$");
        shown.remove("shipTo");
        shown.remove("pending");
        assertThat(data(told.getLast())).isEqualTo(shown);
        String phone = easyecom.truth(id).findPath("contact_num").asText();
        assertThat(owner.texts("select data::text from changes where subject = ?", "" + id))
                .isNotEmpty()
                .noneMatch(text -> text.contains("phone") || !phone.isEmpty() && text.contains(phone));
    }

    @Test
    void a_refused_command_is_told_with_its_problem() {
        long id = easyecom.order(BLR1);
        sync.orders("acme/blr1");
        Wms.blr1().assign(id, "FAIL" + id).statusCode(200);
        easyecom.act(id, "confirm-fail");
        long from = last(Wms.blr1());

        Wms.blr1().confirm(id).statusCode(422);

        assertThat(read(Wms.blr1(), from))
                .filteredOn(change -> change.get("type").equals("operation.failed"))
                .singleElement()
                .satisfies(change -> {
                    assertThat(data(change)).containsEntry("kind", "CONFIRM").containsEntry("state", "REFUSED");
                    assertThat(data(change).get("shipmentIds")).isEqualTo(List.of("" + id));
                });
    }

    @Test
    void who_waits_is_told_at_once() throws Exception {
        long from = last(Wms.blr1());
        long id = easyecom.order(BLR1);
        CompletableFuture<Instant> heard = CompletableFuture.supplyAsync(() -> {
            List<String> subjects = Wms.blr1()
                    .get("/changes?wait=30&after=" + from)
                    .statusCode(200)
                    .extract()
                    .path("items.subject");
            assertThat(subjects).contains("" + id);
            return Instant.now();
        });

        sync.orders("acme/blr1");
        Instant done = Instant.now();

        assertThat(Duration.between(done, heard.get(30, TimeUnit.SECONDS))).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void who_waits_in_vain_is_answered_when_his_time_is_up() {
        long from = last(Wms.bom1());
        long start = System.nanoTime();

        Wms.bom1()
                .get("/changes?wait=1&after=" + from)
                .statusCode(200)
                .body("items", empty())
                .body("next", equalTo("" + from));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(990));
    }

    @Test
    void what_nobody_can_mean_is_a_problem_that_names_the_field() {
        Wms.blr1().get("/changes?after=abc").statusCode(400).body("errors[0].field", equalTo("after"));
        Wms.blr1().get("/changes?after=-1").statusCode(400).body("errors[0].field", equalTo("after"));
        Wms.blr1().get("/changes?wait=31").statusCode(400).body("errors[0].field", equalTo("wait"));
        Wms.blr1().get("/changes?limit=501").statusCode(400).body("errors[0].field", equalTo("limit"));
        Wms.blr1().get("/changes?after=999999999").statusCode(400).body("detail", containsString("newest entry"));
        Wms.at(Ground.ZETA_KEY, "acme/blr1").get("/changes").statusCode(404);
    }

    @Test
    void who_comes_back_too_late_is_told_where_the_feed_starts() {
        long id = easyecom.order(BOM1);
        sync.orders("acme/bom1");
        long old = last(Wms.bom1());
        easyecom.act(id, "hold");
        sync.orders("acme/bom1");
        owner.run(
                "update changes set recorded_at = recorded_at - interval '8 days' where brand = 'acme' and location = 'bom1'"
                        + " and seq <= ?",
                old);

        trimming.trim();

        Wms.bom1()
                .get("/changes?after=" + (old - 1))
                .statusCode(410)
                .body("code", equalTo("feed-truncated"))
                .body("oldest", equalTo("" + (old + 1)));
        assertThat(read(Wms.bom1(), old).getFirst().get("sequence")).isEqualTo("" + (old + 1));
    }

    @Test
    void old_entries_leave_in_batches_from_the_beginning_of_the_feed() {
        long last =
                owner.number("select coalesce(max(last), 0) from feed_heads where brand = 'dusk' and location = 'no1'");
        owner.run("""
                insert into changes (brand, location, seq, type, subject, at, data, recorded_at)
                select 'dusk', 'no1', ? + n, 'connection.restored', 'no1', now(), '{}', now() - interval '8 days'
                from generate_series(1, 2500) n""", last);
        owner.run("""
                insert into feed_heads (brand, location, last) values ('dusk', 'no1', ?)
                on conflict (brand, location) do update set last = excluded.last""", last + 2500);
        try (Database application = Database.asApplication()) {
            application.scope("dusk", "no1");
            assertThat(application.number("select trim_changes(now() - interval '7 days', 400)"))
                    .isEqualTo(400);
            assertThat(application.number("select min(seq) from changes")).isEqualTo(last + 401);
            application.rollback();
        }

        trimming.trim();

        assertThat(owner.number(
                        "select count(*) from changes where brand = 'dusk' and location = 'no1' and seq > ?", last))
                .isZero();
        assertThat(owner.number("select oldest from feed_heads where brand = 'dusk' and location = 'no1'"))
                .isEqualTo(last + 2501);
    }

    @Test
    void nobody_who_has_something_to_tell_waits_for_what_is_deleted() throws Exception {
        easyecom.order(BOM1);
        sync.orders("acme/bom1");
        long old = last(Wms.bom1());
        owner.run(
                "update changes set recorded_at = now() - interval '8 days' where brand = 'acme' and location = 'bom1' and seq <= ?",
                old);
        try (Database erasure = Database.asApplication();
                Database telling = Database.asApplication()) {
            erasure.scope("acme", "bom1")
                    .texts("select 1 from changes where location = 'bom1' and seq = ? for update", old);
            CompletableFuture<Void> trimmed = CompletableFuture.runAsync(trimming::trim, Thread::startVirtualThread);
            Eventually.become(true, () -> owner.number("select count(*) from pg_locks where not granted") > 0);

            assertThat(telling.scope("acme", "bom1")
                            .texts("select last from feed_heads where location = 'bom1' for update nowait"))
                    .hasSize(1);

            telling.rollback();
            erasure.rollback();
            trimmed.get(10, TimeUnit.SECONDS);
        }
        assertThat(owner.number(
                        "select count(*) from changes where brand = 'acme' and location = 'bom1' and seq <= ?", old))
                .isZero();
    }

    @Test
    void a_shipment_that_moves_is_told_to_both_and_where_it_went_to_neither() {
        long id = easyecom.order(BLR1);
        sync.orders("acme/blr1");
        long fromBlr1 = last(Wms.blr1());
        long fromBom1 = last(Wms.bom1());

        easyecom.act(id, "relocation", Map.of("location", BOM1));
        sync.orders("acme/bom1");

        List<Map<String, Object>> left = about(read(Wms.blr1(), fromBlr1), id);
        assertThat(left).singleElement().satisfies(change -> {
            assertThat(change.get("type")).isEqualTo("shipment.relocated");
            assertThat(data(change)).containsOnlyKeys("shipmentId", "orderId", "referenceCode");
        });
        assertThat(about(read(Wms.bom1(), fromBom1), id).getFirst().get("type")).isEqualTo("shipment.received");
    }

    @Test
    void a_product_s_change_is_stored_once_and_shown_by_every_location_without_a_gap() {
        products.products("acme");
        long fromBlr1 = last(Wms.blr1());
        long fromBom1 = last(Wms.bom1());
        String sku = owner.text("select sku from products where brand = 'acme' limit 1");
        owner.run("update products set digest = 'other' where brand = 'acme' and sku = ?", sku);
        owner.run(
                "update sync_cursors set done_until = now() - interval '400 days' where brand = 'acme' and feed = 'PRODUCTS'");

        products.products("acme");

        assertThat(about(read(Wms.blr1(), fromBlr1), sku)).singleElement().satisfies(change -> {
            assertThat(change.get("type")).isEqualTo("product.changed");
            assertThat(data(change)).containsEntry("sku", sku);
        });
        assertThat(about(read(Wms.bom1(), fromBom1), sku)).hasSize(1);
        assertThat(owner.number(
                        "select count(*) from changes where brand = 'acme' and subject = ? and data is not null", sku))
                .isEqualTo(1);
    }

    @Test
    void what_is_over_when_it_is_first_seen_is_not_told() {
        long over = easyecom.order(BLR1);
        easyecom.act(over, "cancellation");
        long open = easyecom.order(BLR1);
        long from = last(Wms.blr1());

        sync.orders("acme/blr1");

        assertThat(about(read(Wms.blr1(), from), open)).isNotEmpty();
        assertThat(about(read(Wms.blr1(), from), over)).isEmpty();
        Wms.blr1().shipment(over).statusCode(200).body("stage", equalTo("CANCELLED"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> data(Map<String, Object> change) {
        return (Map<String, Object>) change.get("data");
    }

    private static List<Map<String, Object>> about(List<Map<String, Object>> changes, Object subject) {
        return changes.stream()
                .filter(change -> change.get("subject").equals(subject.toString()))
                .toList();
    }

    private static long last(Wms wms) {
        return Long.parseLong(
                wms.get("/changes?after=latest").statusCode(200).extract().path("next"));
    }

    private static List<Map<String, Object>> read(Wms wms, long after) {
        List<Map<String, Object>> all = new ArrayList<>();
        String next = "" + after;
        while (true) {
            var page = wms.get("/changes?limit=3&after=" + next).statusCode(200).extract();
            List<Map<String, Object>> items = page.path("items");
            if (items.isEmpty()) {
                return all;
            }
            all.addAll(items);
            next = page.path("next");
        }
    }
}
