package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What changed after its confirmation is not in the box any more as it was packed: it stays off the manifest until it is named anew. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class ContentAtManifestTest {

    private static final String KEY = "nx3000000001";

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();

    @AfterEach
    void no_faults() {
        easyecom.noFaults();
    }

    @Test
    void changed_after_its_confirmation_it_is_409_with_the_difference() {
        long id = confirmed();
        cancelOne(id);

        wms.manifest(id)
                .statusCode(409)
                .body("code", equalTo("content-changed"))
                .body("stage", equalTo("CONFIRMED"))
                .body("detail", containsString("cancelled quantity 0 became 1"))
                .body("contentVersion", equalTo(version(id)))
                .body("difference.lines[0].after.cancelledQuantity", equalTo(1))
                .body("blocked.shipmentId", equalTo(List.of("" + id)));
        post("?dryRun=true", Map.of("shipmentIds", List.of("" + id)))
                .statusCode(200)
                .body("ready.size()", equalTo(0))
                .body("blocked.problem.code", equalTo(List.of("content-changed")));

        assertThat(easyecom.effects(id, "manifest")).isEmpty();
    }

    @Test
    void the_others_go_and_it_goes_with_the_same_order_once_it_is_named_as_it_is_now() {
        long changed = confirmed();
        long same = confirmed();
        cancelOne(changed);
        String first = wms.manifest(changed, same)
                .statusCode(201)
                .body("groups.shipmentIds", equalTo(List.of(List.of("" + same))))
                .body("blocked.problem.code", equalTo(List.of("content-changed")))
                .extract()
                .path("manifestId");
        wms.manifest(changed, same).statusCode(201).body("manifestId", equalTo(first));

        List<String> both = List.of("" + changed, "" + same);
        post("", Map.of("shipmentIds", both, "contentVersions", Map.of("" + changed, version(changed))))
                .statusCode(201)
                .body("groups.shipmentIds", equalTo(List.of(List.of("" + changed))))
                .body("groups.state", equalTo(List.of("MANIFESTED")));

        assertThat(easyecom.effects(changed, "manifest")).containsExactly("HAPPENED");
        assertThat(easyecom.effects(same, "manifest")).containsExactly("HAPPENED");
    }

    @Test
    void what_is_named_counts_and_not_what_was_confirmed() {
        long id = confirmed();
        Map<String, ?> other =
                Map.of("shipmentIds", List.of("" + id), "contentVersions", Map.of("" + id, "000000000000000000000000"));

        post("", other).statusCode(409).body("code", equalTo("content-changed"));

        assertThat(easyecom.effects(id, "manifest")).isEmpty();
        wms.manifest(id).statusCode(201);
    }

    @Test
    void changed_before_its_confirmation_it_goes() {
        long id = received();
        cancelOne(id);
        wms.confirm(id).statusCode(200);

        wms.manifest(id).statusCode(201);
    }

    @Test
    void a_change_that_is_learnt_after_the_gate_looked_leaves_it_behind_and_the_rest_goes() {
        long good = confirmed();
        long changed = confirmed();
        Uncommitted.longNotRead(good);
        Uncommitted.wellKnown(changed);
        // longer than max-age: it is looked at once more, slowly, before it leaves
        easyecom.fault("order-details", "slow", 5, Map.of("delay", "PT3.5S"));
        String manifest =
                wms.waiting(0).manifest(good, changed).statusCode(202).extract().path("operationId");

        try (Uncommitted read = new Uncommitted("content_version = 'another'", changed)) {
            read.commitOnceSomebodyWaits();
        }

        Eventually.become("PARTIAL", () -> wms.state(manifest));
        wms.operation(manifest)
                .body("results.state", equalTo(List.of("SUCCEEDED", "REFUSED")))
                .body("results[1].problem.code", equalTo("content-changed"))
                .body("results[1].problem.contentVersion", equalTo("another"));
        assertThat(easyecom.effects(good, "manifest")).containsExactly("HAPPENED");
        assertThat(easyecom.effects(changed, "manifest")).isEmpty();
    }

    @Test
    void a_version_of_what_is_not_meant_or_of_nothing_is_refused() {
        post("", Map.of("shipmentIds", List.of("1"), "contentVersions", Map.of("2", "972ad969b9a864ab5d02b6a7")))
                .statusCode(400)
                .body("errors[0].field", equalTo("contentVersions"));
        post("", Map.of("shipmentIds", List.of("1"), "contentVersions", Map.of("x", "972ad969b9a864ab5d02b6a7")))
                .statusCode(400);
        post("", Map.of("shipmentIds", List.of("1"), "contentVersions", Map.of("1", "")))
                .statusCode(400);
    }

    private ValidatableResponse post(String query, Map<String, ?> order) {
        return wms.post("/manifests" + query, order);
    }

    private void cancelOne(long id) {
        long line = easyecom.truth(id).path("lines").get(0).path("suborderId").asLong();
        easyecom.act(id, "partial-cancellation", Map.of("suborderId", line, "quantity", 1));
        Uncommitted.longNotRead(id);
    }

    private String version(long id) {
        return wms.shipment(id).extract().path("contentVersion");
    }

    private long confirmed() {
        long id = received();
        wms.confirm(id).statusCode(200);
        return id;
    }

    private long received() {
        long id = easyecom.place(Map.of(
                        "location",
                        KEY,
                        "marketplaceId",
                        10,
                        "lines",
                        List.of(Map.of("sku", "DEMO-TEE-BLK-M", "quantity", 3, "price", 499))))
                .getFirst();
        sync.orders("zeta/del1");
        wms.assign(id, "CNT" + id).statusCode(200);
        return id;
    }
}
