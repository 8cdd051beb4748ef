package com.nexar.fulfilment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Contract, list (b): how rows are listed. */
class SandboxOrderListQuirksTest {
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
    void quirk_05_business_errors_are_http_200_and_a_limit_too_high_is_a_real_400() {
        Brand brand = Brand.open(sandbox);
        Reply business = brand.assign(1, "A");
        assertThat(business.status()).isEqualTo(200);
        assertThat(business.code()).isEqualTo(400);
        Reply limit = brand.get(LIST + "?limit=251");
        assertThat(limit.status()).isEqualTo(400);
        assertThat(limit.message()).isEqualTo("Limit cannot be greater than 250");
        assertThat(brand.get("/Products/GetProductMaster?limit=201").status()).isEqualTo(400);
        assertThat(brand.get(LIST + "?limit=250").status()).isEqualTo(200);
        brand.vary("orders-max-limit", "50");
        assertThat(brand.get(LIST + "?limit=51").message()).isEqualTo("Limit cannot be greater than 50");
    }

    @Test
    void quirk_06_nothing_comes_in_three_guises() {
        Brand brand = Brand.open(sandbox);
        assertThat(brand.get(LIST).orders().isArray()).isTrue();
        assertThat(brand.get(LIST).orders()).isEmpty();
        brand.vary("orders-empty", "no-data-string");
        assertThat(brand.get(LIST).text()).isEqualTo("{\"data\":\"No Data Found\"}");
        brand.vary("orders-empty", "code-400");
        assertThat(brand.get(LIST).code()).isEqualTo(400);
        assertThat(brand.get(LIST).message()).isEqualTo("No Data Found");
        assertThat(brand.get("/Products/GetProductMaster?updated_after=2099-01-01")
                        .data()
                        .asText())
                .isEqualTo("No Data Found");
    }

    @Test
    void quirk_07_next_url_is_relative_opaque_and_to_be_used_verbatim() {
        Brand brand = Brand.open(sandbox);
        brand.control("POST", "/orders", "{\"count\":4}");
        Reply page = brand.get(LIST + "?limit=2");
        String next = page.data().path("nextUrl").asText();
        assertThat(next).startsWith("/orders/V2/getAllOrders?cursor=").endsWith("%3D");
        assertThat(brand.get(LIST + "?limit=1").text() + next).contains("%2B");
        Reply second = brand.get(next);
        assertThat(second.orders()).hasSize(2);
        assertThat(second.data().path("nextUrl").isNull()).isTrue();

        String cursor = next.substring(next.indexOf('=') + 1);
        Reply twice = brand.get(LIST + "?cursor=" + Brand.encoded(cursor));
        assertThat(twice.status()).isEqualTo(200);
        assertThat(twice.code()).isEqualTo(400);

        brand.vary("next-url", "absolute");
        assertThat(brand.get(LIST + "?limit=2").data().path("nextUrl").asText()).startsWith(brand.url + "/orders/");
        brand.vary("next-url", "relative");
        brand.vary("extra-last-page", "on");
        String extra = brand.get(next).data().path("nextUrl").asText();
        assertThat(brand.get(extra).data().asText()).isEqualTo("No Data Found");

        Reply products = brand.get("/Products/GetProductMaster?limit=2");
        assertThat(products.json().path("nextUrl").asText()).startsWith("/Products/GetProductMaster?cursor=");
        assertThat(products.json().has("code")).isFalse();
    }

    @Test
    void quirk_08_a_window_over_seven_days_is_refused_and_none_gives_only_a_slice() {
        Brand brand = Brand.open(sandbox);
        long old = brand.order("\"importedAt\":\"-P2D\"");
        long recent = brand.order();
        String message = "Date range greater than 7 days not allowed";
        Reply wide = brand.get(LIST + "?start_date=2026-01-01%2000:00:00&end_date=2026-01-08%2000:00:01");
        assertThat(wide.status()).isEqualTo(200);
        assertThat(wide.code()).isEqualTo(400);
        assertThat(wide.message()).isEqualTo(message);
        assertThat(brand.get(LIST + "?start_date=2026-01-01T00:00:00&end_date=2026-01-08+00:00:00")
                        .code())
                .isEqualTo(200);
        String updated = "?updated_after=2026-01-01+00:00:00&updated_before=2026-02-01+00:00:00";
        assertThat(brand.get(LIST + updated).message()).isEqualTo(message);
        brand.vary("updated-window-cap", "off");
        assertThat(brand.get(LIST + updated).code()).isEqualTo(200);

        assertThat(ids(brand.get(LIST + "?sttaus_id=9&nonsense=1").orders())).containsExactly(recent);
        String lastDays =
                "?start_date=" + Brand.encoded(IndianTime.text(System.currentTimeMillis() / 1000 - 4 * 86_400));
        assertThat(ids(brand.get(LIST + lastDays).orders())).containsExactly(old, recent);
        assertThat(ids(brand.get(LIST + "?invoice_id=" + old).orders())).containsExactly(old);
    }

    @Test
    void quirk_09_batch_codes_change_the_wrapper() {
        Brand brand = Brand.open(sandbox);
        brand.order();
        JsonNode body = brand.get(LIST + "?get_batch_codes=1").json();
        assertThat(body.has("data")).isFalse();
        JsonNode line = body.at("/orders/0/suborders/0");
        assertThat(line.path("batch_codes").asText()).startsWith("`");
        assertThat(line.path("batchcode_expiry").asText()).contains(":");
        brand.vary("orders-wrapper", "data-list");
        assertThat(brand.get(LIST).data().isArray()).isTrue();
        assertThat(brand.get(LIST).json().has("nextUrl")).isTrue();
    }

    @Test
    void quirk_10_one_order_in_several_rows_and_a_row_twice_when_it_changes_during_a_walk() {
        JsonNode split = seeded.get("/orders/V2/getOrderDetails?order_id="
                        + seeded.truth(firstOf(seeded) + 1).path("orderId").asLong())
                .data();
        assertThat(split.findValuesAsText("order_status")).containsExactly("Open", "Cancelled", "Open");
        assertThat(split.path(1).path("order_status_id").asInt()).isEqualTo(2);
        assertThat(split.path(2).path("reference_code").asText()).isEqualTo("DEMO-SO-1002_RE1");

        Brand brand = Brand.open(sandbox);
        brand.control("POST", "/orders", "{\"count\":4,\"importedAt\":\"-PT1H\"}");
        String window = "?limit=2&updated_after=" + Brand.encoded(IndianTime.text(now() - 7_200)) + "&updated_before="
                + Brand.encoded(IndianTime.text(now() + 3_600));
        Reply first = brand.get(LIST + window);
        long moved = ids(first.orders()).getFirst();
        brand.act(moved, "hold");
        List<Long> rest = new ArrayList<>();
        for (String next = first.data().path("nextUrl").asText(null); next != null; ) {
            Reply page = brand.get(next);
            rest.addAll(ids(page.orders()));
            next = page.data().path("nextUrl").asText(null);
        }
        assertThat(rest).hasSize(3).endsWith(moved);

        brand.vary("orders-repeat-across-pages", "on");
        Reply page = brand.get(LIST + "?limit=2");
        assertThat(ids(brand.get(page.data().path("nextUrl").asText()).orders()).getFirst())
                .isEqualTo(ids(page.orders()).getLast());
    }

    private static long firstOf(Brand brand) {
        return brand.control("GET", "/orders", null)
                .json()
                .at("/orders/0/invoiceId")
                .asLong();
    }

    private static List<Long> ids(JsonNode rows) {
        List<Long> ids = new ArrayList<>();
        rows.forEach(each -> ids.add(each.path("invoice_id").asLong()));
        return ids;
    }

    private static long now() {
        return System.currentTimeMillis() / 1000;
    }
}
