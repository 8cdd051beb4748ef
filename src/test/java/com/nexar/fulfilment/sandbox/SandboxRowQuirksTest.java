package com.nexar.fulfilment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Contract, list (b): what rows of orders and products look like. */
class SandboxRowQuirksTest {
    private static final String LIST = "/orders/V2/getAllOrders";
    private static Sandbox sandbox;
    private static Brand seeded;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.demo());
        seeded = Brand.open(sandbox, ",\"seed\":true");
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void quirk_11_names_differ_between_list_and_details_and_some_have_spaces() {
        Brand brand = Brand.open(sandbox);
        long invoiceId = brand.order();
        JsonNode row = brand.row(invoiceId);
        JsonNode details = brand.details(invoiceId);
        assertThat(row.has("suborders") && row.has("warehouseId") && row.has("Package Weight"))
                .isTrue();
        assertThat(row.has("order_items") || row.has("warehouse_id") || row.has("package_weight"))
                .isFalse();
        assertThat(details.has("order_items") && details.has("warehouse_id") && details.has("Package Weight"))
                .isTrue();
        assertThat(details.has("suborders") || details.has("warehouseId")).isFalse();
        assertThat(brand.get("/Products/GetProductMaster").data().path(0).has("product shelf life"))
                .isTrue();
    }

    @Test
    void quirk_12_numbers_come_as_texts_and_nothing_in_five_ways() {
        Set<String> nothings = new HashSet<>();
        Set<String> counts = new HashSet<>();
        for (JsonNode row : everything(seeded)) {
            JsonNode date = row.path("manifest_date");
            if (!row.path("order_status").asText().equals("Shipped")) {
                nothings.add(date.isNull() ? "null" : date.asText());
            }
            counts.add(row.path("suborder_count").asText());
        }
        assertThat(nothings).contains("null", "", "NA", "-", "0000-00-00 00:00:00");
        assertThat(counts).contains("1", "NA");
        JsonNode row = seeded.row(firstOf(seeded));
        assertThat(row.path("total_amount").isTextual()).isTrue();
        assertThat(row.path("total_amount").asText()).matches("\\d+\\.\\d{4}");
        assertThat(row.at("/suborders/0/tax_rate").asDouble()).isEqualTo(18);
        JsonNode product = seeded.get("/Products/GetProductMaster?sku=DEMO-TEE-BLK-M")
                .data()
                .path(0);
        assertThat(product.path("tax_rate").asDouble()).isEqualTo(0.18);
    }

    @Test
    void quirk_13_products_repeat_per_location_and_combos_name_their_parts_by_cpId() {
        String path = "/Products/GetProductMaster?limit=200&custom_fields=1&includeLocations=";
        JsonNode once = seeded.get(path + "0").data();
        JsonNode twice = seeded.get(path + "1").data();
        assertThat(twice.path(0).path("sku")).isEqualTo(twice.path(1).path("sku"));
        assertThat(twice.path(0).path("c_id")).isNotEqualTo(twice.path(1).path("c_id"));
        assertThat(once.path(0).path("sku")).isNotEqualTo(once.path(1).path("sku"));
        JsonNode combo = once.path(2);
        assertThat(combo.path("product_type").asText()).isEqualTo("combo_product");
        assertThat(combo.at("/sub_products/0/cpId").asInt()).isEqualTo(59_000_001);
        assertThat(combo.at("/sub_products/0").has("cp_id")).isFalse();
        assertThat(combo.at("/custom_fields/0/cp_id").asInt()).isEqualTo(59_000_003);
        assertThat(seeded.get("/Products/GetProductMastersCount")
                        .data()
                        .path("count")
                        .asInt())
                .isEqualTo(320);
    }

    @Test
    void quirk_23_times_are_indian_without_saying_so_and_orders_are_dated_half_past_five() {
        Brand brand = Brand.open(sandbox);
        long before = now();
        JsonNode row = brand.row(brand.order());
        assertThat(row.path("order_date").asText()).endsWith(" 05:30:00");
        String imported = row.path("import_date").asText();
        assertThat(imported).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
        assertThat(IndianTime.parse(imported).getAsLong()).isBetween(before, before + 5);
        assertThat(LocalDateTime.parse(imported.replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC))
                .isGreaterThanOrEqualTo(before + 19_800);
    }

    private static long firstOf(Brand brand) {
        return brand.control("GET", "/orders", null)
                .json()
                .at("/orders/0/invoiceId")
                .asLong();
    }

    private static List<JsonNode> everything(Brand brand) {
        List<JsonNode> rows = new ArrayList<>();
        String next = LIST + "?limit=100&start_date=" + Brand.encoded(IndianTime.text(now() - 6 * 86_400));
        while (next != null) {
            Reply page = brand.get(next);
            page.orders().forEach(rows::add);
            next = page.data().path("nextUrl").asText(null);
        }
        return rows;
    }

    private static long now() {
        return System.currentTimeMillis() / 1000;
    }
}
