package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Ground;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A first sync fills a brand of which the planner knows nothing yet: what was planned at its beginning must serve its end. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class FirstSyncPlansTest {

    private static final int PAGE = 250;

    /** PostgreSQL plans a function's statements once and for all after five calls. */
    private static final int UNTIL_PLANNED = 6;

    private static final String PULL =
            "select count(*) from pull_shipments((select array_agg(id) from generate_series(?, ?) as id), now())";
    private static final String READ = """
            select seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables where relname = 'shipments'""";

    private final String brand = "b" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void a_page_of_unknown_orders_is_looked_for_elsewhere_without_reading_the_brand() {
        try (Database owner = Database.asOwner()) {
            owner.run("begin");
            owner.scope(brand, "one");
            for (int call = 0; call < UNTIL_PLANNED; call++) {
                assertThat(owner.number(PULL, 1, PAGE)).isZero();
            }
            owner.run("""
                    insert into shipments (brand, shipment_id, location, order_id, stage, stage_since, on_hold, gone_upstream,
                      upstream_phase, payment_mode, collect_amount, currency, lines, content_version, document_keys, digest,
                      known_as_of, received_at, updated_at, version)
                    select ?, g, 'one', g, 'DELIVERED', now(), false, false, 'SHIPPED', 'PREPAID', 0, 'INR', '[]', '', '', '',
                      now(), now(), now(), 1
                    from generate_series(1, 10000) g""", brand);
            long before = owner.number(READ);

            assertThat(owner.number(PULL, 20_000, 20_000 + PAGE)).isZero();
            assertThat(owner.number(READ) - before).isLessThanOrEqualTo(PAGE);
            owner.run("rollback");
            owner.run("vacuum shipments"); // else others' plans have to reckon with what is left in the indexes
        }
    }
}
