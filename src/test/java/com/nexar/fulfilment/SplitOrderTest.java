package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The ledger of an order's quantities, as the warehouse reads it, when somebody in EasyEcom splits the order. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class SplitOrderTest {

    private static final String TEE = "DEMO-TEE-BLK-M";

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.acme();
    private final Wms blr = Wms.blr1();

    @Test
    void pieces_that_are_split_off_to_another_location_are_elsewhere_and_that_is_all_that_is_told() {
        long id = ordered();
        String order = order(id);
        quantities(order, 3, 3, 0, 0, 0);

        easyecom.act(id, "split", Map.of("quantity", 1, "location", "nx1000000002"));
        sync.orders("acme/blr1");
        quantities(order, 3, 2, 0, 0, 1); // where it went is not seen yet
        note(id, order, 1);
        sync.orders("acme/bom1");

        quantities(order, 3, 3, 1, 0, 0);
        for (Wms wms : List.of(blr, Wms.at(Ground.BLR1_KEY, "acme/blr1"))) {
            wms.get("/orders/" + order).body("shipments.shipmentId", equalTo(List.of("" + id)));
            wms.get("/orders?reference=" + wms.shipment(id).extract().path("referenceCode"))
                    .body("items[0].quantities[0].elsewhere", equalTo(1));
        }
        Wms.bom1().get("/orders/" + order).body("quantities[0].elsewhere", equalTo(2));
        blr.get("/orders/" + order + "/eligibility")
                .body("shipments[0].eligible", equalTo(true))
                .body("shipments[0].reasons.size()", equalTo(0));
    }

    @Test
    void pieces_that_are_split_off_at_the_same_location_are_in_two_shipments() {
        long id = ordered();
        easyecom.act(id, "split", Map.of("quantity", 2));
        sync.orders("acme/blr1");

        quantities(order(id), 3, 3, 0, 0, 0);
        blr.get("/orders/" + order(id)).body("shipments.size()", equalTo(2));
    }

    @Test
    void a_piece_that_vanishes_is_shown_with_its_reason_and_the_rest_is_still_offered() {
        long id = ordered();
        String order = order(id);
        Map<String, Object> line = new HashMap<>();
        line.put(
                "suborder_id",
                easyecom.truth(id).path("lines").get(0).path("suborderId").asLong());
        line.put("sku", TEE);
        line.put("suborder_quantity", 2);
        line.put("item_quantity", 2);
        line.put("cancelled_quantity", 0);
        easyecom.act(id, "content", Map.of("raw", Map.of("suborders", List.of(line), "order_quantity", 2)));
        sync.orders("acme/blr1");

        quantities(order, 3, 2, 0, 0, 1);
        note(id, order, 1);
        blr.get("/orders?eligible=true&reference=" + blr.shipment(id).extract().path("referenceCode"))
                .body("items.size()", equalTo(1));
        blr.confirm(id).statusCode(200);
    }

    @Test
    void cancelled_pieces_are_no_difference() {
        long id = ordered();
        long line = easyecom.truth(id).path("lines").get(0).path("suborderId").asLong();
        easyecom.act(id, "partial-cancellation", Map.of("suborderId", line, "quantity", 1));
        sync.orders("acme/blr1");
        quantities(order(id), 3, 2, 0, 1, 0);

        easyecom.act(id, "cancellation");
        sync.orders("acme/blr1");
        quantities(order(id), 3, 0, 0, 3, 0);
    }

    @Test
    void what_stands_elsewhere_is_told_only_to_who_has_a_part_of_that_order() {
        long id = ordered();
        long order = Long.parseLong(order(id));
        String told = "select count(*) from order_pieces_elsewhere(array[?]::bigint[])";
        try (Database app = Database.asApplication()) {
            for (String[] scope : new String[][] {
                {"acme", "bom1"},
                {"zeta", "del1"},
                {"zeta", "blr1"},
                {"acme", "blr1"},
                {"acme", "*"},
                {"*", "*"},
                {"", ""}
            }) {
                app.scope(scope[0], scope[1]);
                assertThat(app.number(told, order)).as(String.join("/", scope)).isZero();
            }
            easyecom.act(id, "split", Map.of("quantity", 1, "location", "nx1000000002"));
            sync.orders("acme/blr1");
            sync.orders("acme/bom1");
            app.rollback();
            app.scope("acme", "bom1");
            assertThat(app.number(told, order)).isOne();
            app.scope("zeta", "bom1");
            assertThat(app.number(told, order)).isZero();
        }
    }

    private void note(long id, String order, int missing) {
        blr.get("/orders/" + order + "/eligibility")
                .body("shipments.find { it.shipmentId == '" + id + "' }.eligible", equalTo(true))
                .body("shipments[0].reasons.code", equalTo(List.of("quantity-mismatch")))
                .body("shipments[0].reasons[0].blocks", equalTo(false))
                .body(
                        "shipments[0].reasons[0].message",
                        containsString(missing + " are in no shipment that EasyEcom shows here"));
        blr.shipment(id).body("eligible", equalTo(true));
    }

    private void quantities(String order, int ordered, int inShipments, int elsewhere, int cancelled, int difference) {
        Map<String, Object> expected = new HashMap<>();
        expected.put("sku", TEE);
        expected.put("ordered", ordered);
        expected.put("inShipments", inShipments);
        expected.put("elsewhere", elsewhere);
        expected.put("cancelled", cancelled);
        expected.put("difference", difference);
        List<Map<String, Object>> seen = new ArrayList<>(
                blr.get("/orders/" + order).statusCode(200).extract().path("quantities"));
        assertThat(seen).containsExactly(expected);
    }

    private String order(long id) {
        return blr.shipment(id).statusCode(200).extract().path("orderId");
    }

    private long ordered() {
        long id = easyecom.place(Map.of(
                        "location", "nx1000000001", "lines", List.of(Map.of("sku", TEE, "quantity", 3, "price", 499))))
                .getFirst();
        sync.orders("acme/blr1");
        return id;
    }
}
