package com.nexar.fulfilment.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.nullValue;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.operations.AnotherPod.Left;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pod that died in the middle of a bulk: what it had written down goes on, and the same bulk again hears of it. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class BulkTakeOverTest {

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();
    private final AnotherPod other = new AnotherPod();

    @AfterEach
    void as_before() {
        other.close();
        easyecom.noFaults();
    }

    @Test
    void what_a_dead_pod_had_written_down_goes_on_and_the_same_bulk_joins_it() {
        List<Long> ids = received(4);
        List<String> left = new ArrayList<>();
        for (long id : ids.subList(0, 3)) {
            String order = wms.shipment(id).extract().path("orderId");
            left.add(other.has(Left.confirmation(id, order), OperationState.PENDING, 0, Duration.ofMinutes(1)));
        }

        bulk(ids, null, 0)
                .body("items.status", everyItem(equalTo(202)))
                .body("items[0..2].operation.operationId", equalTo(left));
        left.forEach(each -> other.died(each, Duration.ofSeconds(1)));
        bulk(ids, null, 20).body("items.status", everyItem(equalTo(200)));

        left.forEach(each -> assertThat(wms.state(each)).isEqualTo("SUCCEEDED"));
        ids.forEach(id -> assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED"));
    }

    @Test
    void an_answer_that_was_lost_is_given_again_item_by_item_and_a_refusal_is_not_tried_anew() {
        List<Long> ids = received(3);
        long refused = ids.get(1);
        String key = UUID.randomUUID().toString();
        easyecom.act(refused, "confirm-fail");
        String operation = bulk(ids, key, 20)
                .body("items.status", contains(200, 422, 200))
                .extract()
                .path("items[1].problem.operationId");
        answerWasLost(key);

        bulk(ids, key, 20)
                .header("Idempotency-Replayed", nullValue())
                .body("items.status", contains(200, 422, 200))
                .body("items[1].problem.operationId", equalTo(operation));

        ids.forEach(id -> assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED"));
        bulk(ids, null, 20).body("items.status", everyItem(equalTo(200))); // without the key it is a new attempt
        assertThat(easyecom.effects(refused, "confirm")).containsExactly("HAPPENED", "HAPPENED");
    }

    @Test
    void what_this_pod_has_no_room_for_is_taken_as_room_comes() {
        List<Long> ids = received(90);

        List<String> operations = bulk(ids, null, 0).extract().path("items.operation.operationId");

        assertThat(operations).doesNotContainNull().hasSize(90).doesNotHaveDuplicates();
        Eventually.become(
                90L,
                () -> other.count(
                        "operations",
                        "state = 'SUCCEEDED' and operation_id = any(cast(? as uuid[]))",
                        "{" + String.join(",", operations) + "}"));
    }

    /** As the row stands when the pod dies between the last operation's end and the answer. */
    private static void answerWasLost(String key) {
        try (Database owner = Database.asOwner()) {
            assertThat(owner.run(
                            "update idempotency_keys set status = null, body = null, content_type = null,"
                                    + " location_header = null, answered_at = null, lease_until = clock_timestamp()"
                                    + " where key = ?",
                            key))
                    .isOne();
        }
    }

    private ValidatableResponse bulk(List<Long> ids, String key, int wait) {
        var request = wms.request()
                .contentType("application/json")
                .header("Prefer", "wait=" + wait)
                .body(Map.of(
                        "items",
                        ids.stream().map(id -> Map.of("shipmentId", "" + id)).toList()));
        return (key == null ? request : request.header("Idempotency-Key", key))
                .post("/v1/brands/zeta/locations/del1/confirmations")
                .then()
                .statusCode(207);
    }

    private List<Long> received(int many) {
        List<Long> ids = new ArrayList<>();
        easyecom.post("/sandbox/orders", Map.of("location", "nx3000000001", "count", many))
                .path("orders")
                .forEach(order -> ids.add(order.path("invoiceIds").get(0).asLong()));
        sync.orders("zeta/del1");
        return ids;
    }
}
