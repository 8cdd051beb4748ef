package com.nexar.fulfilment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A million orders that only exist while somebody looks at them. */
class SandboxBacklogTest {
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
    void a_million_orders_are_walked_in_order_without_being_kept() {
        Brand brand = Brand.open(sandbox);
        JsonNode backlog = brand.control("POST", "/backlog", "{\"orders\":1000000,\"over\":\"P5D\"}")
                .json();
        long first = backlog.path("firstInvoiceId").asLong();
        long before = usedAfterCollection();
        String next = "/orders/V2/getAllOrders?limit=250&updated_after="
                + Brand.encoded(IndianTime.text(System.currentTimeMillis() / 1000 - 5 * 86_400 - 60));
        long expected = first;
        for (int page = 0; page < 40; page++) {
            Reply reply = brand.get(next);
            assertThat(reply.orders()).hasSize(250);
            for (JsonNode row : reply.orders()) {
                // The two locations take turns.
                assertThat(row.path("invoice_id").asLong()).isEqualTo(expected);
                expected += 2;
            }
            next = reply.data().path("nextUrl").asText();
        }
        assertThat(brand.control("GET", "/orders", null).json().path("orders")).isEmpty();
        assertThat(usedAfterCollection() - before).isLessThan(40_000_000);
    }

    @Test
    void one_of_a_backlog_can_be_found_worked_on_and_moves_to_the_end() {
        Brand brand = Brand.open(sandbox);
        long first = brand.control("POST", "/backlog", "{\"orders\":1000000,\"over\":\"P5D\"}")
                .json()
                .path("firstInvoiceId")
                .asLong();
        long chosen = first + 500_000;
        JsonNode details = brand.details(chosen);
        assertThat(details.path("invoice_id").asLong()).isEqualTo(chosen);
        assertThat(brand.get("/orders/V2/getOrderDetails?reference_code="
                                + details.path("reference_code").asText())
                        .data()
                        .at("/0/order_id"))
                .isEqualTo(details.path("order_id"));
        assertThat(brand.assign(chosen, "B-1").code()).isEqualTo(200);
        assertThat(brand.confirm(chosen).code()).isEqualTo(200);
        assertThat(brand.truth(chosen).path("confirmed").asBoolean()).isTrue();
        assertThat(brand.control("GET", "/orders", null).json().path("orders")).hasSize(1);

        String imported = details.path("import_date").asText();
        String window = "/orders/V2/getAllOrders?limit=250&start_date=" + Brand.encoded(imported) + "&end_date="
                + Brand.encoded(imported);
        assertThat(brand.get(window).orders().findValuesAsText("invoice_id"))
                .as("imported when it was, and only once")
                .containsOnlyOnce(Long.toString(chosen));
        String untouched = "/orders/V2/getAllOrders?limit=250&updated_after=" + Brand.encoded(imported)
                + "&updated_before=" + Brand.encoded(imported);
        assertThat(brand.get(untouched).orders().findValuesAsText("invoice_id"))
                .isNotEmpty()
                .doesNotContain(Long.toString(chosen));
        String tail = "/orders/V2/getAllOrders?updated_after="
                + Brand.encoded(IndianTime.text(System.currentTimeMillis() / 1000 - 5));
        assertThat(brand.get(tail).orders().findValuesAsText("invoice_id")).contains(Long.toString(chosen));
    }

    private static long usedAfterCollection() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
