package com.nexar.fulfilment.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import com.nexar.fulfilment.retention.EraseNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An endpoint that was away for long still hears what became of a shipment, and nothing that was forgotten meanwhile. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class ErasedDeliveryTest {

    @Inject
    SyncNow sync;

    @Inject
    EraseNow erasure;

    private final EasyEcom easyecom = EasyEcom.gale();
    private final Wms wms = Wms.gal1();
    private final Hooks hooks = new Hooks(Ground.GALE_KEY);

    @Test
    void what_is_pending_is_told_without_the_words_that_were_erased() throws IOException {
        try (Receiver receiver = new Receiver();
                Database owner = Database.asOwner()) {
            Hooks.Made made = hooks.made(receiver.url(), "gale", "gal1", "shipment.tracked");
            owner.run(
                    "update webhook_endpoints set paused_until = now() + interval '1 hour' where endpoint_id = ?::uuid",
                    made.id());
            long id = delivered();
            Eventually.become(1, () -> hooks.count(made.id(), "PENDING"));
            String written = "select body from webhook_deliveries where endpoint_id = ?::uuid";
            assertThat(owner.text(written, made.id())).contains("left with the neighbour");

            erasure.erase("gale");
            wms.shipment(id).body("tracking.note", nullValue());
            owner.run("update webhook_endpoints set paused_until = null where endpoint_id = ?::uuid", made.id());

            Eventually.become(1, () -> receiver.about("" + id).size());
            Receiver.Posted taken = receiver.about("" + id).getFirst();
            assertThat(taken.isSignedWith(made.secret())).isTrue();
            assertThat(taken.event().at("/data/stage").asText()).isEqualTo("DELIVERED");
            assertThat(taken.event().at("/data/tracking/location").asText()).isEqualTo("Pune");
            assertThat(taken.body()).doesNotContain("neighbour");
        } finally {
            hooks.removeAll();
        }
    }

    private long delivered() {
        long id = easyecom.order("nx6000000001");
        sync.orders("gale/gal1");
        wms.assign(id, "ERD" + id).statusCode(200);
        wms.confirm(id).statusCode(200);
        wms.manifest(id).statusCode(201);
        wms.post(
                        "/shipments/" + id + "/tracking-events",
                        Map.of(
                                "eventId",
                                "end",
                                "status",
                                "DELIVERED",
                                "occurredAt",
                                Instant.now().toString(),
                                "location",
                                "Pune",
                                "note",
                                "left with the neighbour"))
                .statusCode(200);
        return id;
    }
}
