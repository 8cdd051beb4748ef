package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Ground.class)
class ManifestsTest {

    private static final String KEY = "nx3000000001";

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();

    @AfterEach
    void as_before() {
        easyecom.noFaults();
        easyecom.vary(Map.of("manifest-reply", "data", "manifest-partial", "all-or-nothing"));
    }

    @Test
    void parcels_are_grouped_by_carrier_and_marketplace_and_each_is_read_back() {
        long offline = confirmed("10", "28001");
        long amazon = confirmed("8", "28001");
        long other = confirmed("10", "28002");

        String id = manifest(offline, amazon, other)
                .statusCode(201)
                .header("Location", startsWith("/v1/brands/zeta/locations/del1/manifests/"))
                .body("groups", hasSize(3))
                .body("groups.state", equalTo(List.of("MANIFESTED", "MANIFESTED", "MANIFESTED")))
                .body("groups.number", org.hamcrest.Matchers.everyItem(matchesPattern("\\d{14}_(8|10)_2800[12]_\\d+")))
                .body("blocked", hasSize(0))
                .extract()
                .path("manifestId");

        for (long shipment : List.of(offline, amazon, other)) {
            wms.shipment(shipment).body("stage", equalTo("MANIFESTED")).body("manifest.number", notNullValue());
            assertThat(easyecom.effects(shipment, "manifest")).containsExactly("HAPPENED");
        }
        wms.get("/manifests/" + id).statusCode(200).body("groups.shipmentIds.flatten().size()", equalTo(3));
    }

    @Test
    void the_manifest_document_comes_from_our_store_after_the_first_time() {
        long id = confirmed("10", "28001");
        String manifest = manifest(id).statusCode(201).extract().path("manifestId");

        for (int i = 0; i < 2; i++) {
            byte[] pdf = wms.get("/manifests/" + manifest + "/document")
                    .statusCode(200)
                    .contentType("application/pdf")
                    .extract()
                    .asByteArray();
            assertThat(new String(pdf, 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
                    .isEqualTo("%PDF-");
        }
    }

    @Test
    void all_who_ask_for_a_manifests_document_first_at_the_same_moment_get_it() throws Exception {
        for (int round = 0; round < 3; round++) {
            String manifest =
                    manifest(confirmed("10", "28001")).statusCode(201).extract().path("manifestId");
            try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
                List<Future<byte[]>> papers = new ArrayList<>();
                for (int caller = 0; caller < 8; caller++) {
                    papers.add(callers.submit(() -> wms.get("/manifests/" + manifest + "/document")
                            .statusCode(200)
                            .extract()
                            .asByteArray()));
                }
                for (Future<byte[]> paper : papers) {
                    assertThat(paper.get()).startsWith("%PDF-".getBytes());
                }
            }
        }
    }

    @Test
    void a_dry_run_lists_ready_and_blocked_and_sends_nothing() {
        long ready = confirmed("10", "28001");
        long received = easyecom.order(KEY);
        long cancelled = confirmed("10", "28001");
        sync.orders("zeta/del1");
        easyecom.act(cancelled, "cancellation");
        age(cancelled);

        wms.post(
                        "/manifests?dryRun=true",
                        Map.of("shipmentIds", List.of("" + ready, "" + received, "" + cancelled, "999999999")))
                .statusCode(200)
                .body("ready", equalTo(List.of("" + ready)))
                .body("blocked.shipmentId", equalTo(List.of("" + received, "" + cancelled, "999999999")))
                .body("blocked.problem.code", equalTo(List.of("stage-conflict", "cancelled", "not-found")));

        assertThat(easyecom.effects(ready, "manifest")).isEmpty();
    }

    @Test
    void what_was_cancelled_or_held_a_moment_ago_stays_behind_and_the_rest_goes() {
        long good = confirmed("10", "28001");
        long cancelled = confirmed("10", "28001");
        long held = confirmed("10", "28001");
        easyecom.act(cancelled, "cancellation");
        easyecom.act(held, "hold");
        age(cancelled);
        age(held);

        manifest(good, cancelled, held)
                .statusCode(201)
                .body("groups[0].shipmentIds", equalTo(List.of("" + good)))
                .body("blocked.problem.code", equalTo(List.of("cancelled", "on-hold")));

        assertThat(easyecom.effects(cancelled, "manifest")).isEmpty();
        assertThat(easyecom.effects(held, "manifest")).isEmpty();
        assertThat(wms.stage(held)).isEqualTo("CONFIRMED");
    }

    @Test
    void who_asks_again_for_all_of_them_gets_the_same_manifest_whoever_stayed_behind() {
        long cancelled = confirmed("10", "28001");
        long goes = confirmed("10", "28001");
        easyecom.act(cancelled, "cancellation");
        age(cancelled);
        Map<String, ?> order = Map.of("shipmentIds", List.of(Long.toString(cancelled), Long.toString(goes)));
        String id = wms.post("/manifests", order).statusCode(201).extract().path("manifestId");

        wms.post("/manifests", order)
                .statusCode(201)
                .body("manifestId", equalTo(id))
                .body("groups[0].shipmentIds", equalTo(List.of(Long.toString(goes))))
                .body("blocked[0].shipmentId", equalTo(Long.toString(cancelled)));
    }

    @Test
    void who_stayed_behind_goes_with_the_same_order_once_it_can_and_nobody_goes_twice() {
        long held = confirmed("10", "28001");
        long goes = confirmed("10", "28001");
        easyecom.act(held, "hold");
        age(held);
        String first = manifest(held, goes)
                .statusCode(201)
                .body("blocked.problem.code", equalTo(List.of("on-hold")))
                .extract()
                .path("manifestId");
        manifest(held, goes).statusCode(201).body("manifestId", equalTo(first));

        easyecom.act(held, "release");
        Uncommitted.longNotRead(held);
        String second = manifest(held, goes)
                .statusCode(201)
                .body("groups.shipmentIds", equalTo(List.of(List.of("" + held))))
                .body("groups.state", equalTo(List.of("MANIFESTED")))
                .body("blocked.shipmentId", equalTo(List.of("" + goes)))
                .body("blocked.problem.code", equalTo(List.of("stage-conflict")))
                .extract()
                .path("manifestId");
        assertThat(second).isNotEqualTo(first);

        manifest(held, goes).statusCode(201).body("manifestId", equalTo(second));
        for (long shipment : List.of(held, goes)) {
            assertThat(easyecom.effects(shipment, "manifest")).containsExactly("HAPPENED");
        }
    }

    @Test
    void all_confirmed_parcels_of_a_courier_go_when_only_the_courier_is_named() {
        long one = confirmed("64", "28002");
        long two = confirmed("64", "28002");

        wms.post("/manifests", Map.of("courier", "NexarExpress", "marketplace", "64"))
                .statusCode(201)
                .body("groups[0].shipmentIds", equalTo(List.of("" + one, "" + two)));
    }

    @Test
    void a_200_without_number_is_proved_by_reading_back() {
        easyecom.vary(Map.of("manifest-reply", "message-only"));
        long id = confirmed("10", "28001");

        manifest(id)
                .statusCode(201)
                .body("groups[0].state", equalTo("MANIFESTED"))
                .body("groups[0].number", notNullValue());
    }

    @Test
    void a_parcel_that_EasyEcom_skips_silently_is_never_called_manifested() {
        easyecom.vary(Map.of("manifest-partial", "skip"));
        long taken = confirmed("10", "28001");
        long skipped = confirmed("10", "28001");
        easyecom.act(skipped, "cancellation"); // within the gate's age, so that only EasyEcom knows

        wms.request()
                .header("Prefer", "wait=2")
                .contentType("application/json")
                .body(Map.of("shipmentIds", List.of("" + taken, "" + skipped)))
                .post("/v1/brands/zeta/locations/del1/manifests")
                .then()
                .statusCode(org.hamcrest.Matchers.is(org.hamcrest.Matchers.oneOf(201, 202)));

        assertThat(wms.stage(taken)).isEqualTo("MANIFESTED");
        assertThat(wms.stage(skipped)).isIn("CONFIRMED", "CANCELLED");
        assertThat(easyecom.effects(skipped, "manifest")).doesNotContain("HAPPENED");
    }

    @Test
    void a_lost_answer_is_read_back_and_gives_no_second_number() {
        long id = confirmed("10", "28001");
        easyecom.fault("manifest", "drop-answer", 1);

        String manifest = manifest(id)
                .statusCode(201)
                .body("groups[0].state", equalTo("MANIFESTED"))
                .extract()
                .path("manifestId");
        assertThat(wms.stage(id)).isEqualTo("MANIFESTED");

        manifest(id)
                .statusCode(201)
                .header("Location", equalTo("/v1/brands/zeta/locations/del1/manifests/" + manifest))
                .body("manifestId", equalTo(manifest))
                .body("groups[0].shipmentIds", equalTo(List.of("" + id)));
        assertThat(easyecom.effects(id, "manifest")).containsExactly("HAPPENED");
    }

    @Test
    void nothing_ready_is_the_first_problem_with_all_of_them() {
        long received = easyecom.order(KEY);
        sync.orders("zeta/del1");

        manifest(received)
                .statusCode(409)
                .body("code", equalTo("stage-conflict"))
                .body("blocked.shipmentId", equalTo(List.of("" + received)));
    }

    @Test
    void an_order_that_names_nothing_or_too_much_is_refused() {
        wms.post("/manifests", Map.of()).statusCode(400).body("errors[0].field", equalTo("shipmentIds"));
        wms.post("/manifests", Map.of("shipmentIds", List.of())).statusCode(400);
        wms.post("/manifests", Map.of("shipmentIds", List.of("1", "abc")))
                .statusCode(400)
                .body("errors[0].field", equalTo("shipmentIds[1]"));
        wms.post("/manifests", Map.of("shipmentIds", List.of("1"), "courier", "X"))
                .statusCode(400);
        wms.get("/manifests/nonsense").statusCode(400);
        wms.get("/manifests/00000000-0000-0000-0000-000000000000").statusCode(404);
    }

    private io.restassured.response.ValidatableResponse manifest(long... ids) {
        return wms.post(
                "/manifests",
                Map.of(
                        "shipmentIds",
                        java.util.Arrays.stream(ids).mapToObj(Long::toString).toList()));
    }

    /** What we know of it is older than the gate allows, so that it is read again. */
    private static void age(long id) {
        try (Database owner = Database.asOwner()) {
            owner.run("update shipments set known_as_of = known_as_of - interval '1 hour' where shipment_id = ?", id);
        }
    }

    private long confirmed(String marketplace, String carrier) {
        long id = easyecom.place(Map.of("location", KEY, "marketplaceId", Integer.valueOf(marketplace)))
                .getFirst();
        sync.orders("zeta/del1");
        wms.put(
                        "/shipments/" + id + "/assignment",
                        Map.of("courier", "NexarExpress", "awb", "MAN" + id, "carrierId", carrier))
                .statusCode(200);
        wms.confirm(id).statusCode(200);
        return id;
    }
}
