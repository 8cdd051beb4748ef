package com.nexar.fulfilment.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The walls in the database hold without the application's own conditions: every statement here is bare. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class DatabaseWallsTest {

    /** Tables that need no wall, with the reason. */
    private static final Map<String, String> OPEN = Map.of(
            "flyway_schema_history",
            "the owner's alone",
            "board_sessions",
            "of no brand: digests of what browsers have and of the key that says what they see",
            "key_uses",
            "of no brand: names of clients, ids of their keys, and times");

    /** Tables that all locations of a brand share. */
    private static final Set<String> OF_THE_BRAND = Set.of("products", "easyecom_budgets", "easyecom_shares");

    /** Tables in which the application may only look and add; nobody else may, either. */
    private static final Set<String> APPEND_ONLY = Set.of("audit");

    private final Database owner = Database.asOwner();
    private final Database app = Database.asApplication();
    private final Planting planting = new Planting(owner);

    @Inject
    SyncNow sync;

    private long acme;
    private long zeta;

    @BeforeEach
    void a_row_in_every_table_for_three_locations() {
        acme = EasyEcom.acme().order("nx1000000001");
        zeta = EasyEcom.zeta().order("nx3000000001");
        sync.orders("acme/blr1");
        sync.orders("zeta/del1");
        Wms.blr1().shipment(acme).statusCode(200);
        Wms.del1().shipment(zeta).statusCode(200);
        List<String> tables = new ArrayList<>(walled());
        Collections.reverse(tables); // operations before what belongs to them
        for (String table : tables) {
            for (String[] place : List.of(
                    new String[] {"acme", "blr1"}, new String[] {"acme", "bom1"}, new String[] {"zeta", "del1"})) {
                plant(table, place[0], place[1]);
            }
        }
    }

    @AfterEach
    void leave() {
        APPEND_ONLY.forEach(table -> owner.run("alter table " + table + " disable trigger user"));
        for (String table : walled()) {
            owner.run("delete from " + table + " where brand like '%#wall'");
        }
        APPEND_ONLY.forEach(table -> owner.run("alter table " + table + " enable trigger user"));
        app.close();
        owner.close();
    }

    @Test
    void every_table_has_row_level_security_or_a_reason() {
        assertThat(owner.texts("select relname from pg_class where relkind in ('r', 'p')"
                        + " and relnamespace = 'public'::regnamespace and not relrowsecurity"))
                .containsExactlyInAnyOrderElementsOf(OPEN.keySet());
        assertThat(walled())
                .contains("shipments", "recipients", "products", "operations")
                .hasSizeGreaterThanOrEqualTo(12);
        for (String table : walled()) {
            assertThat(owner.texts("select polname from pg_policy where polrelid = ?::regclass", table))
                    .as(table)
                    .isNotEmpty();
        }
    }

    @Test
    void without_a_scope_no_row_is_visible() {
        for (String table : walled()) {
            assertThat(owner.number("select count(*) from " + table)).as(table).isPositive();
            assertThat(app.number("select count(*) from " + table)).as(table).isZero();
        }
    }

    @Test
    void a_scope_shows_the_rows_of_its_location_and_no_others() {
        for (String table : walled()) {
            app.scope("acme#wall", "blr1");
            Map<String, Long> seen = places(table);
            if (OF_THE_BRAND.contains(table)) {
                assertThat(seen).as(table).containsOnlyKeys("acme#wall");
            } else {
                assertThat(seen).as(table).containsOnlyKeys("acme#wall/blr1");
            }
        }
    }

    @Test
    void without_a_scope_and_with_another_ones_scope_no_row_can_be_written() {
        for (String table : walled()) {
            for (String[] scope : List.of(
                    new String[] {"", ""},
                    new String[] {"zeta#wall", "del1"},
                    new String[] {"acme#wall", "bom1"},
                    new String[] {"acme", "blr1"})) {
                if (OF_THE_BRAND.contains(table) && scope[1].equals("bom1")) {
                    continue; // the row is all its locations'
                }
                app.scope(scope[0], scope[1]);
                String of =
                        " where brand = 'acme#wall'" + (OF_THE_BRAND.contains(table) ? "" : " and location = 'blr1'");
                if (!APPEND_ONLY.contains(table)) {
                    assertThat(app.run("update " + table + " set brand = brand" + of))
                            .as(table)
                            .isZero();
                    assertThat(app.run("delete from " + table + of)).as(table).isZero();
                }
                assertThatThrownBy(() -> planting.plant(app, table, "acme#wall", "blr1", "2"))
                        .as(table + " as " + String.join("/", scope))
                        .hasMessageContaining("row-level security");
                app.rollback();
            }
        }
    }

    @Test
    void a_row_cannot_be_pushed_over_the_wall() {
        for (String table : walled()) {
            app.scope("acme#wall", "blr1");
            assertThatThrownBy(() -> app.run("update " + table + " set brand = 'zeta#wall' where brand = 'acme#wall'"))
                    .as(table)
                    .hasMessageContaining(APPEND_ONLY.contains(table) ? "permission denied" : "row-level security");
            app.rollback();
        }
    }

    @Test
    void the_application_owns_nothing_and_cannot_change_the_schema() {
        for (String sql : List.of(
                "create table strangers (id int)",
                "alter table shipments disable row level security",
                "alter table shipments add column x int",
                "drop policy wall on shipments",
                "drop table quarantine",
                "create or replace function sees(of_brand text, of_location text) returns boolean language sql return true",
                "truncate shipments",
                "insert into flyway_schema_history select * from flyway_schema_history",
                "set role fulfilment_owner",
                "alter role fulfilment_app bypassrls")) {
            assertThatThrownBy(() -> app.run(sql)).as(sql).isInstanceOf(IllegalStateException.class);
            app.rollback();
        }
        assertThat(owner.texts(
                        "select rolname from pg_roles where rolname = 'fulfilment_app' and (rolbypassrls or rolsuper)"))
                .isEmpty();
    }

    @Test
    void a_scope_ends_with_its_transaction() {
        assertThat(app.scope("acme", "blr1").number("select count(*) from shipments"))
                .isPositive();
        app.rollback();

        assertThat(app.number("select count(*) from shipments")).isZero();
    }

    @Test
    void pulling_stays_inside_the_brand() {
        app.scope("zeta", "del1");
        assertThat(app.texts("select elsewhere from pull_shipments(array[?]::bigint[], 'infinity')", acme))
                .isEmpty();
        app.rollback();

        assertThat(owner.text("select location from shipments where brand = 'acme' and shipment_id = ?", acme))
                .isEqualTo("blr1");
    }

    @Test
    void pulling_needs_the_scope_of_one_location() {
        for (String[] scope :
                List.of(new String[] {"*", "*"}, new String[] {"acme", "*"}, new String[] {"*", "bom1"})) {
            app.scope(scope[0], scope[1]);
            assertThatThrownBy(() ->
                            app.texts("select elsewhere from pull_shipments(array[?]::bigint[], 'infinity')", acme))
                    .hasMessageContaining("scope of one location");
            app.rollback();
        }
        assertThat(app.texts("select elsewhere from pull_shipments(array[?]::bigint[], 'infinity')", acme))
                .isEmpty();
    }

    @Test
    void pulling_takes_a_shipment_with_all_that_is_its_own_unless_more_is_known_meanwhile() {
        app.scope("acme", "bom1");

        assertThat(app.texts("select pulled::text from pull_shipments(array[?]::bigint[], 'epoch')", acme))
                .containsExactly("false");
        assertThat(app.number("select count(*) from shipments where shipment_id = ?", acme))
                .isZero();
        assertThat(app.texts("select from_location from pull_shipments(array[?]::bigint[], 'infinity')", acme))
                .containsExactly("blr1");
        for (String table : List.of("shipments", "recipients", "shipment_history")) {
            assertThat(app.number("select count(*) from " + table + " where shipment_id = ?", acme))
                    .as(table)
                    .isPositive();
        }
        app.rollback();
    }

    private List<String> walled() {
        return owner
                .texts("select table_name from information_schema.tables where table_schema = 'public'"
                        + " and table_type = 'BASE TABLE' order by table_name")
                .stream()
                .filter(table -> !OPEN.containsKey(table))
                .toList();
    }

    private Map<String, Long> places(String table) {
        String place = OF_THE_BRAND.contains(table) ? "brand" : "brand || '/' || location";
        Map<String, Long> places = new TreeMap<>();
        app.texts("select " + place + " from " + table).forEach(each -> places.merge(each, 1L, Long::sum));
        return places;
    }

    private void plant(String table, String brand, String location) {
        if (table.startsWith("easyecom_") && OF_THE_BRAND.contains(table) && location.equals("bom1")) {
            return; // one row a brand
        }
        planting.plant(
                owner,
                table,
                brand + "#wall",
                location,
                location.equals("blr1") ? "11" : location.equals("bom1") ? "12" : "13");
    }
}
