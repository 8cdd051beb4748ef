package com.nexar.fulfilment.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Ground;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The walls in the database, under the application's own pool and every scope that the code knows, with statements that have no
 * condition at all: whatever query forgets its own, the database does not.
 */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class EveryScopeTest {

    /** Of no brand, with the reasons in {@link DatabaseWallsTest}. */
    private static final Set<String> OPEN = Set.of("flyway_schema_history", "board_sessions", "key_uses");

    private static final List<String> PLACES = List.of("ant#scope/one", "ant#scope/two", "bee#scope/one");

    /** What the code opens transactions with, and the places that each sees. */
    private static final Map<Scope, List<String>> SCOPES = scopes();

    @Inject
    Transactions transactions;

    @Inject
    EntityManager entities;

    @Inject
    AgroalDataSource pool;

    private final Database owner = Database.asOwner();
    private final Planting planting = new Planting(owner);

    private static Map<Scope, List<String>> scopes() {
        Map<Scope, List<String>> scopes = new LinkedHashMap<>();
        scopes.put(new Scope("ant#scope", "one"), List.of("ant#scope/one")); // a caller of one location, and a worker
        scopes.put(new Scope("ant#scope", "two"), List.of("ant#scope/two"));
        scopes.put(Scope.administrationOf("ant#scope"), List.of("ant#scope/one", "ant#scope/two"));
        scopes.put(new Scope("bee#scope", "one"), List.of("bee#scope/one"));
        scopes.put(Scope.CLAIMING, PLACES);
        scopes.put(new Scope("", ""), List.of()); // sessions and keys
        // what nobody opens, and what somebody might get wrong
        scopes.put(new Scope("ant#scope", ""), List.of());
        scopes.put(new Scope("", "one"), List.of());
        scopes.put(new Scope("cat#scope", "one"), List.of());
        scopes.put(new Scope("%", "%"), List.of());
        scopes.put(new Scope("ant#scope' or '1'='1", "one"), List.of());
        return scopes;
    }

    @BeforeEach
    void a_row_in_every_table_at_three_places() {
        List<String> tables = new ArrayList<>(tables());
        Collections.reverse(tables); // operations before what belongs to them
        for (String table : tables) {
            Set<String> planted = new TreeSet<>();
            for (int i = 0; i < PLACES.size(); i++) {
                String[] place = PLACES.get(i).split("/");
                // of what is the brand's own there is one row a brand
                if (hasLocation(table) || planted.add(place[0])) {
                    planting.plant(owner, table, place[0], place[1], Integer.toString(31 + i));
                }
            }
        }
    }

    @AfterEach
    void leave() {
        owner.run("alter table audit disable trigger user");
        for (String table : tables()) {
            owner.run("delete from " + table + " where brand like '%#scope'");
        }
        owner.run("alter table audit enable trigger user");
        owner.close();
    }

    @Test
    void every_table_with_a_brand_is_looked_at() {
        assertThat(tables())
                .contains("shipments", "recipients", "easyecom_shares")
                .hasSizeGreaterThan(25);
        assertThat(owner.texts("select c.relname from pg_class c where c.relkind in ('r', 'p')"
                        + " and relnamespace = 'public'::regnamespace and not relrowsecurity"))
                .containsExactlyInAnyOrderElementsOf(OPEN);
        assertThat(owner.texts("select distinct tablename from pg_policies where schemaname = 'public'"))
                .as("a policy for every table that has the switch on")
                .containsExactlyInAnyOrderElementsOf(tables());
    }

    @Test
    void a_bare_select_shows_what_the_scope_sees_and_nothing_else() {
        SCOPES.forEach((scope, sees) -> {
            for (String table : tables()) {
                assertThat(places(scope, table)).as(table + " in " + scope).isEqualTo(seen(table, scope, sees));
            }
        });
    }

    @Test
    void a_bare_update_and_delete_reach_what_the_scope_sees_and_nothing_else() {
        for (String table : tables()) {
            if (mayOnlyAdd(table)) {
                continue;
            }
            for (Map.Entry<Scope, List<String>> each : SCOPES.entrySet()) {
                Scope scope = each.getKey();
                if (scope.equals(Scope.CLAIMING)) {
                    continue; // sees the other tests' rows, too: theirs are left alone
                }
                int expected = seen(table, scope, each.getValue()).size();
                transactions.rehearse(() -> transactions.in(scope, () -> {
                    assertThat(run("update " + table + " set brand = brand"))
                            .as("update of " + table + " in " + scope)
                            .isEqualTo(expected);
                    return null;
                }));
                transactions.rehearse(() -> transactions.in(scope, () -> {
                    assertThat(deleted(table))
                            .as("delete from " + table + " in " + scope)
                            .isEqualTo(expected);
                    return null;
                }));
            }
        }
        for (String table : tables()) {
            assertThat(owner.number("select count(*) from " + table + " where brand like '%#scope'"))
                    .as(table)
                    .isEqualTo(hasLocation(table) ? 3 : 2);
        }
    }

    @Test
    void a_row_of_another_place_cannot_be_written_in_any_scope() {
        for (Scope scope :
                List.of(new Scope("ant#scope", "one"), Scope.administrationOf("ant#scope"), new Scope("", ""))) {
            for (String place : List.of("ant#scope/two", "bee#scope/one")) {
                String[] parts = place.split("/");
                for (String table : tables()) {
                    boolean mine = scope.brand().equals(parts[0])
                            && (!hasLocation(table) || scope.location().equals("*"));
                    if (!mine) {
                        assertThat(catchThrowable(
                                        () -> transactions.run(scope, () -> insert(table, parts[0], parts[1]))))
                                .as(table + " of " + place + " in " + scope)
                                .hasStackTraceContaining("row-level security");
                    }
                }
            }
        }
    }

    @Test
    void a_connection_that_goes_back_takes_no_scope_along_whatever_became_of_the_transaction() throws SQLException {
        Scope scope = new Scope("ant#scope", "one");
        for (int i = 0; i < 5; i++) {
            assertThat(places(scope, "shipments")).hasSize(1);
            assertThatThrownBy(() -> transactions.run(scope, () -> {
                        throw new IllegalStateException("broken off");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> transactions.run(scope, () -> run("select 1/0")))
                    .isNotNull();
        }
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                all.add(pool.getConnection());
            }
            for (Connection connection : all) {
                try (Statement statement = connection.createStatement()) {
                    assertThat(one(
                                    statement,
                                    "select coalesce(current_setting('fulfilment.brand', true), '')"
                                            + " || coalesce(current_setting('fulfilment.location', true), '')"))
                            .isEmpty();
                    for (String table : List.of("shipments", "recipients", "operations", "products")) {
                        assertThat(one(statement, "select count(*) from " + table))
                                .isEqualTo("0");
                    }
                }
            }
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
    }

    @Test
    void what_runs_as_the_owner_is_known_and_cannot_be_led_astray() {
        assertThat(owner.texts("select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace"))
                .containsExactlyInAnyOrder(
                        "pull_shipments",
                        "append_changes",
                        "order_pieces_elsewhere",
                        "forget_answers",
                        "schema_version");
        assertThat(owner.texts("select proname || ': ' || coalesce(array_to_string(proconfig, ','), '') from pg_proc"
                        + " where prosecdef and pronamespace = 'public'::regnamespace"))
                .allMatch(each -> each.endsWith(": search_path=pg_catalog, public, pg_temp"));
        assertThat(owner.texts("select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace"
                        + " and has_function_privilege('public', oid, 'execute')"))
                .as("for the application's role alone")
                .isEmpty();
    }

    @Test
    void the_applications_role_cannot_take_the_walls_down() {
        try (Database app = Database.asApplication()) {
            for (String sql : List.of(
                    "alter policy wall on shipments using (true)",
                    "drop policy wall on recipients",
                    "create policy door on recipients using (true)",
                    "alter table recipients disable row level security",
                    "alter table recipients no force row level security",
                    "alter table recipients owner to fulfilment_app",
                    "drop table recipients",
                    "truncate recipients",
                    "create table public.strangers (id int)",
                    "create function public.leak() returns int language sql as 'select 1'",
                    "create or replace function sees(of_brand text, of_location text) returns boolean language sql return true",
                    "alter function pull_shipments(bigint[], timestamptz) security invoker",
                    "create view public.all_recipients as select * from recipients",
                    "create trigger t before update on recipients execute function audit_stays()",
                    "create schema strangers",
                    "create extension dblink",
                    "create role stranger",
                    "create database strangers",
                    "set role fulfilment_owner",
                    "set session authorization fulfilment_owner",
                    "alter role fulfilment_app bypassrls",
                    "alter role fulfilment_app superuser",
                    "alter system set log_statement = 'all'",
                    "set local session_replication_role = replica",
                    "update audit set who = 'nobody'",
                    "delete from audit",
                    "copy recipients to '/tmp/strangers'",
                    "copy recipients from program 'id'")) {
                assertThat(catchThrowable(() -> app.run(sql))).as(sql).isInstanceOf(IllegalStateException.class);
                app.rollback();
            }
            app.run("grant select on recipients to public"); // a warning, and nothing more
            assertThat(app.text("select has_table_privilege('public', 'recipients', 'select')::text"))
                    .isEqualTo("false");
            app.rollback();
            for (String sql : List.of(
                    "select rolpassword from pg_authid",
                    "select pg_read_file('/etc/passwd')",
                    "select pg_ls_dir('/')",
                    "select lo_import('/etc/passwd')",
                    "select loid from pg_largeobject",
                    "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'fulfilment_owner'",
                    "select version from flyway_schema_history")) {
                assertThatThrownBy(() -> app.texts(sql)).as(sql).hasMessageContaining("ermission denied");
                app.rollback();
            }
            app.text("select set_config('row_security', 'off', true)");
            assertThatThrownBy(() -> app.texts("select shipment_id::text from recipients"))
                    .as("asked to go on without the walls it fails, and shows nothing")
                    .hasMessageContaining("row-level security");
            app.rollback();
            assertThat(app.texts("select query from pg_stat_activity where usename <> current_user and query <> ''"
                            + " and query <> '<insufficient privilege>'"))
                    .as("what others ask")
                    .isEmpty();
        }
        assertThat(owner.texts("select rolname from pg_roles where rolname = 'fulfilment_app'"
                        + " and (rolbypassrls or rolsuper or rolcreaterole or rolcreatedb or rolreplication)"))
                .isEmpty();
        assertThat(owner.texts("select 'member' from pg_auth_members where member = 'fulfilment_app'::regrole"))
                .isEmpty();
        assertThat(owner.texts("select relname from pg_class where relowner = 'fulfilment_app'::regrole"))
                .isEmpty();
    }

    private List<String> tables() {
        return owner
                .texts("select table_name from information_schema.tables where table_schema = 'public'"
                        + " and table_type = 'BASE TABLE' order by table_name")
                .stream()
                .filter(table -> !OPEN.contains(table))
                .toList();
    }

    private boolean hasLocation(String table) {
        return owner.number(
                        "select count(*) from information_schema.columns where table_schema = 'public' and table_name = ?"
                                + " and column_name = 'location'",
                        table)
                > 0;
    }

    private boolean mayOnlyAdd(String table) {
        return owner.text("select has_table_privilege('fulfilment_app', ?, 'delete')::text", table)
                .equals("false");
    }

    /** As {@link #places} has to find them. */
    private Set<String> seen(String table, Scope scope, List<String> sees) {
        Set<String> seen = new TreeSet<>();
        if (hasLocation(table)) {
            seen.addAll(sees);
        } else {
            PLACES.stream()
                    .map(place -> place.split("/")[0])
                    .filter(brand -> scope.brand().equals("*") || scope.brand().equals(brand))
                    .forEach(seen::add);
        }
        return seen;
    }

    /** All of them; in the scope that sees everything, those that were planted here. */
    private Set<String> places(Scope scope, String table) {
        String place = hasLocation(table) ? "brand || '/' || location" : "brand";
        @SuppressWarnings("unchecked")
        List<String> all = transactions.in(
                scope,
                () -> entities.createNativeQuery("select distinct " + place + " from " + table, String.class)
                        .getResultList());
        Set<String> places = new TreeSet<>(all);
        if (scope.equals(Scope.CLAIMING)) {
            places.removeIf(each -> !each.contains("#scope"));
        }
        return places;
    }

    private int run(String sql) {
        return entities.createNativeQuery(sql).executeUpdate();
    }

    /** What refers to a row goes before it. */
    private int deleted(String table) {
        owner.texts(
                        "select distinct conrelid::regclass::text from pg_constraint where contype = 'f'"
                                + " and confrelid = ?::regclass and conrelid <> confrelid",
                        table)
                .forEach(child -> run("delete from " + child));
        return run("delete from " + table);
    }

    private void insert(String table, String brand, String location) {
        String sql = planting.statement(table, brand, location, "77");
        entities.unwrap(Session.class).doWork(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(sql);
            } catch (SQLException refused) {
                throw new IllegalStateException(refused); // past Hibernate, which would write a line of each
            }
        });
    }

    private static String one(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
