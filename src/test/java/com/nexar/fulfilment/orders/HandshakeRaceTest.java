package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** An acknowledgement, a cancellation, a decision and a scan at once: whatever comes first, the others know of it. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class HandshakeRaceTest {

    private static final String KEY = "nx3000000001";

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();

    @Test
    void a_sync_that_meets_an_acknowledgement_under_way_opens_the_cancellation() throws Exception {
        long id = received(1).getFirst();
        easyecom.act(id, "cancellation");

        held("update shipments set acknowledged_at = now() where shipment_id = ?", id, () -> {
            sync.orders("zeta/del1");
            return null;
        });

        wms.shipment(id)
                .body("stage", equalTo("CANCELLED"))
                .body("cancellation.state", equalTo("OPEN"))
                .body("cancellation.recall", is(false));
    }

    @Test
    void an_acknowledgement_that_meets_a_cancellation_under_way_is_told() throws Exception {
        long id = received(1).getFirst();

        int status = held(
                "update shipments set stage = 'CANCELLED', upstream_phase = 'CANCELLED' where shipment_id = ?",
                id,
                () -> wms.acknowledge(id).extract().statusCode());

        assertThat(status).isEqualTo(409);
        wms.shipment(id).body("acknowledgedAt", nullValue()).body("cancellation", nullValue());
    }

    @Test
    void of_many_each_is_either_acknowledged_and_open_or_neither() throws Exception {
        List<Long> ids = received(40);
        ids.forEach(id -> easyecom.act(id, "cancellation"));

        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            var walk = CompletableFuture.runAsync(() -> sync.orders("zeta/del1"), both);
            ids.forEach(id -> CompletableFuture.runAsync(() -> wms.acknowledge(id), both));
            walk.get();
        }

        try (Database owner = Database.asOwner()) {
            String these = "from shipments where shipment_id between " + ids.getFirst() + " and " + ids.getLast();
            assertThat(owner.number("select count(*) " + these + " and stage = 'CANCELLED'"))
                    .isEqualTo(40);
            assertThat(owner.number("select count(*) " + these
                            + " and (acknowledged_at is null) <> (cancellation_requested_at is null)"))
                    .isZero();
        }
    }

    @Test
    void a_scan_and_the_decision_at_once_leave_nothing_at_EasyEcom() throws Exception {
        for (long id : received(10)) {
            wms.acknowledge(id).statusCode(200);
            easyecom.act(id, "cancellation");
            sync.orders("zeta/del1");
            String at = Instant.now().minus(Duration.ofHours(1)).toString();

            int scanned;
            try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
                var scan = CompletableFuture.supplyAsync(
                        () -> wms.scan(id, "race", "IN_TRANSIT", at).extract().statusCode(), both);
                CompletableFuture.runAsync(
                                () -> wms.decide(id, "TOO_LATE", "gone").statusCode(200), both)
                        .get();
                scanned = scan.get();
            }

            assertThat(scanned).isIn(200, 409);
            wms.scan(id, "race", "IN_TRANSIT", at).statusCode(200).body("tracking.status", equalTo("IN_TRANSIT"));
            assertThat(easyecom.effects(id, "track")).isEmpty();
        }
    }

    /** Somebody changes the shipment and commits only when the other one waits for it. */
    private static <T> T held(String change, long id, Supplier<T> other) throws Exception {
        try (Database first = Database.asOwner();
                Database watch = Database.asOwner();
                ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            first.run("begin");
            first.run(change, id);
            var waiting = CompletableFuture.supplyAsync(other, thread);
            Eventually.become(true, () -> watch.number("select count(*) from pg_locks where not granted") > 0);
            first.run("commit");
            return waiting.get();
        }
    }

    private List<Long> received(int many) {
        List<Long> ids = new ArrayList<>();
        easyecom.post("/sandbox/orders", Map.of("location", KEY, "count", many))
                .path("orders")
                .forEach(order -> ids.add(order.path("invoiceIds").get(0).asLong()));
        sync.orders("zeta/del1");
        return ids;
    }
}
