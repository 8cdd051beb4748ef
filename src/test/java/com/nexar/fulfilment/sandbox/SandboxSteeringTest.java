package com.nexar.fulfilment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How tests steer it: the switches, orders made to measure, people in EasyEcom's screens. */
class SandboxSteeringTest {
    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.demo());
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void every_switch_is_listed_and_a_wrong_value_is_named() {
        Brand brand = Brand.open(sandbox);
        JsonNode switches = brand.control("GET", "/variants", null).json();
        assertThat(switches.size()).isEqualTo(Switch.values().length);
        for (Switch each : Switch.values()) {
            assertThat(each.allows(each.byDefault())).as(each.key()).isTrue();
            assertThat(switches.path(each.key()).path("default").asText()).isEqualTo(each.byDefault());
        }
        Reply refused = brand.control("POST", "/variants", "{\"manifest-partial\":\"sometimes\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).contains("all-or-nothing");
        assertThat(brand.control("POST", "/variants", "{\"nonsense\":\"on\"}").status())
                .isEqualTo(400);
        brand.vary("manifest-partial", "skip");
        assertThat(Brand.open(sandbox)
                        .control("GET", "/variants", null)
                        .json()
                        .at("/manifest-partial/value")
                        .asText())
                .as("another account's switch")
                .isEqualTo("all-or-nothing");
    }

    @Test
    void a_partly_good_manifest_ends_in_three_ways() {
        Brand brand = Brand.open(sandbox);
        long good = brand.confirmed("P-1");
        assertThat(brand.manifest(Brand.CARRIER, "10", "P-1", "BAD").code()).isEqualTo(400);
        assertThat(brand.truth(good).path("manifestNumber").isNull()).isTrue();
        brand.vary("manifest-partial", "per-awb");
        JsonNode shipments =
                brand.manifest(Brand.CARRIER, "10", "P-1", "BAD").data().path("shipments");
        assertThat(shipments.findValuesAsText("status")).containsExactly("200", "400");
        assertThat(brand.truth(good).path("statusId").asInt()).isEqualTo(7);

        brand.confirmed("P-2");
        brand.vary("manifest-partial", "skip");
        brand.vary("manifest-reply", "message-only");
        Reply reply = brand.manifest(Brand.CARRIER, "10", "P-2", "BAD");
        assertThat(reply.code()).isEqualTo(200);
        assertThat(reply.data()).isEmpty();

        long later = brand.confirmed("P-3");
        brand.vary("manifest-reply", "async");
        brand.manifest(Brand.CARRIER, "10", "P-3");
        assertThat(brand.truth(later).path("statusId").asInt()).isEqualTo(3);
        brand.advance("PT3S");
        assertThat(brand.truth(later).path("statusId").asInt()).isEqualTo(7);
    }

    @Test
    void a_split_order_is_confirmed_as_a_whole_unless_one_shipment_is_named() {
        Brand brand = Brand.open(sandbox);
        JsonNode order =
                brand.control("POST", "/orders", "{\"parts\":3}").json().at("/orders/0");
        JsonNode parts = order.path("invoiceIds");
        assertThat(parts).hasSize(3);
        brand.confirm(parts.path(0).asLong());
        assertThat(brand.truth(parts.path(1).asLong()).path("confirmed").asBoolean())
                .isFalse();
        brand.vary("confirm-scope", "first");
        brand.post("/orders/confirm_order?order_id=" + order.path("orderId"), "");
        assertThat(brand.truth(parts.path(1).asLong()).path("confirmed").asBoolean())
                .isTrue();
        assertThat(brand.truth(parts.path(2).asLong()).path("confirmed").asBoolean())
                .isFalse();
        brand.vary("confirm-scope", "all-open");
        brand.post("/orders/confirm_order?order_id=" + order.path("orderId"), "");
        assertThat(brand.truth(parts.path(2).asLong()).path("awb").asText())
                .startsWith(parts.path(2).asText());
        assertThat(brand.truth(parts.path(2).asLong()).path("history").findValuesAsText("statusId"))
                .contains("38");
    }

    @Test
    void broken_rows_go_out_verbatim_in_the_list_and_in_the_details() {
        Brand brand = Brand.open(sandbox);
        long invoiceId = brand.order("\"raw\":{\"order_date\":\"garbage\",\"suborders\":\"oops\",\"extra key\":1}");
        assertThat(brand.row(invoiceId).path("order_date").asText()).isEqualTo("garbage");
        assertThat(brand.row(invoiceId).path("suborders").asText()).isEqualTo("oops");
        assertThat(brand.row(invoiceId).path("extra key").asInt()).isEqualTo(1);
        assertThat(brand.details(invoiceId).path("order_items").asText()).isEqualTo("oops");
    }

    @Test
    void people_in_easyecom_move_hide_and_change_shipments() {
        Brand brand = Brand.open(sandbox);
        long invoiceId = brand.order();
        brand.control("POST", "/orders/" + invoiceId + "/relocation", "{\"location\":\"" + brand.second + "\"}");
        assertThat(brand.row(invoiceId).isMissingNode()).isTrue();
        assertThat(brand.get(brand.second, "/orders/V2/getAllOrders").orders()).hasSize(1);

        long hidden = brand.order();
        brand.act(hidden, "disappearance");
        assertThat(brand.row(hidden).isMissingNode()).isTrue();
        assertThat(brand.confirm(hidden).code()).isEqualTo(400);
        brand.act(hidden, "reappearance");
        brand.control("POST", "/orders/" + hidden + "/content", "{\"raw\":{\"city\":\"Goa\"}}");
        assertThat(brand.row(hidden).path("city").asText()).isEqualTo("Goa");
        brand.assign(hidden, "U-1");
        brand.act(hidden, "unassignment");
        assertThat(brand.truth(hidden).path("awb").isNull()).isTrue();
        brand.act(hidden, "confirmation");
        brand.act(hidden, "print");
        assertThat(brand.row(hidden).path("order_status").asText()).isEqualTo("Printed");
        brand.act(hidden, "manifest");
        assertThat(brand.control("POST", "/orders/" + hidden + "/cancellation", "{}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void a_carrier_of_easyecoms_own_tells_it_what_it_will() {
        Brand brand = Brand.open(sandbox);
        long invoiceId = brand.order();
        assertThat(brand.control("POST", "/orders/" + invoiceId + "/scan", "{\"statusId\":3}")
                        .status())
                .isEqualTo(409);
        brand.act(invoiceId, "confirmation");
        brand.act(invoiceId, "manifest");
        brand.control("POST", "/orders/" + invoiceId + "/scan", "{\"statusId\":3}");
        assertThat(brand.row(invoiceId).path("shipping_status_id").asInt()).isEqualTo(3);
        brand.control("POST", "/orders/" + invoiceId + "/scan", "{\"statusId\":20}");
        assertThat(brand.row(invoiceId).path("shipping_status_id").asInt()).isEqualTo(20);
        assertThat(brand.control("POST", "/orders/" + invoiceId + "/scan", "{\"statusId\":4}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void people_in_easyecom_split_pieces_off_a_shipment_into_a_row_of_their_own() {
        Brand brand = Brand.open(sandbox);
        long from = brand.order("\"lines\":[{\"sku\":\"DEMO-TEE-BLK-M\",\"quantity\":3}]");
        long order = brand.truth(from).path("orderId").asLong();
        brand.control("POST", "/orders/" + from + "/split", "{\"quantity\":2,\"location\":\"" + brand.second + "\"}");

        assertThat(brand.row(from).at("/suborders/0/item_quantity").asInt()).isEqualTo(1);
        assertThat(brand.row(from).path("order_quantity").asInt()).isEqualTo(1);
        JsonNode part = brand.get(brand.second, "/orders/V2/getOrderDetails?order_id=" + order)
                .data()
                .path(0);
        assertThat(part.path("order_id").asLong()).isEqualTo(order);
        assertThat(part.path("invoice_id").asLong()).isNotEqualTo(from);
        assertThat(part.at("/order_items/0/sku").asText()).isEqualTo("DEMO-TEE-BLK-M");
        assertThat(part.at("/order_items/0/item_quantity").asInt()).isEqualTo(2);
        assertThat(brand.control("POST", "/orders/" + from + "/split", "{\"quantity\":2}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void an_order_made_with_a_status_has_no_time_in_the_future() {
        Brand brand = Brand.open(sandbox);
        for (String status : List.of("Confirmed", "Printed", "Shipped", "Delivered", "Cancelled", "On Hold")) {
            brand.order("\"status\":\"" + status + "\"");
        }
        String window = "?updated_after=" + Brand.encoded(IndianTime.text(System.currentTimeMillis() / 1000 - 5));
        assertThat(brand.get("/orders/V2/getAllOrders" + window).orders().findValuesAsText("order_status"))
                .containsExactlyInAnyOrder("Confirmed", "Printed", "Shipped", "Shipped", "Cancelled", "On Hold");
    }

    @Test
    void a_changed_product_is_among_the_updated_ones() {
        Brand brand = Brand.open(sandbox);
        String path = "/Products/GetProductMaster?updated_after="
                + Brand.encoded(IndianTime.text(System.currentTimeMillis() / 1000 - 5));
        assertThat(brand.get(path).data().asText()).isEqualTo("No Data Found");
        brand.control("POST", "/products", "{\"sku\":\"DEMO-CAP-RED\",\"name\":\"A better cap\"}");
        brand.control("POST", "/products", "{\"sku\":\"BRAND-NEW\",\"mrp\":10}");
        assertThat(brand.get(path).data().findValuesAsText("sku")).containsExactly("DEMO-CAP-RED", "BRAND-NEW");
        assertThat(brand.get(path).data().path(0).path("product_name").asText()).isEqualTo("A better cap");
    }

    @Test
    void an_order_is_created_once() {
        Brand brand = Brand.open(sandbox);
        String body = "{\"orderType\":\"retailorder\",\"orderNumber\":\"N-1\"}";
        JsonNode created = brand.post("/webhook/v2/createOrder", body).data();
        assertThat(created.path("InvoiceID").isTextual()).isTrue();
        assertThat(brand.post("/webhook/v2/createOrder", body).message())
                .isEqualTo("Order Number N-1 already exists within the Company");
    }

    @Test
    void the_front_page_tells_what_this_is() {
        Reply page = demo("GET", "/sandbox", null);
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.text()).contains("A pretended EasyEcom", "demo-api-key-0000", "/sandbox/ledger");
    }

    private static Reply demo(String method, String path, String body) {
        return Brand.open(sandbox).send(method, path, body, Map.of());
    }
}
