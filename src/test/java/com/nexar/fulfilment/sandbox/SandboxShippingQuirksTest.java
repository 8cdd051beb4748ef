package com.nexar.fulfilment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contract, list (b): manifest, tracking, cancellation, hold. */
class SandboxShippingQuirksTest {
    private static Sandbox sandbox;
    private Brand brand;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.demo());
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void open() {
        brand = Brand.open(sandbox);
    }

    @Test
    void quirk_17_a_manifest_needs_the_right_carrier_and_marketplace_and_ships() {
        long invoiceId = brand.confirmed("M-1");
        long open = brand.order();
        brand.assign(open, "M-2");
        assertThat(brand.manifest("28002", "10", "M-1").message()).isEqualTo("Invalid AWB number(s): M-1");
        assertThat(brand.manifest(Brand.CARRIER, "64", "M-1").code()).isEqualTo(400);
        assertThat(brand.manifest(Brand.CARRIER, "10", "M-1", "M-2", "X").message())
                .isEqualTo("Invalid AWB number(s): M-2, X");
        assertThat(brand.truth(invoiceId).path("manifestNumber").isNull()).isTrue();

        JsonNode data = brand.manifest(Brand.CARRIER, "10", "M-1").data();
        assertThat(data.path("manifest_number").asText()).matches("\\d{14}_10_28001_\\d+");
        JsonNode row = brand.row(invoiceId);
        assertThat(row.path("order_status_id").asInt()).isEqualTo(7);
        assertThat(row.path("order_status").asText()).isEqualTo("Shipped");
        assertThat(row.path("manifest_no").asText())
                .isEqualTo(data.path("manifest_number").asText());
        assertThat(IndianTime.parse(row.path("manifest_date").asText())).isPresent();
        assertThat(row.path("shipping_status_id").asInt()).isEqualTo(1);
        String url = data.path("manifest_url").asText();
        assertThat(brand.send("GET", url.substring(brand.url.length()), null, Map.of())
                        .status())
                .isEqualTo(200);

        brand.vary("manifest-path", "/manifest/generate");
        assertThat(brand.manifest(Brand.CARRIER, "10", "M-1").status()).isEqualTo(404);
        assertThat(brand.post("/manifest/generate", "{}").code()).isEqualTo(400);
    }

    @Test
    void quirk_14_an_AWB_is_taken_back_before_the_confirmation_only_and_where_that_path_is_there() {
        long invoiceId = brand.order();
        brand.assign(invoiceId, "B-1");
        String body = "{\"invoice_id\":" + invoiceId + "}";

        assertThat(brand.post("/Carrier/unassignAWB", body).code()).isEqualTo(200);
        assertThat(brand.truth(invoiceId).path("awb").isNull()).isTrue();
        assertThat(brand.row(invoiceId).path("carrier_id").asInt()).isEqualTo(23);
        assertThat(brand.post("/Carrier/unassignAWB", body).code()).isEqualTo(400);
        assertThat(brand.last().path("effect").asText()).isEqualTo("REPEAT");

        brand.assign(invoiceId, "B-2");
        brand.confirm(invoiceId);
        assertThat(brand.post("/Carrier/unassignAWB", body).code()).isEqualTo(400);
        assertThat(brand.truth(invoiceId).path("awb").asText()).isEqualTo("B-2");
        brand.vary("unassign", "off");
        assertThat(brand.post("/Carrier/unassignAWB", body).status()).isEqualTo(404);
    }

    @Test
    void quirk_18_tracking_is_refused_before_the_manifest_and_never_moves_the_order_status() {
        long invoiceId = brand.confirmed("T-1");
        assertThat(brand.track("T-1", 2).code()).isEqualTo(400);
        assertThat(brand.track("UNKNOWN", 2).message()).isEqualTo("Invalid AWB number");
        brand.manifest(Brand.CARRIER, "10", "T-1");
        assertThat(brand.track("T-1", 2).code()).isEqualTo(200);
        assertThat(brand.details(invoiceId).path("delivery_date").isNull()).isTrue();
        assertThat(brand.track("T-1", 3).code()).isEqualTo(200);
        JsonNode details = brand.details(invoiceId);
        assertThat(details.path("order_status").asText()).isEqualTo("Shipped");
        assertThat(details.path("shipping_status").asText()).isEqualTo("Delivered");
        assertThat(details.path("shipping_history")).hasSize(2);
        assertThat(IndianTime.parse(details.path("delivery_date").asText())).isPresent();
        JsonNode tracking =
                brand.get("/Carriers/getTrackingDetails?awb_number=T-1").data().path(0);
        assertThat(tracking.path("currentShippingStatus").asText()).isEqualTo("Delivered");
        assertThat(tracking.path("expectedDeliveryDate").asText()).startsWith("2026-02-06");
        brand.vary("tracking-unknown", "ignore");
        assertThat(brand.track("UNKNOWN", 2).code()).isEqualTo(200);
        brand.vary("tracking-path", "v1");
        assertThat(brand.track("T-1", 3).status()).isEqualTo(404);
    }

    @Test
    void quirk_19_cancellation_is_possible_until_the_manifest_and_its_text_wins_over_a_stale_id() {
        long early = brand.order("\"reference\":\"R-1\",\"lines\":[{\"sku\":\"S\",\"quantity\":2}]");
        long suborder = brand.truth(early).at("/lines/0/suborderId").asLong();
        brand.control(
                "POST",
                "/orders/" + early + "/partial-cancellation",
                "{\"suborderId\":" + suborder + ",\"quantity\":1}");
        assertThat(brand.row(early).at("/suborders/0/cancelled_quantity").asInt())
                .isEqualTo(1);
        assertThat(brand.row(early).path("order_status").asText()).isEqualTo("Open");
        brand.vary("cancel-status-id", "stale");
        Reply cancelled = brand.post("/orders/cancelOrder", "{\"reference_code\":\"R-1\"}");
        assertThat(cancelled.message()).isEqualTo("Successfully Cancelled the Order with reference_code R-1");
        assertThat(cancelled.data().path("invoice_id").asLong()).isEqualTo(early);
        assertThat(brand.row(early).path("order_status").asText()).isEqualTo("Cancelled");
        assertThat(brand.row(early).path("order_status_id").asInt()).isEqualTo(2);
        assertThat(brand.row(early).at("/suborders/0/cancelled_quantity").asInt())
                .isEqualTo(2);
        assertThat(historyOf(early)).containsExactly(2, 9);

        long shipped = brand.confirmed("X-1");
        brand.manifest(Brand.CARRIER, "10", "X-1");
        String reference = brand.truth(shipped).path("reference").asText();
        assertThat(brand.post("/orders/cancelOrder", "{\"reference_code\":\"" + reference + "\"}")
                        .message())
                .isEqualTo("Order already shipped, cannot be cancelled");

        brand.vary("confirm-duration", "10000-10000");
        long racing = brand.order();
        brand.confirm(racing);
        brand.advance("PT2S");
        brand.act(racing, "cancellation");
        brand.advance("PT20S");
        assertThat(historyOf(racing)).containsExactly(2, 17, 3, 13, 9);
        assertThat(brand.details(racing).path("documents").isNull()).isTrue();
    }

    @Test
    void quirk_20_nothing_works_on_hold_until_it_is_released() {
        long invoiceId = brand.order();
        String body = "{\"invoice_id\":" + invoiceId + ",\"hold_reason\":\"Address check\"}";
        assertThat(brand.put("/orders/holdOrders", body).code()).isEqualTo(200);
        assertThat(brand.row(invoiceId).path("order_status").asText()).isEqualTo("On Hold");
        assertThat(brand.assign(invoiceId, "H-1").message()).isEqualTo("Order is on hold");
        assertThat(brand.confirm(invoiceId).message()).isEqualTo("Order is on hold");
        assertThat(brand.put("/orders/unholdOrders", body).code()).isEqualTo(200);
        assertThat(brand.row(invoiceId).path("order_status").asText()).isEqualTo("Open");
        assertThat(brand.assign(invoiceId, "H-1").code()).isEqualTo(200);

        long quiet = brand.order("\"importedAt\":\"-P1D\"");
        String before = brand.row(quiet).path("last_update_date").asText();
        brand.vary("bump-on-hold", "no");
        brand.act(quiet, "hold");
        assertThat(brand.row(quiet).path("last_update_date").asText()).isEqualTo(before);
        brand.vary("bump-on-hold", "yes");
        brand.act(quiet, "release");
        assertThat(brand.row(quiet).path("last_update_date").asText()).isGreaterThan(before);
    }

    private List<Integer> historyOf(long invoiceId) {
        List<Integer> ids = new ArrayList<>();
        brand.details(invoiceId)
                .path("easyecom_order_history")
                .forEach(each -> ids.add(each.path("status_id").asInt()));
        return ids;
    }
}
