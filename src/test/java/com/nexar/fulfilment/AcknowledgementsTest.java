package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the warehouse has taken. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class AcknowledgementsTest {

    private static final String KEY = "nx3000000001";
    private static final long STRANGER = 999_999_991L;

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();

    @Test
    void what_is_acknowledged_shows_since_when_and_again_changes_nothing() {
        long id = received();
        wms.shipment(id).body("acknowledgedAt", nullValue());

        wms.acknowledge(id)
                .statusCode(200)
                .body("acknowledged", equalTo(List.of("" + id)))
                .body("blocked", hasSize(0));
        var first = wms.shipment(id)
                .body("acknowledgedAt", notNullValue())
                .body("stage", equalTo("RECEIVED"))
                .body("cancellation", nullValue())
                .extract();
        wms.acknowledge(id).statusCode(200).body("acknowledged", equalTo(List.of("" + id)));

        wms.shipment(id)
                .body("acknowledgedAt", equalTo(first.<String>path("acknowledgedAt")))
                .body("version", equalTo(first.<Integer>path("version")));
        assertThat(events(id)).containsOnlyOnce("ACKNOWLEDGED");
    }

    @Test
    void the_stage_goes_on_as_ever_and_the_acknowledgement_stays() {
        long id = received();
        wms.acknowledge(id).statusCode(200);

        wms.assign(id, "ACK" + id).statusCode(200).body("acknowledgedAt", notNullValue());
        sync.orders("zeta/del1");
        wms.confirm(id).statusCode(200).body("stage", equalTo("CONFIRMED")).body("acknowledgedAt", notNullValue());
    }

    @Test
    void an_unknown_id_is_named_and_nothing_is_acknowledged() {
        long id = received();

        wms.acknowledge(id, STRANGER)
                .statusCode(404)
                .body("code", equalTo("not-found"))
                .body("detail", containsString("" + STRANGER))
                .body("errors.field", equalTo(List.of("shipmentIds[1]")));
        Wms.blr1().acknowledge(id).statusCode(404).body("errors.field", equalTo(List.of("shipmentIds[0]")));

        wms.shipment(id).body("acknowledgedAt", nullValue());
        assertThat(events(id)).doesNotContain("ACKNOWLEDGED");
    }

    @Test
    void what_was_cancelled_before_is_left_out_with_its_reason_and_stays_simply_cancelled() {
        long good = received();
        long cancelled = received();
        easyecom.act(cancelled, "cancellation");
        sync.orders("zeta/del1");

        wms.acknowledge(cancelled, good)
                .statusCode(200)
                .body("acknowledged", equalTo(List.of("" + good)))
                .body("blocked.shipmentId", equalTo(List.of("" + cancelled)))
                .body("blocked[0].problem.code", equalTo("cancelled"));
        wms.acknowledge(cancelled)
                .statusCode(409)
                .body("code", equalTo("cancelled"))
                .body("stage", equalTo("CANCELLED"))
                .body("blocked.shipmentId", equalTo(List.of("" + cancelled)));

        wms.shipment(cancelled).body("acknowledgedAt", nullValue()).body("cancellation", nullValue());
    }

    @Test
    void what_is_acknowledged_and_cancelled_after_that_stays_acknowledged() {
        long id = received();
        wms.acknowledge(id).statusCode(200);
        easyecom.act(id, "cancellation");
        sync.orders("zeta/del1");

        wms.acknowledge(id)
                .statusCode(200)
                .body("acknowledged", equalTo(List.of("" + id)))
                .body("blocked", hasSize(0));
    }

    @Test
    void a_warehouse_that_it_is_moved_to_has_not_taken_it() {
        EasyEcom acme = EasyEcom.acme();
        long id = acme.order("nx1000000001");
        sync.orders("acme/blr1");
        Wms.blr1().acknowledge(id).statusCode(200);

        acme.act(id, "relocation", Map.of("location", "nx1000000002"));
        sync.orders("acme/bom1");
        Wms.bom1().shipment(id).statusCode(200).body("acknowledgedAt", nullValue());
        acme.act(id, "cancellation");
        sync.orders("acme/bom1");

        Wms.bom1().shipment(id).body("stage", equalTo("CANCELLED")).body("cancellation", nullValue());
    }

    @Test
    void bad_lists_name_the_field_and_what_would_be_right() {
        wms.put("/acknowledgements", Map.of()).statusCode(400).body("errors[0].field", equalTo("shipmentIds"));
        wms.acknowledge().statusCode(400).body("errors[0].field", equalTo("shipmentIds"));
        wms.put("/acknowledgements", Map.of("shipmentIds", Collections.nCopies(501, "1")))
                .statusCode(400)
                .body("errors[0].message", containsString("1 to 500"));
        wms.put("/acknowledgements", Map.of("shipmentIds", List.of("90210001", "x")))
                .statusCode(400)
                .body("errors[0].field", equalTo("shipmentIds[1]"));
    }

    @Test
    void a_wave_of_five_hundred_is_acknowledged_at_once_in_the_order_given() {
        List<Long> ids = new ArrayList<>();
        easyecom.post("/sandbox/orders", Map.of("location", KEY, "count", 500))
                .path("orders")
                .forEach(order -> ids.add(order.path("invoiceIds").get(0).asLong()));
        sync.orders("zeta/del1");
        Collections.reverse(ids);

        wms.acknowledge(ids.stream().mapToLong(Long::longValue).toArray())
                .statusCode(200)
                .body("acknowledged", equalTo(ids.stream().map(String::valueOf).toList()));

        wms.shipment(ids.getFirst()).body("acknowledgedAt", notNullValue());
        wms.shipment(ids.getLast()).body("acknowledgedAt", notNullValue());
    }

    @Test
    void the_same_key_gets_the_same_answer() {
        long id = received();
        String key = UUID.randomUUID().toString();

        String first = keyed(key, id)
                .header("Idempotency-Replayed", nullValue())
                .extract()
                .asString();
        easyecom.act(id, "cancellation");
        sync.orders("zeta/del1");

        assertThat(keyed(key, id)
                        .header("Idempotency-Replayed", "true")
                        .extract()
                        .asString())
                .isEqualTo(first);
    }

    private io.restassured.response.ValidatableResponse keyed(String key, long id) {
        return wms.request()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(Map.of("shipmentIds", List.of("" + id)))
                .put("/v1/brands/zeta/locations/del1/acknowledgements")
                .then()
                .statusCode(200);
    }

    private List<String> events(long id) {
        String order = wms.shipment(id).extract().path("orderId");
        return wms.get("/orders/" + order + "/timeline").extract().path("entries.event");
    }

    private long received() {
        long id = easyecom.order(KEY);
        sync.orders("zeta/del1");
        return id;
    }
}
