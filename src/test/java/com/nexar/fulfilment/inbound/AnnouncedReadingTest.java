package com.nexar.fulfilment.inbound;

import static com.nexar.fulfilment.Eventually.become;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What messages make us read, in calls that reached EasyEcom; no poll runs here. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class AnnouncedReadingTest {

    private static final String HK1 = "nx7000000001";
    private static final String HK2 = "nx7000000002";
    private static final String READ = "order-details";

    private final EasyEcom easyecom = EasyEcom.hook();
    private final Wms hk1 = Wms.at(Ground.HOOK_KEY, "hook/hk1");
    private final Wms hk2 = Wms.at(Ground.HOOK_KEY, "hook/hk2");
    private final Database owner = Database.asOwner();

    @Inject
    SyncNow sync;

    @Inject
    GuardNow now;

    @AfterEach
    void leave() {
        easyecom.noWebhooks();
        easyecom.noFaults();
        easyecom.vary(Map.of("webhook-duplicates", "off", "webhook-order", "in-order", "webhook-auth", "access-token"));
        owner.close();
    }

    @Test
    void what_EasyEcom_tells_is_here_without_any_poll_and_the_timeline_says_why() {
        for (String version : List.of("V1", "V2")) {
            listen(version);
            long id = easyecom.order(HK1);
            become(200, () -> status(id));

            easyecom.act(id, "hold");
            become(true, () -> held(id));
            easyecom.act(id, "release");
            become(false, () -> held(id));
            easyecom.act(id, "cancellation");
            become("CANCELLED", () -> hk1.stage(id));

            hk1.get("/orders/" + easyecom.truth(id).path("orderId").asText() + "/timeline")
                    .body("entries.cause", hasItem("WEBHOOK"));
            easyecom.noWebhooks();
        }
    }

    @Test
    void confirmation_manifest_and_scans_of_others_are_learnt_in_either_way_of_authenticating() {
        easyecom.vary(Map.of("webhook-auth", "bearer"));
        listen("V2");
        long id = easyecom.order(HK1);
        become(200, () -> status(id));
        hk1.waiting(0).assign(id, "HOOK-" + id);
        become("ASSIGNED", () -> hk1.stage(id));
        easyecom.act(id, "confirmation");
        become("CONFIRMED", () -> hk1.stage(id));
        easyecom.act(id, "manifest");
        become("MANIFESTED", () -> hk1.stage(id));
    }

    @Test
    void duplicates_out_of_order_end_in_what_is_true() {
        easyecom.vary(Map.of("webhook-duplicates", "on", "webhook-order", "reversed"));
        listen("V1");
        long id = easyecom.order(HK1);
        easyecom.act(id, "hold");
        easyecom.act(id, "release");
        easyecom.act(id, "hold");

        become(200, () -> status(id));
        become(true, () -> held(id));
        become(0, () -> waiting(id));
        assertThat(held(id)).isTrue();
    }

    @Test
    void ten_messages_about_an_order_cost_one_call_and_the_same_again_none() {
        List<Long> ids = easyecom.place(Map.of("location", HK1, "parts", 2));
        long orderId = easyecom.truth(ids.getFirst()).path("orderId").asLong();
        long before = easyecom.ledgerEnd();
        long began = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            Post.to("hook/hk1", List.of(Post.row(ids.get(i % 2), orderId, HK1, "m" + i)))
                    .statusCode(200);
        }
        long gathered =
                1 + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began); // a second each, on a slow machine more
        ids.forEach(id -> become(200, () -> status(id)));
        ids.forEach(id -> become(0, () -> waiting(id)));
        int calls = easyecom.countSince(before, READ);
        assertThat(calls).isPositive().isLessThanOrEqualTo((int) gathered);

        for (int i = 0; i < 5; i++) {
            Post.to("hook/hk1", List.of(Post.row(ids.get(0), orderId, HK1, "m8")))
                    .statusCode(200);
        }
        assertThat(waiting(ids.getFirst())).isZero();
        assertThat(easyecom.countSince(before, READ)).isEqualTo(calls);
    }

    @Test
    void the_same_row_under_another_action_is_news() {
        long id = easyecom.order(HK1);
        List<Map<String, Object>> row =
                List.of(Post.row(id, easyecom.truth(id).path("orderId").asLong(), HK1, "as it was"));
        post("CreateOrderV2", row);
        become(200, () -> status(id));
        become(0, () -> waiting(id));
        easyecom.act(id, "hold");
        post("CreateOrderV2", row);
        assertThat(waiting(id)).isZero();

        post("UpdateOrderV2", row);

        become(true, () -> held(id));
    }

    private static void post(String action, List<Map<String, Object>> rows) {
        Post.with(Map.of("Access-Token", Ground.HOOK_TOKEN, Sender.ACTION, action))
                .body(rows)
                .post("/inbound/easyecom/hook/hk1")
                .then()
                .statusCode(200);
    }

    @Test
    void what_is_known_already_is_not_read() {
        long id = easyecom.order(HK1);
        sync.tip("hook/hk1");
        become(200, () -> status(id));
        long before = easyecom.ledgerEnd();
        listen("V1");
        easyecom.act(id, "hold");
        sync.tip("hook/hk1"); // polling is first
        assertThat(held(id)).isTrue();

        become(
                1L,
                () -> owner.number(
                        "select count(*) from inbound_reads where shipment_id = ? and due_at is null and read_at is not null",
                        id));
        assertThat(easyecom.countSince(before, READ)).isZero();
    }

    @Test
    void many_orders_at_once_are_read_with_the_list() {
        sync.tip("hook/hk1");
        List<Long> ids = new ArrayList<>();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            long id = easyecom.order(HK1);
            ids.add(id);
            rows.add(Post.row(id, easyecom.truth(id).path("orderId").asLong(), HK1, "new"));
        }
        long before = easyecom.ledgerEnd();
        Post.to("hook/hk1", rows).statusCode(200);

        ids.forEach(id -> become(200, () -> status(id)));
        ids.forEach(id -> become(0, () -> waiting(id)));
        assertThat(easyecom.countSince(before, READ)).isZero();
        assertThat(easyecom.countSince(before, "orders")).isBetween(1, 2);
    }

    @Test
    void no_look_comes_between_what_one_message_names() {
        assertThat(now.momentsOfOneMessage("hook/hk1", List.of(77_000_000_001L, 77_000_000_002L, 77_000_000_003L)))
                .isEqualTo(1);
    }

    @Test
    void while_EasyEcom_is_down_messages_are_taken_and_read_afterwards() {
        long id = easyecom.order(HK1);
        long orderId = easyecom.truth(id).path("orderId").asLong();
        easyecom.fault(READ, "503", 1000);
        long start = System.nanoTime();
        Post.to("hook/hk1", List.of(Post.row(id, orderId, HK1, "down"))).statusCode(200);
        System.out.printf(
                "A webhook was answered after %d ms while EasyEcom was down%n",
                (System.nanoTime() - start) / 1_000_000);
        become(true, () -> owner.number("select failures from inbound_reads where shipment_id = ?", id) > 0);
        assertThat(status(id)).isEqualTo(404);
        Post.to("hook/hk1", List.of(Post.row(id, orderId, HK1, "down still"))).statusCode(200);

        easyecom.noFaults();
        become(200, () -> status(id));
        become(0, () -> waiting(id));
    }

    @Test
    void a_pod_that_dies_while_it_reads_leaves_the_read_to_others() {
        long id = easyecom.order(HK1);
        long orderId = easyecom.truth(id).path("orderId").asLong();
        // asked for by a message, claimed by a pod that is gone, and its lease is over
        owner.run(
                "insert into inbound_reads (brand, location, shipment_id, order_id, digest, message_id, wanted_at, due_at, lease_until, fencing)"
                        + " values ('hook', 'hk1', ?, ?, 'd', 1, now(), now(), now() + interval '1 hour', 1)",
                id,
                orderId);
        assertThat(now.claimAndDie().values().stream().flatMap(List::stream).map(Reads.Due::shipmentId))
                .doesNotContain(id);
        Eventually.pass(java.time.Duration.ofSeconds(2));
        assertThat(status(id)).as("while its lease lasts nobody else reads").isEqualTo(404);

        owner.run("update inbound_reads set lease_until = now() where shipment_id = ?", id);
        become(200, () -> status(id));
        assertThat(owner.number("select fencing from inbound_reads where shipment_id = ?", id))
                .isEqualTo(2);
    }

    @Test
    void a_message_to_one_location_about_another_of_the_brand_is_read_there() {
        long id = easyecom.order(HK2);
        long orderId = easyecom.truth(id).path("orderId").asLong();
        Post.to("hook/hk1", List.of(Post.row(id, orderId, HK2, "there"))).statusCode(200);

        become(200, () -> hk2.shipment(id).extract().statusCode());
        assertThat(status(id)).isEqualTo(404);
    }

    @Test
    void a_forged_message_changes_nothing_and_a_strange_id_is_given_up() {
        long id = easyecom.order(HK1);
        sync.tip("hook/hk1");
        long orderId = easyecom.truth(id).path("orderId").asLong();
        Map<String, Object> forged = new java.util.HashMap<>(Post.row(id, orderId, HK1, "forged"));
        forged.put("order_status", "Cancelled");
        forged.put("order_status_id", 9);
        long stranger = 99_999_999_999L;
        Post.to("hook/hk1", List.of(forged, Post.row(stranger, 88_888_888_888L, HK1, "?")))
                .statusCode(200);

        become(0, () -> waiting(id));
        become(0, () -> waiting(stranger));
        assertThat(hk1.stage(id)).isEqualTo("RECEIVED");
        assertThat(status(stranger)).isEqualTo(404);
    }

    @Test
    void echoes_of_our_own_scans_are_not_read() {
        long id = easyecom.order(HK1);
        sync.tip("hook/hk1");
        hk1.assign(id, "ECHO-" + id).statusCode(200);
        hk1.confirm(id).statusCode(200);
        hk1.manifest(id).statusCode(201);
        hk1.scan(id, "s1", "IN_TRANSIT", java.time.Instant.now().toString()).statusCode(200);
        long before = easyecom.ledgerEnd();
        String scan = "[{\"invoiceId\":" + id + ",\"orderId\":1,\"awbNumber\":\"ECHO-" + id + "\",\"location_key\":\""
                + HK1 + "\"}]";
        Post.to("hook/hk1", scan).statusCode(200);

        assertThat(waiting(id)).isZero();
        assertThat(easyecom.countSince(before, READ)).isZero();
    }

    private void listen(String version) {
        easyecom.webhooks(Post.url("hook/hk1"), Ground.HOOK_TOKEN, version, HK1);
    }

    private int status(long id) {
        return hk1.shipment(id).extract().statusCode();
    }

    private boolean held(long id) {
        return hk1.shipment(id).extract().path("onHold");
    }

    private int waiting(long id) {
        return (int) owner.number(
                "select count(*) from inbound_reads where brand = 'hook' and shipment_id = ? and due_at is not null",
                id);
    }
}
