package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.HostileRows;
import com.nexar.fulfilment.easyecom.ScriptedOrders;
import com.nexar.fulfilment.easyecom.ShipmentPage;
import com.nexar.fulfilment.sync.Feed;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pages of rows with something wrong in them, into the real database: a row that is wrong costs itself, and never its page. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class HostilePagesTest {

    private static final long SEED = Long.getLong("fuzz.seed", 20_261_128L);
    private static final int PAGES = Boolean.getBoolean("fuzz.long") ? 3_000 : 150;

    @Inject
    Walks walks;

    @Inject
    Brands brands;

    private final Database owner = Database.asOwner();

    @AfterEach
    void leave() {
        owner.close();
    }

    @Test
    void a_row_that_is_wrong_costs_only_itself_and_what_is_stored_can_be_shown() {
        Location here = brands.location("mill", "ml2").orElseThrow();
        HostileRows rows = HostileRows.ofOrders(SEED, 400_000_000L);
        for (int page = 0; page < PAGES; page++) {
            ShipmentPage told = rows.shipments(6);

            walks.through(new ScriptedOrders(cursor -> told)).walk(here, Feed.ORDERS_TIP);

            assertThat(owner.number(
                            "select count(*) from shipments where brand = 'mill' and shipment_id = " + rows.lastId()))
                    .as("page %d of seed %d: %s", page, SEED, told.broken())
                    .isEqualTo(1);
        }
        Wms wms = Wms.at(Ground.MILL_KEY, "mill/ml2");
        String next = "";
        do {
            String cursor = wms.get("/orders?limit=500" + next)
                    .statusCode(200)
                    .extract()
                    .path("next");
            next = cursor == null ? null : "&cursor=" + cursor;
        } while (next != null);
    }
}
