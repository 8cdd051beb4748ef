package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What no list of changes shows: shipments that moved, vanished, or changed without a date. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class VanishedTest {

    private static final String BLR1 = "nx1000000001";
    private static final String BOM1 = "nx1000000002";
    private static final String DEL1 = "nx3000000001";

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.acme();
    private final EasyEcom zeta = EasyEcom.zeta();
    private final Wms blr1 = Wms.blr1();
    private final Wms bom1 = Wms.bom1();
    private final Wms del1 = Wms.del1();
    private final Database owner = Database.asOwner();

    @AfterEach
    void leave() {
        zeta.vary(Map.of("bump-on-hold", "yes"));
        owner.close();
    }

    @Test
    void what_a_list_shows_and_what_the_order_itself_shows_is_the_same_content() {
        long id = received(BLR1);
        List<String> before = row(id);
        owner.run("update shipments set known_as_of = known_as_of - interval '7 hours' where shipment_id = ?", id);

        assertThat(sync.rereadIsDue("acme/blr1")).isTrue();
        assertThat(sync.reread("acme/blr1")).isPositive();

        assertThat(row(id)).isEqualTo(before);
    }

    @Test
    void a_shipment_that_moves_to_another_location_takes_its_story_and_its_recipient_along() {
        long id = received(BLR1);
        String orderId = blr1.shipment(id).extract().path("orderId");

        easyecom.act(id, "relocation", Map.of("location", BOM1));
        sync.orders("acme/bom1");

        blr1.shipment(id).statusCode(404);
        blr1.get("/orders/" + orderId).statusCode(404);
        bom1.shipment(id).statusCode(200).body("shipTo.name", not(nullValue())).body("stage", equalTo("RECEIVED"));
        assertThat(bom1.get("/orders/" + orderId + "/timeline").extract().<List<String>>path("entries.event"))
                .containsExactly("MOVED", "RELOCATED");
        bom1.get("/orders/" + orderId + "/timeline").body("entries[1].detail", equalTo("from blr1 to bom1"));
    }

    @Test
    void a_shipment_that_vanished_from_its_list_is_found_in_the_other_location() {
        long id = received(BLR1);
        easyecom.act(id, "relocation", Map.of("location", BOM1));
        age(id);

        sync.reread("acme/blr1");

        blr1.shipment(id).statusCode(404);
        bom1.shipment(id).statusCode(200).body("eligible", is(true));
    }

    @Test
    void a_shipment_that_is_nowhere_is_not_offered_and_keeps_its_stage_until_it_shows_again() {
        long id = received(BLR1);
        String orderId = blr1.shipment(id).extract().path("orderId");
        easyecom.act(id, "disappearance");
        age(id);

        sync.reread("acme/blr1");
        blr1.shipment(id).body("stage", equalTo("RECEIVED")).body("eligible", is(false));
        blr1.get("/orders/" + orderId + "/eligibility")
                .body("eligible", is(false))
                .body("shipments[0].reasons.code", equalTo(List.of("gone-upstream")))
                .body("shipments[0].reasons[0].remedy", containsString("shows it again"));

        easyecom.act(id, "reappearance");
        sync.orders("acme/blr1");
        blr1.get("/orders/" + orderId + "/eligibility")
                .body("eligible", is(true))
                .body("shipments[0].reasons", empty());
        blr1.get("/orders/" + orderId + "/timeline").body("entries.event", hasItem("FOUND_AGAIN"));
    }

    @Test
    void a_hold_that_EasyEcom_did_not_date_is_seen_when_the_open_shipment_is_read_again() {
        zeta.vary(Map.of("bump-on-hold", "no"));
        // imported an hour ago: outside the tip's overlap
        long id = zeta.place(Map.of("location", DEL1, "importedAt", "-PT1H")).getFirst();
        owner.run("delete from sync_cursors where brand = 'zeta' and feed = 'ORDERS_BACKFILL'");
        sync.orders("zeta/del1");
        del1.shipment(id).body("onHold", is(false));

        zeta.act(id, "hold");
        sync.orders("zeta/del1");
        del1.shipment(id).body("onHold", is(false));
        age(id);
        sync.reread("zeta/del1");

        del1.shipment(id).body("onHold", is(true));
    }

    @Test
    void a_shipment_that_is_Confirmed_without_an_outcome_is_looked_up_again_soon() {
        long id = zeta.place(Map.of("location", DEL1, "raw", Map.of("order_status", "Confirmed", "order_status_id", 3)))
                .getFirst();
        sync.orders("zeta/del1");
        assertThat(del1.stage(id)).isEqualTo("RECEIVED");
        int reads = zeta.effects(id, "order-details").size();
        assertThat(reads).isEqualTo(1);

        sync.reread("zeta/del1");
        assertThat(zeta.effects(id, "order-details")).hasSize(reads);
        owner.run("update shipments set known_as_of = now() - interval '31 seconds' where shipment_id = ?", id);
        sync.reread("zeta/del1");
        assertThat(zeta.effects(id, "order-details")).hasSize(reads + 1);
    }

    private long received(String location) {
        long id = easyecom.order(location);
        sync.orders("acme/blr1");
        return id;
    }

    private void age(long id) {
        owner.run("update shipments set known_as_of = known_as_of - interval '7 hours' where shipment_id = ?", id);
    }

    private List<String> row(long id) {
        return owner.texts(
                "select version || content_version || digest || updated_at || stage from shipments where shipment_id = ?",
                id);
    }
}
