package com.nexar.fulfilment.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is forgotten is found by indexes: a batch costs as much as it forgets, however much is kept. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class ForgettingByIndexTest {

    private static final String OPERATIONS = "'{6f1c0c1e-6f0e-4a53-9f43-6f0e4a539f43}'";
    private static final String ONLY_THE_BRAND = "Index Cond: (brand = 'gale'::text)";

    @Inject
    SyncNow sync;

    private final Database owner = Database.asOwner();

    @AfterEach
    void leave() {
        owner.close();
    }

    @Test
    void an_erasure_reads_only_what_is_about_its_shipments() {
        manyShipments();
        manyDeliveries();
        manySetAside();
        try (Database application = Database.asApplication()) {
            application.scope("gale", "*");
            application.run("set local enable_seqscan = off"); // the other tables are nearly empty
            for (String statement : PersonalData.FORGET) {
                String plan = plan(
                        application,
                        statement
                                .replace(":brand", "'gale'")
                                .replace(":ids", "'{90210001,90210002}'")
                                .replace(":operations", OPERATIONS));

                assertThat(plan).as(statement).contains("Index Cond").doesNotContain("Seq Scan");
                assertThat(plan.lines().map(String::strip)).as(statement).doesNotContain(ONLY_THE_BRAND);
            }
        } finally {
            owner.run("delete from shipments where brand = 'gale' and shipment_id > 900000000000");
            owner.run("delete from webhook_deliveries where type = 'plan'");
            owner.run("delete from quarantine where reason = 'plan'");
            owner.run("analyze shipments, webhook_deliveries, quarantine");
        }
    }

    @Test
    void answers_are_found_by_their_operations_and_by_the_ids_in_them() {
        stored();
        try {
            List<String> deletes = Pattern.compile("delete from [^;]+")
                    .matcher(owner.text("select prosrc from pg_proc where proname = 'forget_answers'"))
                    .results()
                    .map(MatchResult::group)
                    .map(each -> each.replace("= own", "= 'gale'")
                            .replaceAll("\\boperations\\b", OPERATIONS + "::uuid[]")
                            .replaceAll("\\bshipments\\b", "'{90210001,90210002}'::bigint[]"))
                    .toList();

            assertThat(deletes).hasSize(3);
            assertThat(plan(owner, deletes.get(0))).contains("idempotency_keys_of_operation ");
            assertThat(plan(owner, deletes.get(1))).contains("idempotency_keys_of_operations ");
            assertThat(plan(owner, deletes.get(2))).contains("idempotency_keys_without_operation ");
        } finally {
            owner.run("delete from idempotency_keys where caller = 'plan'");
            owner.run("analyze idempotency_keys");
        }
    }

    @Test
    void answers_are_forgotten_of_one_brand_alone_and_where_they_are_about_it() {
        try (Database application = Database.asApplication()) {
            application.scope("gale", "*");
            answer(application, "one", "array['6f1c0c1e-6f0e-4a53-9f43-6f0e4a539f43', null]::uuid[]", "{}");
            answer(application, "two", "null", "{\"ready\":[\"90210002\"]}");
            answer(application, "three", "null", "{\"ready\":[\"902100021\"],\"n\":90210002}");
            String forget = "select forget_answers(" + OPERATIONS + ", '{90210002}') is null";
            application.scope("zeta", "*").texts(forget);
            application.scope("gale", "*");
            assertThat(keys(application)).containsExactly("one", "three", "two");

            application.texts(forget);

            assertThat(keys(application)).containsExactly("three");
            for (String[] scope : List.of(new String[] {"*", "*"}, new String[] {"gale", "gal1"})) {
                application.scope(scope[0], scope[1]);
                assertThatThrownBy(() -> application.texts(forget)).hasMessageContaining("scope of one brand");
                application.rollback();
            }
        }
    }

    @Test
    void what_goes_by_its_age_is_found_by_its_age() {
        try (Database application = Database.asApplication()) {
            application.scope("*", "*");
            application.run("set local enable_seqscan = off");
            for (OldRows.Kind kind : OldRows.Kind.values()) {
                String plan = plan(
                        application,
                        kind.delete().replace(":before", "now()").replace(":batch", Integer.toString(kind.batch())));

                assertThat(plan)
                        .as(kind.name())
                        .containsPattern("Index Cond: \\((last_seen|created|finished)_at < now\\(\\)");
            }
        }
    }

    private static List<String> keys(Database application) {
        return application.texts("select key from idempotency_keys where caller = 'plan' order by 1");
    }

    private static void answer(Database application, String key, String operations, String body) {
        application.run("""
                insert into idempotency_keys (brand, location, scope, caller, verb, path, key, fingerprint, claim, lease_until,
                  operation_ids, status, body, created_at, expires_at)
                values ('gale', 'gal1', ?, 'plan', 'PUT', '/', ?, 'x', gen_random_uuid(), '-infinity', %s, 200,
                  convert_to(?, 'UTF8'), now(), now() + interval '1 day')""".formatted(operations), key, key, body);
    }

    /** As many answers as a day brings: of single commands, of bulks, and of neither. */
    private void stored() {
        owner.run("""
                insert into idempotency_keys (brand, location, scope, caller, verb, path, key, fingerprint, claim, lease_until,
                  operation_id, operation_ids, status, body, created_at, expires_at)
                select 'gale', 'gal1', 'plan' || n, 'plan', 'PUT', '/', 'x', 'x', gen_random_uuid(), '-infinity',
                  case when n % 3 = 0 then gen_random_uuid() end,
                  case when n % 3 = 1 then array[gen_random_uuid(), null, gen_random_uuid()] end,
                  200, convert_to('{"shipmentId":"' || 1000 + n || '"}', 'UTF8'), now(), now() + interval '1 day'
                from generate_series(1, 15000) n""");
        owner.run("analyze idempotency_keys");
    }

    /** Finished, erased, and like one that there is. */
    private void manyShipments() {
        EasyEcom.gale().order("nx6000000001");
        sync.orders("gale/gal1");
        String columns = owner.text("select string_agg(column_name, ', ') from information_schema.columns"
                + " where table_schema = current_schema() and table_name = 'shipments' and is_generated = 'NEVER'");
        owner.run("""
                insert into shipments (%1$s)
                select %1$s from (
                  select (jsonb_populate_record(one, jsonb_build_object('shipment_id', 900000000000 + n, 'stage', 'CANCELLED',
                    'personal_data_erased_at', now()))).*
                  from shipments one, generate_series(1, 3000) n
                  where one.brand = 'gale' and one.shipment_id = (select min(shipment_id) from shipments where brand = 'gale')) many""".formatted(columns));
        owner.run("analyze shipments");
    }

    private void manyDeliveries() {
        owner.run("""
                insert into webhook_deliveries (delivery_id, endpoint_id, brand, location, type, subject, lane, body, state, finished_at)
                select gen_random_uuid(), gen_random_uuid(), 'gale', 'gal1', 'plan', n, n, '{}',
                  case when n % 2 = 0 then 'PENDING' else 'DELIVERED' end, case when n % 2 = 1 then now() end
                from generate_series(1, 3000) n""");
        owner.run("analyze webhook_deliveries");
    }

    private void manySetAside() {
        owner.run("""
                insert into quarantine (brand, location, feed, upstream_id, raw, raw_digest, reason, first_seen_at, last_seen_at, times)
                select 'gale', 'gal1', 'ORDERS', 900000000000 + n, '{}', 'plan' || n, 'plan', now(), now(), 1
                from generate_series(1, 3000) n""");
        owner.run("analyze quarantine");
    }

    private static String plan(Database database, String statement) {
        return String.join("\n", database.texts("explain " + statement)) + "\n";
    }
}
