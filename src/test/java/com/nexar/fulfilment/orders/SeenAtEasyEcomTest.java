package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people do in EasyEcom's own screens, and what the warehouse sees of it after the next sync. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class SeenAtEasyEcomTest {

    private static final String BLR1 = "nx1000000001";
    private static final String DEL1 = "nx3000000001";

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.acme();
    private final EasyEcom zeta = EasyEcom.zeta();
    private final Wms blr1 = Wms.blr1();
    private final Wms del1 = Wms.del1();

    @AfterEach
    void leave() {
        zeta.vary(Map.of("cancel-status-id", "9"));
    }

    @Test
    void a_hold_and_its_end_are_seen() {
        long id = received(BLR1);

        easyecom.act(id, "hold");
        sync.orders("acme/blr1");
        blr1.shipment(id)
                .body("onHold", is(true))
                .body("eligible", is(false))
                .body("stage", equalTo("RECEIVED"))
                .body("upstream.status", equalTo("On Hold"));

        easyecom.act(id, "release");
        sync.orders("acme/blr1");
        blr1.shipment(id).body("onHold", is(false)).body("eligible", is(true));
    }

    @Test
    void a_cancellation_with_a_stale_status_id_is_seen() {
        zeta.vary(Map.of("cancel-status-id", "stale"));
        long id = zeta.order(DEL1);
        sync.orders("zeta/del1");

        zeta.act(id, "cancellation");
        sync.orders("zeta/del1");

        del1.shipment(id)
                .body("stage", equalTo("CANCELLED"))
                .body("upstream.statusId", equalTo(2))
                .body("eligible", is(false));
    }

    @Test
    void a_partial_cancellation_changes_the_content_and_leaves_the_stage() {
        long id = easyecom.place(
                        Map.of("location", BLR1, "lines", List.of(Map.of("sku", "DEMO-TEE-BLK-M", "quantity", 3))))
                .getFirst();
        sync.orders("acme/blr1");
        String before = blr1.shipment(id).extract().path("contentVersion");
        long line = easyecom.truth(id).path("lines").get(0).path("suborderId").asLong();

        easyecom.act(id, "partial-cancellation", Map.of("suborderId", line, "quantity", 2));
        sync.orders("acme/blr1");

        blr1.shipment(id)
                .body("stage", equalTo("RECEIVED"))
                .body("lines[0].quantity", is(3))
                .body("lines[0].cancelledQuantity", is(2))
                .body("contentVersion", not(equalTo(before)));
    }

    @Test
    void a_new_address_alone_changes_the_content_and_is_shown() {
        long id = received(BLR1);
        String before = blr1.shipment(id).extract().path("contentVersion");

        easyecom.act(id, "content", Map.of("raw", Map.of("address_line_1", "9 New Street")));
        sync.orders("acme/blr1");

        blr1.shipment(id).body("shipTo.line1", equalTo("9 New Street")).body("contentVersion", not(equalTo(before)));
    }

    @Test
    void what_EasyEcom_did_before_us_is_adopted() {
        long id = received(BLR1);

        easyecom.act(id, "confirmation");
        while (!easyecom.truth(id).path("confirmed").asBoolean()) {
            Thread.onSpinWait();
        }
        sync.orders("acme/blr1");
        assertThat(blr1.stage(id)).isEqualTo("CONFIRMED");

        easyecom.act(id, "print");
        sync.orders("acme/blr1");
        blr1.shipment(id).body("stage", equalTo("CONFIRMED")).body("upstream.status", equalTo("Printed"));

        easyecom.act(id, "manifest");
        sync.orders("acme/blr1");
        blr1.shipment(id)
                .body("stage", equalTo("MANIFESTED"))
                .body(
                        "manifest.number",
                        equalTo(easyecom.truth(id).path("manifestNumber").asText()));
    }

    @Test
    void an_order_that_was_shipped_or_delivered_before_it_was_ever_seen_stands_there() {
        long shipped =
                easyecom.place(Map.of("location", BLR1, "status", "Shipped")).getFirst();
        long delivered =
                easyecom.place(Map.of("location", BLR1, "status", "Delivered")).getFirst();
        long printed =
                easyecom.place(Map.of("location", BLR1, "status", "Printed")).getFirst();
        long unknown = easyecom.place(Map.of("location", BLR1, "status", "Quality Check"))
                .getFirst();
        sync.orders("acme/blr1");

        assertThat(blr1.stage(shipped)).isEqualTo("MANIFESTED");
        assertThat(blr1.stage(delivered)).isEqualTo("DELIVERED");
        assertThat(blr1.stage(printed)).isEqualTo("CONFIRMED");
        blr1.shipment(unknown)
                .body("stage", equalTo("RECEIVED"))
                .body("eligible", is(false))
                .body("upstream.status", equalTo("Quality Check"));
    }

    @Test
    void an_order_stands_where_its_least_advanced_shipment_stands_that_is_not_cancelled() {
        List<Long> parts = easyecom.place(Map.of("location", BLR1, "parts", 3));
        sync.orders("acme/blr1");
        String order = blr1.shipment(parts.getFirst()).extract().path("orderId");
        blr1.assign(parts.get(1), "SPL" + parts.get(1)).statusCode(200);
        blr1.get("/orders/" + order).body("stage", equalTo("RECEIVED")).body("shipments.size()", is(3));

        easyecom.act(parts.get(0), "cancellation");
        sync.orders("acme/blr1");
        blr1.get("/orders/" + order).body("stage", equalTo("RECEIVED"));
        blr1.assign(parts.get(2), "SPL" + parts.get(2)).statusCode(200);
        blr1.get("/orders/" + order).body("stage", equalTo("ASSIGNED"));

        easyecom.act(parts.get(1), "cancellation");
        easyecom.act(parts.get(2), "cancellation");
        sync.orders("acme/blr1");
        blr1.get("/orders/" + order).body("stage", equalTo("CANCELLED"));
    }

    @Test
    void the_timeline_tells_the_whole_story_in_order() {
        long id = received(BLR1);
        String order = blr1.shipment(id).extract().path("orderId");
        easyecom.act(id, "hold");
        sync.orders("acme/blr1");
        easyecom.act(id, "release");
        sync.orders("acme/blr1");
        blr1.assign(id, "TML" + id).statusCode(200);
        blr1.confirm(id).statusCode(200);

        var timeline =
                blr1.get("/orders/" + order + "/timeline").statusCode(200).extract();

        List<String> told = timeline.path("entries.event");
        assertThat(told)
                .containsSubsequence(
                        "MOVED",
                        "HELD",
                        "RELEASED",
                        "ASSIGN_ASKED",
                        "MOVED",
                        "CONFIRM_ASKED",
                        "MOVED",
                        "CONFIRM_SUCCEEDED");
        List<String> at = timeline.path("entries.at");
        assertThat(at.stream().map(Instant::parse).toList()).isSorted();
        assertThat(timeline.<List<String>>path("entries.to")).containsSubsequence("RECEIVED", "ASSIGNED", "CONFIRMED");
    }

    private long received(String location) {
        long id = easyecom.order(location);
        sync.orders("acme/blr1");
        return id;
    }
}
