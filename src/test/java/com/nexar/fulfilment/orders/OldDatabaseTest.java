package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.pages.Cursor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A location with 20,000 delivered shipments before some that are open: by which indexes it is asked. Nothing of it stays. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class OldDatabaseTest {

    private static final String OPEN = "stage in ('RECEIVED', 'ASSIGNED', 'CONFIRMED')";

    private final Database owner = Database.asOwner();
    private final String brand = "b" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void grow() {
        owner.run("begin");
        owner.run("""
                insert into shipments (brand, shipment_id, location, order_id, stage, stage_since, on_hold, gone_upstream,
                  upstream_phase, payment_mode, collect_amount, currency, lines, content_version, document_keys, digest,
                  known_as_of, received_at, updated_at, version)
                select ?, g, 'one', g, case when g < 20000 then 'DELIVERED' else 'RECEIVED' end, t, false, false,
                  case when g < 20000 then 'SHIPPED' else 'OPEN' end, 'PREPAID', 0, 'INR', '[]', '', '', '', t, t, t, 1
                from generate_series(1, 23000) g cross join lateral (select now() - g * interval '1 minute' as t) as at""", brand);
        owner.run("analyze shipments");
    }

    @AfterEach
    void forget() {
        owner.run("rollback");
        owner.run("vacuum shipments"); // else the next plan has to reckon with what is left in the indexes
        owner.close();
    }

    @Test
    void a_page_of_what_is_to_do_does_not_walk_over_what_is_done() {
        assertThat(plan("select order_id from shipments where brand = '%s' and location = 'one' and " + OPEN
                        + " and not on_hold group by order_id order by order_id limit 51"))
                .contains("shipments_to_do")
                .doesNotContain("Sort");
    }

    /** As it is asked: found and shown by one statement, which is planned once. */
    @ParameterizedTest
    @ValueSource(strings = {"orderId", "-orderId"})
    void a_page_that_is_polled_walks_over_nothing_that_is_done(String sort) {
        String cursor = new Cursor(sort, List.of("", "22000")).text();
        OrderQuery query = new OrderQuery(new Location(brand, "one", "One", "key"), sort, cursor, 50)
                .eligible(true, Set.of("B2C"), Instant.EPOCH);
        assertThat(query.isPlannedOnce()).isTrue();
        String sql = ShownShipments.page(query)
                .replace(":brand", "$1")
                .replace(":location", "$2")
                .replace(":now", "$3")
                .replace(":types", "$4")
                .replace(":phases", "$5")
                .replace(":lastId", "$6");
        owner.run("set local plan_cache_mode = force_generic_plan");
        owner.run("prepare polled_page (text, text, timestamptz, text[], text[], bigint) as " + sql);
        assertThat(plan("execute polled_page ('%s', 'one', now(), array['B2C'], array['OPEN'], 22000)"))
                .contains("shipments_to_do")
                .containsPattern("Index Cond: .*order_id = ANY")
                .doesNotContain("Seq Scan on shipments");
        owner.run("deallocate polled_page");
    }

    /** The same of what is planned for its values. */
    @Test
    void a_page_of_a_stage_does_not_walk_over_what_is_done() {
        String sql = new OrderQuery(new Location(brand, "one", "One", "key"), null, null, 50)
                .stage(Stage.RECEIVED)
                .sql()
                .replace(":brand", "$1")
                .replace(":location", "$2")
                .replace(":stage", "$3");
        owner.run("set local plan_cache_mode = force_custom_plan");
        owner.run("prepare page_of_a_stage (text, text, text) as " + sql);
        assertThat(plan("execute page_of_a_stage ('%s', 'one', 'RECEIVED')"))
                .contains("shipments_to_do")
                .doesNotContain("Sort");
        owner.run("deallocate page_of_a_stage");
    }

    @Test
    void what_is_due_to_be_read_again_is_found_without_reading_all_that_is_open() {
        String due = OpenShipments.DUE
                .replace("?1", "'%s'")
                .replace("?2", "'one'")
                .replace("?3", "now() - interval '1 year'")
                .replace("?4", "now()")
                .replace("?5", "50");

        assertThat(plan(due.formatted(brand, brand)))
                .contains("shipments_open")
                .contains("shipments_unsure")
                .doesNotContain("Seq Scan");
    }

    @Test
    void a_scanned_awb_is_found_by_the_index_of_awbs() {
        label();
        owner.run("prepare scanned (text, text, text) as "
                + ShownShipments.WITH_AWB
                        .replaceFirst("\\?", "\\$1")
                        .replaceFirst("\\?", "\\$2")
                        .replace("?", "$3"));

        assertThat(plan("execute scanned ('%s', 'one', 'nxA700')"))
                .contains("shipments_by_awb")
                .doesNotContain("Seq Scan on shipments");
        owner.run("deallocate scanned");
    }

    @Test
    void what_is_told_of_awbs_is_found_by_the_index_of_awbs() {
        label();
        owner.run("prepare told (text, text, text[]) as "
                + Announcements.WITH_AWB
                        .replace(":brand", "$1")
                        .replace(":location", "$2")
                        .replace(":awbs", "$3"));

        assertThat(plan("execute told ('%s', 'one', array['nxA700', 'nxA701'])"))
                .contains("shipments_by_awb")
                .doesNotContain("Seq Scan on shipments");
        owner.run("deallocate told");
    }

    @Test
    void the_board_and_the_gauges_share_an_index() {
        owner.run("set local enable_seqscan = off"); // a table as small as this one is read as a whole
        assertThat(plan("select stage, count(*), min(stage_since) from shipments where brand = '%s' and stage not in"
                        + " ('DELIVERED', 'RTO_DELIVERED', 'CANCELLED') group by location, stage"))
                .contains("shipments_at_work");
    }

    private void label() {
        owner.run("update shipments set awb = 'nxA' || shipment_id where brand = ?", brand);
        owner.run("analyze shipments");
        owner.run("set local plan_cache_mode = force_generic_plan");
    }

    private String plan(String sql) {
        return String.join("\n", owner.texts("explain " + sql.replace("%s", brand)));
    }
}
