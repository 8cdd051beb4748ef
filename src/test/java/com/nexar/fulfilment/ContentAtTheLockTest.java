package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Another read of EasyEcom may store a new content between a confirmation's own read and the lock under which it is sent. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class ContentAtTheLockTest {

    private static final String LOCKED =
            "select shipment_id from shipments where brand = 'gale' and shipment_id = ? for update";

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.gale();
    private final Wms wms = Wms.gal1();

    @AfterEach
    void no_faults() {
        easyecom.noFaults();
    }

    @Test
    void what_changed_between_the_look_and_the_lock_is_content_changed_and_nothing_is_sent() {
        long id = easyecom.order("nx6000000001");
        sync.orders("gale/gal1");
        String seen = wms.shipment(id).extract().path("contentVersion");
        easyecom.fault("order-details", "slow", 1);
        String operation = wms.waiting(0)
                .post("/shipments/" + id + "/confirmation", Map.of("contentVersion", seen))
                .statusCode(202)
                .extract()
                .path("operationId");
        try (Database other = Database.asOwner();
                Database watch = Database.asOwner()) {
            other.run("begin");
            other.text(LOCKED, id);
            waiting(watch, 1); // the gate, to write down what it read
            other.run("update shipments set content_version = 'another' where brand = 'gale' and shipment_id = ?", id);
            other.run("commit");
        }

        Eventually.become(true, () -> wms.operation(operation).extract().path("finishedAt") != null);
        wms.operation(operation)
                .body("state", equalTo("REFUSED"))
                .body("attempts", equalTo(0))
                .body("problem.code", equalTo("content-changed"))
                .body("problem.contentVersion", equalTo("another"));
        assertThat(easyecom.effects(id, "confirm")).isEmpty();
    }

    @Test
    void a_new_address_that_the_gate_reads_is_shown_from_then_on_and_a_phone_alone_as_well() {
        for (String[] field : new String[][] {
            {"address_line_1", "9 New Street", "shipTo.line1"}, {"contact_num", "9000000009", "shipTo.phone"}
        }) {
            long id = easyecom.order("nx6000000001");
            sync.orders("gale/gal1");
            String seen = wms.shipment(id).extract().path("contentVersion");
            easyecom.act(id, "content", Map.of("raw", Map.of(field[0], field[1])));

            String now = wms.post("/shipments/" + id + "/confirmation", Map.of("contentVersion", seen))
                    .statusCode(409)
                    .body("difference.shipToChanged", equalTo(true))
                    .extract()
                    .path("contentVersion");

            wms.shipment(id).body(field[2], equalTo(field[1]));
            wms.post("/shipments/" + id + "/confirmation", Map.of("contentVersion", now))
                    .statusCode(200);
            wms.shipment(id).body(field[2], equalTo(field[1]));
        }
    }

    private static void waiting(Database watch, long many) {
        Eventually.become(true, () -> watch.number("select count(*) from pg_locks where not granted") >= many);
    }
}
