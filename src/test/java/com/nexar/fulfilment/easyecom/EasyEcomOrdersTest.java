package com.nexar.fulfilment.easyecom;

import static com.nexar.fulfilment.easyecom.Gateways.BLR;
import static com.nexar.fulfilment.easyecom.StubServer.json;
import static com.nexar.fulfilment.easyecom.StubServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EasyEcomOrdersTest {

    private static final String ORDERS = "/orders/V2/getAllOrders";
    private static final String DETAILS = "/orders/V2/getOrderDetails";
    private static final ReadWindow DAY =
            new ReadWindow(Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-02-02T00:00:00Z"));

    private final StubServer stub = new StubServer();
    private final Gateways gateways = new Gateways(stub.url());

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void a_cursor_arrives_as_it_was_given() {
        stub.on(ORDERS, json("{\"code\":200,\"data\":{\"orders\":[],\"nextUrl\":null}}"));
        gateways.orders.next(BLR, ORDERS + "?cursor=a%2Bb%3D%3D&x=1%202");
        assertThat(stub.only().target()).isEqualTo(ORDERS + "?cursor=a%2Bb%3D%3D&x=1%202");
    }

    @Test
    void a_cursor_to_a_stranger_is_not_followed() {
        assertThatThrownBy(() -> gateways.orders.next(BLR, "https://evil.example/x?cursor=1"))
                .isInstanceOf(EasyEcomRefused.class)
                .hasMessageContaining("evil.example");
        assertThat(stub.calls()).isEmpty();
    }

    @Test
    void a_page_size_that_is_too_large_is_lowered_once_and_for_good() {
        String cap = "{\"code\":400,\"message\":\"Limit cannot be greater than 50\",\"data\":[]}";
        stub.on(ORDERS, reply(400, "application/json", cap), json("{\"code\":200,\"data\":{\"orders\":[]}}"));
        gateways.orders.first(BLR, DAY);
        gateways.orders.first(BLR, DAY);
        assertThat(stub.calls()).extracting(c -> c.query().get("limit")).containsExactly("250", "50", "50");
    }

    @Test
    void one_broken_row_does_not_stop_its_page() {
        stub.on(
                ORDERS,
                page(
                        row -> {},
                        row -> row.put("order_date", "soon"),
                        row -> row.put("suborders", "NA"),
                        row -> line(row).put("item_quantity", "many"),
                        row -> row.remove("order_id"),
                        row -> row.put("invoice_id", "x"),
                        row -> row.put("payment_mode", "COD").putNull("collectable_amount"),
                        row -> line(row).putNull("sku"),
                        row -> row.put("order_status", "Never Heard").put("order_status_id", "NA"),
                        row -> row.put("invoice_id", "90210009")
                                .put("tat", "0000-00-00 00:00:00")
                                .put("delivery_date", "?")));
        ShipmentPage page = gateways.orders.first(BLR, DAY);
        assertThat(page.shipments())
                .extracting(UpstreamShipment::shipmentId)
                .containsExactly(90210001L, 90210001L, 90210009L);
        assertThat(page.shipments().get(1).status()).isEqualTo(new UpstreamStatus("Never Heard", null));
        assertThat(page.broken())
                .extracting(b -> b.reason().split(":")[0])
                .containsExactly(
                        "order_date",
                        "suborders/order_items",
                        "item_quantity",
                        "order_id",
                        "invoice_id",
                        "collectable_amount",
                        "sku");
        assertThat(page.broken().getFirst().id()).isEqualTo(90210001);
        assertThat(page.broken().getFirst().raw()).contains("\"order_date\":\"soon\"");
        assertThat(page.broken().get(4).id()).isNull();
        assertThat(page.broken().getFirst().toString()).doesNotContain("Demo Buyer");
    }

    @Test
    void a_row_that_is_no_object_is_broken_too() {
        stub.on(ORDERS, json("{\"code\":200,\"data\":[null, 7, \"x\"]}"));
        assertThat(gateways.orders.first(BLR, DAY).broken()).hasSize(3);
    }

    @Test
    void another_shipment_is_no_answer() {
        stub.on(DETAILS, page(row -> row.put("invoice_id", 555)));
        assertThat(gateways.orders.shipment(BLR, 90210001)).isEmpty();
        assertThat(gateways.orders.order(BLR, 1)).isEmpty();
    }

    @Test
    void a_shipment_that_cannot_be_read_is_not_gone() {
        stub.on(DETAILS, page(row -> row.put("order_date", "soon")));
        assertThatThrownBy(() -> gateways.orders.shipment(BLR, 90210001))
                .isInstanceOf(EasyEcomUnavailable.class)
                .hasMessageContaining("order_date");
    }

    @Test
    void without_an_awb_nobody_is_the_courier_and_an_account_never_is() {
        stub.on(
                ORDERS,
                page(
                        row -> row.put("awb_number", "NA").put("courier_aggregator_name", "NexarExpress"),
                        row -> row.put("awb_number", "A1").put("courier", "nexar@example.com"),
                        row -> row.put("awb_number", "A1")
                                .put("courier", "Own Van")
                                .put("carrier_id", "77")));
        var shipments = gateways.orders.first(BLR, DAY).shipments();
        assertThat(shipments).extracting(UpstreamShipment::awb).containsExactly(null, "A1", "A1");
        assertThat(shipments).extracting(UpstreamShipment::courier).containsExactly(null, null, "Own Van");
        assertThat(shipments).extracting(UpstreamShipment::carrierId).containsExactly(null, "23", "77");
    }

    @Test
    void a_shape_nobody_knows_is_no_empty_page() {
        stub.on(ORDERS, json("{\"code\":200,\"data\":{\"rows\":[]}}"));
        assertThatThrownBy(() -> gateways.orders.first(BLR, DAY))
                .isInstanceOf(EasyEcomUnavailable.class)
                .hasMessageContaining("holds no list of orders");
    }

    @Test
    void a_window_is_at_most_seven_days_and_forward() {
        Instant from = Instant.parse("2026-02-01T00:00:00Z");
        assertThatThrownBy(() -> new ReadWindow(from, from.plusSeconds(7 * 86_400 + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ReadWindow(from, from.minusSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ObjectNode line(ObjectNode row) {
        return (ObjectNode) row.path("suborders").get(0);
    }

    /** Copies of the first sample row, each changed. */
    @SafeVarargs
    private static StubServer.Answer page(Consumer<ObjectNode>... changes) {
        JsonNode sample = Sample.all()
                .filter(s -> s.name().equals("03_get_all_orders_page1"))
                .findFirst()
                .orElseThrow()
                .document();
        ObjectNode root = sample.path("response").path("body").deepCopy();
        JsonNode first = root.path("data").path("orders").get(0);
        var orders = ((ObjectNode) root.path("data")).putArray("orders");
        for (Consumer<ObjectNode> change : changes) {
            ObjectNode row = first.deepCopy();
            change.accept(row);
            orders.add(row);
        }
        return json(root.toString());
    }
}
