package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Ground.class)
class OneOrderTest {

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.acme();
    private final Wms wms = Wms.blr1();

    @Test
    void an_order_goes_from_the_list_to_delivered_with_one_effect_each_at_EasyEcom() {
        long id = easyecom.order("nx1000000001");
        sync.orders("acme/blr1");
        assertThat(wms.stage(id)).isEqualTo("RECEIVED");

        wms.assign(id, "ONE" + id).statusCode(200).body("stage", equalTo("ASSIGNED"));
        wms.confirm(id).statusCode(200).body("stage", equalTo("CONFIRMED"));
        wms.get("/shipments/" + id + "/documents").statusCode(200).body("items.type", hasItems("invoice", "label"));
        byte[] invoice = wms.get("/shipments/" + id + "/documents/invoice")
                .statusCode(200)
                .contentType("application/pdf")
                .extract()
                .asByteArray();
        assertThat(new String(invoice, 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("%PDF-");
        wms.post("/manifests", Map.of("shipmentIds", List.of("" + id)))
                .statusCode(201)
                .body("groups[0].state", equalTo("MANIFESTED"));
        wms.scan(id, "e1", "IN_TRANSIT", Instant.now().minusSeconds(60).toString())
                .statusCode(200);
        wms.scan(id, "e2", "DELIVERED", Instant.now().toString())
                .statusCode(200)
                .body("stage", equalTo("DELIVERED"));

        assertThat(easyecom.effects(id, "assign")).containsExactly("HAPPENED");
        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED");
        assertThat(easyecom.effects(id, "manifest")).containsExactly("HAPPENED");
        assertThat(easyecom.effects(id, "track")).containsExactly("HAPPENED", "HAPPENED");
        assertThat(easyecom.truth(id).path("shippingStatusId").asInt()).isEqualTo(3);
    }
}
