package com.nexar.fulfilment.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import com.nexar.fulfilment.problems.CapturedLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A shipment that cannot be forgotten keeps no other, and nobody overlooks it. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class StuckErasureTest {

    private static final Duration KEPT = Duration.ofDays(90);
    private static final double DAY = Duration.ofDays(1).toSeconds();

    @Inject
    SyncNow sync;

    @Inject
    ForgettingJob job;

    @Inject
    MeterRegistry metrics;

    private final EasyEcom easyecom = EasyEcom.gale();
    private final Wms wms = Wms.gal1();
    private final Database owner = Database.asOwner();

    @AfterEach
    void leave() {
        owner.close();
    }

    @Test
    void one_that_cannot_be_forgotten_is_passed_over_named_and_overdue() {
        long stuck = cancelled(92);
        long next = cancelled(91);
        refuse(stuck);
        try (CapturedLog log = new CapturedLog()) {
            job.erase("gale", KEPT);

            wms.shipment(next).body("personalDataErasedAt", notNullValue());
            wms.shipment(stuck).body("personalDataErasedAt", nullValue());
            assertThat(log.lines())
                    .anyMatch(line -> line.startsWith("ERROR")
                            && line.contains("shipment " + stuck + " of gale cannot be forgotten")
                            && line.contains("not this one"))
                    .noneMatch(line -> line.contains("shipment " + next + " of gale cannot be forgotten"));
            assertThat(overdue()).isBetween(2 * DAY, 2 * DAY + 60);
        } finally {
            owner.run("drop trigger not_this_one on recipients");
            owner.run("drop function not_this_one()");
        }

        job.erase("gale", KEPT);
        wms.shipment(stuck).body("personalDataErasedAt", notNullValue());
        assertThat(overdue()).isZero();
    }

    @Test
    void what_was_said_after_an_erasure_is_overdue_in_its_turn() {
        long id = cancelled(200);
        job.erase("gale", KEPT);
        assertThat(overdue()).isZero();
        owner.run("""
                update shipments set personal_data_erased_at = now() - interval '110 days', updated_at = now() - interval '93 days'
                where brand = 'gale' and shipment_id = ?""", id);
        refuseToMark(id);
        try {
            job.erase("gale", KEPT);
            assertThat(overdue()).isBetween(3 * DAY, 3 * DAY + 60);
        } finally {
            owner.run("drop trigger not_this_one on shipments");
            owner.run("drop function not_this_one()");
        }
        job.erase("gale", KEPT);
        assertThat(overdue()).isZero();
    }

    @Test
    void one_with_a_command_that_waits_is_not_forgotten() {
        long id = cancelled(92);
        owner.run("""
                with waiting as (
                  insert into operations (operation_id, brand, location, kind, state, request, fingerprint, caller, attempts, accepted,
                    next_attempt_at, created_at, version)
                  values (gen_random_uuid(), 'gale', 'gal1', 'TRACK', 'PENDING', '{}', 'x', 'x', 0, false, now() + interval '1 day', now(), 0)
                  returning operation_id)
                insert into operation_shipments (operation_id, brand, location, shipment_id, position, state, open)
                select operation_id, 'gale', 'gal1', ?, 0, 'PENDING', false from waiting""", id);

        job.erase("gale", KEPT);
        wms.shipment(id).body("personalDataErasedAt", nullValue());

        owner.run("""
                update operations set state = 'FAILED', finished_at = now() where operation_id in
                  (select operation_id from operation_shipments where brand = 'gale' and shipment_id = ?)""", id);
        job.erase("gale", KEPT);
        wms.shipment(id).body("personalDataErasedAt", notNullValue());
    }

    private void refuse(long id) {
        notThisOne("recipients", "delete", "old.shipment_id = " + id);
    }

    private void refuseToMark(long id) {
        notThisOne(
                "shipments",
                "update",
                "old.shipment_id = " + id + " and old.personal_data_erased_at < new.personal_data_erased_at");
    }

    private void notThisOne(String table, String act, String which) {
        owner.run("create function not_this_one() returns trigger language plpgsql as $$ begin if " + which
                + " then raise exception 'not this one'; end if; return " + (act.equals("delete") ? "old" : "new")
                + "; end $$");
        owner.run("create trigger not_this_one before " + act + " on " + table
                + " for each row execute function not_this_one()");
    }

    /** So many days ago. */
    private long cancelled(int days) {
        long id = easyecom.order("nx6000000001");
        sync.orders("gale/gal1");
        easyecom.act(id, "cancellation");
        sync.orders("gale/gal1");
        owner.run(
                "update shipments set stage_since = now() - make_interval(days => ?) where brand = 'gale' and shipment_id = ?",
                days,
                id);
        return id;
    }

    private double overdue() {
        return metrics.get("fulfilment.retention.overdue")
                .tag("brand", "gale")
                .gauge()
                .value();
    }
}
