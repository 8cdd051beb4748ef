package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** POST {L}/tracking-events: scans of many parcels, in order per parcel. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class BulkTrackingTest {

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();

    @Test
    void several_scans_of_one_parcel_are_told_in_the_order_given_between_those_of_others() {
        long one = manifested();
        long two = manifested();

        bulk(List.of(
                        scan(two, "a", "IN_TRANSIT", "2026-02-03T10:00:00Z"),
                        scan(one, "a", "IN_TRANSIT", "2026-02-03T10:00:00Z"),
                        scan(one, "b", "OUT_FOR_DELIVERY", "2026-02-03T11:00:00Z"),
                        scan(two, "b", "OUT_FOR_DELIVERY", "2026-02-03T11:00:00Z"),
                        scan(one, "c", "DELIVERED", "2026-02-03T12:00:00Z")))
                .body("items.status", everyItem(equalTo(200)))
                .body("items.shipmentId", contains("" + two, "" + one, "" + one, "" + two, "" + one))
                .body("items[0].shipment.stage", equalTo("OUT_FOR_DELIVERY"))
                .body("items[4].shipment.stage", equalTo("DELIVERED"));

        assertThat(told(one)).containsExactly("In Transit", "Out For Delivery", "Delivered");
        assertThat(told(two)).containsExactly("In Transit", "Out For Delivery");
    }

    @Test
    void a_bad_scan_does_not_hinder_the_others_and_each_event_id_counts_once() {
        long one = manifested();
        long early = easyecom.order("nx3000000001");
        sync.orders("zeta/del1");
        Map<String, Object> good = scan(one, "a", "IN_TRANSIT", "2026-02-03T10:00:00Z");
        Map<String, Object> sameId = scan(one, "a", "DELIVERED", "2026-02-03T11:00:00Z");
        Map<String, Object> noId = new HashMap<>(good);
        noId.remove("eventId");
        List<Object> items = List.of(
                good,
                good,
                sameId,
                noId,
                scan(one, "b", "LOST", "2026-02-03T10:00:00Z"),
                scan(one, "c", "DELIVERED", "2099-01-01T00:00:00Z"),
                scan(early, "a", "IN_TRANSIT", "2026-02-03T10:00:00Z"),
                scan(999_999_999L, "a", "IN_TRANSIT", "2026-02-03T10:00:00Z"));

        for (int i = 0; i < 2; i++) { // the second time all of it is known
            bulk(items)
                    .body("items.status", contains(200, 200, 400, 400, 400, 400, 409, 404))
                    .body(
                            "items.collect { it.problem?.code }",
                            contains(
                                    null,
                                    null,
                                    "validation",
                                    "validation",
                                    "validation",
                                    "validation",
                                    "manifest-required",
                                    "not-found"))
                    .body(
                            "items.problem.errors.field.flatten()",
                            contains("eventId", "eventId", "status", "occurredAt"));
        }

        assertThat(easyecom.effects(one, "track")).containsExactly("HAPPENED");
        wms.post("/tracking-events", Map.of("items", List.of()))
                .statusCode(400)
                .body("errors[0].field", equalTo("items"));
    }

    private ValidatableResponse bulk(List<Object> items) {
        return wms.post("/tracking-events", Map.of("items", items)).statusCode(207);
    }

    private static Map<String, Object> scan(long id, String eventId, String status, String at) {
        return Map.of("shipmentId", "" + id, "eventId", eventId, "status", status, "occurredAt", at);
    }

    private List<String> told(long id) {
        List<String> words = new ArrayList<>();
        for (JsonNode scan : easyecom.truth(id).path("scans")) {
            words.add(scan.path("status").asText());
        }
        return words;
    }

    private long manifested() {
        long id = easyecom.order("nx3000000001");
        sync.orders("zeta/del1");
        wms.assign(id, "BULK" + id).statusCode(200);
        wms.confirm(id).statusCode(200);
        wms.manifest(id).statusCode(201);
        return id;
    }
}
