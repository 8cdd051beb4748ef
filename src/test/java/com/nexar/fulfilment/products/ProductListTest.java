package com.nexar.fulfilment.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Ground.class)
class ProductListTest {

    @Inject
    ProductsNow sync;

    private final EasyEcom zeta = EasyEcom.zeta();
    private final Wms del1 = Wms.del1();
    private final Database owner = Database.asOwner();

    @AfterEach
    void leave() {
        zeta.vary(Map.of("products-max-limit", "200", "products-repeat-across-pages", "off", "extra-last-page", "off"));
        owner.close();
    }

    @Test
    void the_whole_master_comes_in_over_many_pages_with_repeats_and_an_empty_last_one() {
        zeta.vary(Map.of("products-max-limit", "10", "products-repeat-across-pages", "on", "extra-last-page", "on"));
        owner.run(
                "update sync_cursors set done_until = null, window_to = null where brand = 'zeta' and feed = 'PRODUCTS'");
        String prefix = "PGS-" + UUID.randomUUID() + "-";
        for (int i = 0; i < 25; i++) {
            change(prefix + i, "Page " + i);
        }

        sync.products("zeta");

        assertThat(owner.number("select count(*) from products where brand = 'zeta' and starts_with(sku, ?)", prefix))
                .isEqualTo(25);
        assertThat(owner.text("select last_error_at is null or last_error_at < last_success_at from sync_cursors"
                        + " where brand = 'zeta' and feed = 'PRODUCTS'"))
                .isEqualTo("t");
    }

    @Test
    void a_combo_shows_its_parts() {
        sync.products("zeta");

        del1.get("/products/DEMO-COMBO-2")
                .statusCode(200)
                .body("type", equalTo("combo_product"))
                .body("parts.sku", equalTo(List.of("DEMO-TEE-BLK-M")))
                .body("parts[0].quantity", is(2));
    }

    @Test
    void a_change_comes_with_the_next_sync_and_shows_since_when() {
        String sku = "CHG-" + UUID.randomUUID();
        change(sku, "Before");
        sync.products("zeta");
        String before =
                owner.text("select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')");

        change(sku, "After");
        sync.products("zeta");

        del1.get("/products/" + sku).statusCode(200).body("name", equalTo("After"));
        del1.get("/products?limit=500&updatedSince=" + before).statusCode(200).body("items.sku", equalTo(List.of(sku)));
        del1.get("/products?sku=" + sku).body("items.size()", is(1)).body("items.sku", hasItem(sku));
        del1.get("/products/no-such-sku").statusCode(404).body("code", equalTo("not-found"));
        del1.get("/products?updatedSince=yesterday").statusCode(400).body("errors[0].field", equalTo("updatedSince"));
    }

    @Test
    void an_unchanged_product_and_an_unchanged_list_are_304_and_a_changed_one_is_not() {
        String sku = "TAG-" + UUID.randomUUID();
        change(sku, "Before");
        sync.products("zeta");
        for (String path : List.of("/products/" + sku, "/products?sku=" + sku)) {
            String tag = del1.get(path).statusCode(200).extract().header("ETag");

            assertThat(status(path, tag)).isEqualTo(304);
            change(sku, "After " + path.length());
            sync.products("zeta");
            assertThat(status(path, tag)).isEqualTo(200);
        }
    }

    @Test
    void pages_show_every_product_once() {
        String prefix = "LST-" + UUID.randomUUID() + "-";
        for (int i = 0; i < 7; i++) {
            change(prefix + i, "List " + i);
        }
        sync.products("zeta");
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            var page = del1.get("/products?limit=3" + (cursor == null ? "" : "&cursor=" + cursor))
                    .statusCode(200)
                    .extract();
            seen.addAll(page.path("items.sku"));
            cursor = page.path("next");
        } while (cursor != null);

        assertThat(seen)
                .doesNotHaveDuplicates()
                .isEqualTo(owner.texts("select sku from products where brand = 'zeta' order by sku"));
        assertThat(seen).filteredOn(sku -> sku.startsWith(prefix)).hasSize(7);
    }

    @Test
    void a_brand_sees_its_own_products_alone() {
        String sku = "OWN-" + UUID.randomUUID();
        change(sku, "Own");
        sync.products("zeta");

        Wms.blr1().get("/products/" + sku).statusCode(404);
        Wms.blr1().get("/products?sku=" + sku).statusCode(200).body("items.size()", is(0));
    }

    private void change(String sku, String name) {
        zeta.post("/sandbox/products", Map.of("sku", sku, "name", name));
    }

    private int status(String path, String tag) {
        return del1.request()
                .header("If-None-Match", tag)
                .get("/v1/brands/zeta/locations/del1" + path)
                .statusCode();
    }
}
