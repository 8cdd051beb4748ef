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

/** What a demo begins with. */
class SandboxSeedTest {
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

    private static Reply demo(String method, String path, String body) {
        return Brand.open(sandbox).send(method, path, body, Map.of());
    }
}
