package com.nexar.fulfilment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What tests and demos rely on: the seed, the switches, orders made to measure, people in EasyEcom's screens. */
class SandboxSteeringTest {
    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.demo().withArrivalsEvery(Duration.ofSeconds(5)));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void the_first_twelve_shipments_of_the_demo_account_are_ready_for_work() {
        for (long invoiceId = 90_210_001; invoiceId <= 90_210_012; invoiceId++) {
            JsonNode shipment =
                    demo("GET", "/sandbox/orders/" + invoiceId, null).json();
            assertThat(shipment.path("location").asText()).isEqualTo("nx1000000001");
            assertThat(shipment.path("statusId").asInt()).isEqualTo(2);
            assertThat(shipment.path("status").asText()).isEqualTo(invoiceId == 90_210_003 ? "Cancelled" : "Open");
            boolean split = invoiceId >= 90_210_002 && invoiceId <= 90_210_004;
            assertThat(shipment.path("orderId").asLong() == 70_110_002).isEqualTo(split);
        }
        JsonNode first = demo("GET", "/sandbox/orders/90210001", null).json();
        assertThat(first.path("orderId").asLong()).isEqualTo(70_110_001);
        assertThat(first.path("reference").asText()).isEqualTo("DEMO-SO-1001");
        assertThat(first.at("/lines/0/suborderId").asLong()).isEqualTo(80_310_001);
        assertThat(first.at("/lines/0/sku").asText()).isEqualTo("DEMO-TEE-BLK-M");
    }

    @Test
    void the_seed_has_every_shape_in_both_locations() {
        Set<String> statuses = new HashSet<>();
        Set<String> locations = new HashSet<>();
        JsonNode orders = demo("GET", "/sandbox/orders", null).json().path("orders");
        orders.forEach(each -> {
            statuses.add(each.path("status").asText());
            locations.add(each.path("location").asText());
        });
        assertThat(orders.size()).isGreaterThan(120);
        assertThat(locations).containsExactlyInAnyOrder("nx1000000001", "nx1000000002");
        assertThat(statuses)
                .contains("Open", "Confirmed", "Printed", "Ready to dispatch", "Shipped", "Cancelled", "On Hold")
                .contains("Upcoming");
        assertThat(orders.findValuesAsText("reference"))
                .anyMatch(each -> each.endsWith("_OR1"))
                .anyMatch(each -> each.endsWith("_RE1"));
    }

    @Test
    void new_orders_keep_arriving_by_the_accounts_clock() {
        int before = demo("GET", "/sandbox/orders", null).json().path("orders").size();
        demo("POST", "/sandbox/clock", "{\"advance\":\"PT20S\"}");
        int after = demo("GET", "/sandbox/orders", null).json().path("orders").size();
        assertThat(after - before).isBetween(4, 5);
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
