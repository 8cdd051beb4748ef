package com.nexar.fulfilment.products;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.easyecom.HostileRows;
import com.nexar.fulfilment.easyecom.ProductPage;
import com.nexar.fulfilment.easyecom.ScriptedProducts;
import com.nexar.fulfilment.pauses.Pauses;
import com.nexar.fulfilment.sync.Quarantine;
import com.nexar.fulfilment.sync.SyncCursors;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** As {@code HostilePagesTest}, for the product master. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class HostileProductsTest {

    private static final long SEED = Long.getLong("fuzz.seed", 20_261_128L);
    private static final int PAGES = Boolean.getBoolean("fuzz.long") ? 2_000 : 100;

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

    @Inject
    Brands brands;

    private final Database owner = Database.asOwner();

    @AfterEach
    void leave() {
        owner.close();
    }

    @Test
    void a_product_that_is_wrong_costs_only_itself_and_what_is_stored_can_be_shown() {
        Brand mill = brands.brand("mill").orElseThrow();
        HostileRows rows = HostileRows.ofProducts(SEED, 500_000_000L);
        for (int page = 0; page < PAGES; page++) {
            ProductPage told = rows.products(6);

            new ProductWalk(
                            cursors,
                            new ScriptedProducts(cursor -> told),
                            table,
                            quarantine,
                            transactions,
                            config,
                            Clock.systemUTC(),
                            pauses)
                    .walk(mill);

            assertThat(owner.number(
                            "select count(*) from products where brand = 'mill' and product_id = " + rows.lastId()))
                    .as("page %d of seed %d: %s", page, SEED, told.broken())
                    .isEqualTo(1);
        }
        Wms wms = Wms.at(Ground.MILL_KEY, "mill/ml1");
        String next = "";
        do {
            String cursor = wms.get("/products?limit=500" + next)
                    .statusCode(200)
                    .extract()
                    .path("next");
            next = cursor == null ? null : "&cursor=" + cursor;
        } while (next != null);
    }
}
