package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.nullValue;

import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** POST {L}/confirmations: one result per item in input order, and no item hinders another. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class BulkConfirmationTest {

    private static final String KEY = "nx3000000001";
    private static final String PATH = "/v1/brands/zeta/locations/del1/confirmations";

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();

    @AfterEach
    void as_before() {
        easyecom.noFaults();
        easyecom.vary(Map.of("confirm-duration", "0-200"));
    }

    @Test
    void every_item_is_answered_as_its_single_command_would_be_in_input_order() {
        List<Long> ids = received(6);
        Collections.reverse(ids);
        long cancelled = ids.get(1);
        long held = ids.get(2);
        long failing = ids.get(3);
        long done = ids.get(4);
        wms.confirm(done).statusCode(200);
        easyecom.act(cancelled, "cancellation");
        easyecom.act(held, "hold");
        easyecom.act(failing, "confirm-fail");
        List<Object> items = new ArrayList<>();
        items.add(Map.of("shipmentId", "" + ids.get(0), "package", packed(250)));
        ids.subList(1, 5).forEach(id -> items.add(item(id)));
        items.add(Map.of("shipmentId", "" + ids.get(5), "contentVersion", "000000000000000000000000"));
        items.add(item(999_999_999L));

        bulk(items)
                .body(
                        "items.shipmentId",
                        equalTo(items.stream().map(BulkConfirmationTest::id).toList()))
                .body("items.status", contains(200, 409, 409, 422, 200, 409, 404))
                .body(
                        "items.collect { it.problem?.code }",
                        contains(
                                null, "cancelled", "on-hold", "upstream-refused", null, "content-changed", "not-found"))
                .body("items[0].shipment.stage", equalTo("CONFIRMED"))
                .body("items[0].shipment.package.weightGrams", equalTo(250))
                .body("items[3].problem.stage", equalTo("RECEIVED"))
                .body("items[5].problem.detail", containsString("never seen"));

        assertThat(easyecom.effects(ids.get(0), "confirm")).containsExactly("HAPPENED");
        assertThat(easyecom.effects(cancelled, "confirm")).isEmpty();
        assertThat(easyecom.effects(held, "confirm")).isEmpty();
        assertThat(easyecom.effects(ids.get(5), "confirm")).isEmpty();
        assertThat(easyecom.effects(done, "confirm")).containsExactly("HAPPENED");
    }

    @Test
    void what_is_wrong_with_an_item_is_said_of_that_item_and_the_others_go() {
        List<Long> ids = received(2);
        List<Object> items = List.of(
                Map.of("shipmentId", "" + ids.get(0), "package", Map.of("weightGrams", -1)),
                Map.of("shipmentId", "abc"),
                Map.of("shipmentId", "" + ids.get(0).toString().length(), "wieght", 3),
                Map.of("package", packed(1)),
                "90210001",
                Map.of("shipmentId", "1" + ids.get(0), "package", Map.of("weightGrams", "heavy")),
                item(ids.get(1)));

        bulk(items)
                .body("items.status", contains(400, 400, 400, 400, 400, 400, 200))
                .body("items[0].problem.errors.field", org.hamcrest.Matchers.hasItem("package.weightGrams"))
                .body("items[1].problem.errors[0].field", equalTo("shipmentId"))
                .body("items[1].shipmentId", equalTo("abc"))
                .body("items[2].problem.errors[0].field", equalTo("wieght"))
                .body("items[3].problem.errors[0].field", equalTo("shipmentId"))
                .body("items[3].shipmentId", nullValue())
                .body("items[5].problem.errors[0].field", equalTo("package.weightGrams"))
                .body("items[6].shipment.stage", equalTo("CONFIRMED"));

        bulk(List.of(Map.of("shipmentId", "abc"))).body("items.status", contains(400));
        assertThat(wms.stage(ids.get(0))).isEqualTo("RECEIVED");
    }

    @Test
    void a_body_that_is_no_list_of_1_to_200_different_shipments_is_400_and_nothing_is_done() {
        long id = received(1).getFirst();
        refused(Map.of(), "items");
        refused(Map.of("items", List.of()), "items");
        refused(Map.of("items", "" + id), "items");
        refused(Map.of("items", Collections.nCopies(201, item(id))), "items");
        refused(Map.of("items", List.of(item(id), item(id + 1_000_000), item(id))), "items[2].shipmentId");
        refused(Map.of("items", List.of(item(id)), "more", 1), "more");

        assertThat(wms.stage(id)).isEqualTo("RECEIVED");
        assertThat(easyecom.effects(id, "confirm")).isEmpty();
    }

    @Test
    void the_wait_is_for_all_together_and_what_is_not_decided_goes_on_by_itself() {
        easyecom.vary(Map.of("confirm-duration", "3000-3500"));
        List<Long> ids = received(12);
        long began = System.nanoTime();

        List<String> operations = bulk(waiting(1), items(ids))
                .body("items.status", everyItem(equalTo(202)))
                .body("items.operation.kind", everyItem(equalTo("CONFIRM")))
                .extract()
                .path("items.operation.operationId");

        assertThat((System.nanoTime() - began) / 1e9).isLessThan(2.9);
        operations.forEach(each -> Eventually.become("SUCCEEDED", () -> wms.state(each)));
        assertThat(ids.stream().map(wms::stage)).containsOnly("CONFIRMED");
    }

    @Test
    void the_same_again_with_or_without_a_key_joins_what_is_under_way_and_nothing_happens_twice() {
        easyecom.vary(Map.of("confirm-duration", "12000-12500")); // under way all the while, also on a busy machine
        List<Long> ids = received(8);
        String key = UUID.randomUUID().toString();
        List<String> first = bulk(keyed(key, 0), items(ids)).extract().path("items.operation.operationId");

        bulk(keyed(key, 0), items(ids))
                .header("Idempotency-Replayed", equalTo("true"))
                .body("items.operation.operationId", equalTo(first));
        bulk(waiting(0), items(ids)).body("items.operation.operationId", equalTo(first));
        bulk(waiting(20), items(ids)).body("items.status", everyItem(equalTo(200)));
        bulk(keyed(key, 20), items(ids)).body("items.status", everyItem(equalTo(202)));
        keyed(key, 20)
                .body(Map.of("items", items(ids.subList(0, 2))))
                .post(PATH)
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));

        ids.forEach(id -> assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED"));
    }

    private void refused(Map<String, ?> body, String field) {
        wms.post("/confirmations", body)
                .statusCode(400)
                .body("code", equalTo("validation"))
                .body("errors[0].field", equalTo(field));
    }

    private ValidatableResponse bulk(List<Object> items) {
        return wms.post("/confirmations", Map.of("items", items)).statusCode(207);
    }

    private ValidatableResponse bulk(io.restassured.specification.RequestSpecification request, List<Object> items) {
        return request.body(Map.of("items", items)).post(PATH).then().statusCode(207);
    }

    private io.restassured.specification.RequestSpecification waiting(int seconds) {
        return wms.request().contentType("application/json").header("Prefer", "wait=" + seconds);
    }

    private io.restassured.specification.RequestSpecification keyed(String key, int seconds) {
        return waiting(seconds).header("Idempotency-Key", key);
    }

    private static List<Object> items(List<Long> ids) {
        return ids.stream().<Object>map(BulkConfirmationTest::item).toList();
    }

    private static Map<String, Object> item(long id) {
        return Map.of("shipmentId", "" + id);
    }

    private static Object id(Object item) {
        return ((Map<?, ?>) item).get("shipmentId");
    }

    private static Map<String, Object> packed(int grams) {
        return Map.of("weightGrams", grams, "lengthCm", 30, "widthCm", 20, "heightCm", 5);
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
