package com.nexar.fulfilment.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.BrokenRow;
import com.nexar.fulfilment.easyecom.ProductPage;
import com.nexar.fulfilment.easyecom.ScriptedOrders;
import com.nexar.fulfilment.easyecom.ScriptedProducts;
import com.nexar.fulfilment.easyecom.UpstreamProduct;
import com.nexar.fulfilment.pauses.Pauses;
import com.nexar.fulfilment.sync.Quarantine;
import com.nexar.fulfilment.sync.SyncCursors;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The walk through the product master against a real database, with EasyEcom's pages told by the test. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class ProductWalkTest {

    private static final Instant NOON = Instant.parse("2026-02-03T06:30:00Z");

    @Inject
    SyncCursors cursors;

    @Inject
    ProductTable table;

    @Inject
    Quarantine quarantine;

    @Inject
    Transactions transactions;

    @Inject
    ProductsConfig config;

    @Inject
    Pauses pauses;

    private final Database owner = Database.asOwner();
    private final String code = "p" + UUID.randomUUID().toString().substring(0, 8);
    private final Brand brand = new Brand(code, null, List.of(new Location(code, "one", "One", "k1")));

    @AfterEach
    void leave() {
        owner.close();
    }

    @Test
    void everything_is_fetched_once_and_then_only_what_changed_since_less_the_overlap() {
        ScriptedProducts easyecom = new ScriptedProducts(cursor -> page(null, product("A", 1, NOON)));
        walk(easyecom).walk(brand);
        Instant done = Instant.parse(owner.text(
                "select to_char(done_until at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') from sync_cursors where brand = ?",
                code));

        walk(easyecom).walk(brand);

        assertThat(easyecom.asked).containsExactly("since null", "since " + done.minusSeconds(600));
    }

    @Test
    void a_product_that_comes_twice_is_one_product_as_the_newer_row_shows_it() {
        ScriptedProducts easyecom = new ScriptedProducts(cursor -> cursor == null
                ? page("c2", product("A", 2, NOON.plusSeconds(60)), product("A", 1, NOON), product("B", 1, NOON))
                : page(null, product("A", 1, NOON), product("B", 1, NOON)));

        walk(easyecom).walk(brand);

        assertThat(owner.texts(
                        "select sku || ' ' || (data ->> 'name') || ' ' || version from products where brand = ? order by 1",
                        code))
                .containsExactly("A Name 2 0", "B Name 1 0");
    }

    @Test
    void an_unchanged_product_is_not_written() {
        ScriptedProducts easyecom = new ScriptedProducts(cursor -> page(null, product("A", 1, NOON)));
        walk(easyecom).walk(brand);
        String before = owner.text("select xmin || '/' || ctid || updated_at from products where brand = ?", code);

        walk(easyecom).walk(brand);

        assertThat(owner.text("select xmin || '/' || ctid || updated_at from products where brand = ?", code))
                .isEqualTo(before);
    }

    @Test
    void after_a_failure_the_walk_goes_on_at_the_page_after_the_last_stored_one() {
        AtomicInteger failures = new AtomicInteger(1);
        ScriptedProducts easyecom = new ScriptedProducts(cursor -> {
            if (cursor == null) {
                return page("c%2F2", product("A", 1, NOON));
            }
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("the pod dies here");
            }
            return page(null, product("B", 1, NOON));
        });

        assertThatThrownBy(() -> walk(easyecom).walk(brand)).hasMessage("the pod dies here");
        walk(easyecom).walk(brand);

        assertThat(easyecom.asked).containsExactly("since null", "c%2F2", "c%2F2");
        assertThat(skus()).containsExactly("A", "B");
    }

    @Test
    void a_refused_cursor_starts_anew_and_pages_in_a_circle_end() {
        AtomicInteger refusals = new AtomicInteger(1);
        ScriptedProducts easyecom = new ScriptedProducts(cursor -> {
            if (cursor != null && refusals.getAndDecrement() > 0) {
                throw ScriptedOrders.refused();
            }
            return page(cursor == null || cursor.equals("b") ? "a" : "b", product("A", 1, NOON));
        });

        walk(easyecom).walk(brand);
        walk(easyecom).walk(brand);

        assertThat(easyecom.asked).containsExactly("since null", "a", "since null", "a", "b");
        assertThat(owner.text("select window_to is null from sync_cursors where brand = ?", code))
                .isEqualTo("t");
    }

    @Test
    void a_broken_row_is_set_aside_and_its_page_goes_on() {
        ScriptedProducts easyecom = new ScriptedProducts(cursor -> new ProductPage(
                List.of(product("A", 1, NOON)), List.of(new BrokenRow(7L, "{\"cp_id\":7}", "sku is missing")), null));

        walk(easyecom).walk(brand);

        assertThat(skus()).containsExactly("A");
        assertThat(owner.texts("select feed || ' ' || reason || ' ' || raw from quarantine where brand = ?", code))
                .containsExactly("PRODUCTS sku is missing {\"cp_id\":7}");
    }

    private ProductWalk walk(ScriptedProducts easyecom) {
        return new ProductWalk(cursors, easyecom, table, quarantine, transactions, config, Clock.systemUTC(), pauses);
    }

    private List<String> skus() {
        return owner.texts("select sku from products where brand = ? order by sku", code);
    }

    private static ProductPage page(String next, UpstreamProduct... products) {
        return new ProductPage(List.of(products), List.of(), next);
    }

    private static UpstreamProduct product(String sku, int name, Instant updatedAt) {
        return new UpstreamProduct(
                sku.hashCode(),
                sku,
                "Name " + name,
                null,
                true,
                "normal_product",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                BigDecimal.TEN,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                updatedAt,
                List.of(),
                Map.of());
    }
}
