package com.nexar.fulfilment.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Uncommitted;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A hold that a sync commits after the gate looked and before the manifest has the row: that one stays behind, and it alone. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class LateHoldTest {

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();

    @AfterEach
    void no_faults() {
        easyecom.noFaults();
    }

    @Test
    void a_group_that_may_be_at_EasyEcom_is_not_refused_for_one_of_the_next_group() {
        long sent = confirmed("28001");
        long held = confirmed("28002");
        Uncommitted.wellKnown(held);
        easyecom.fault("manifest", "timeout", 1, Map.of("when", "after", "delay", "PT2S"));
        String manifest =
                wms.waiting(0).manifest(sent, held).statusCode(202).extract().path("operationId");
        Eventually.become(List.of("HAPPENED"), () -> easyecom.effects(sent, "manifest"));

        committedLate(held);

        Eventually.become("PARTIAL", () -> wms.state(manifest));
        wms.operation(manifest)
                .body("results.state", equalTo(List.of("SUCCEEDED", "REFUSED")))
                .body("results[1].problem.code", equalTo("on-hold"));
        wms.manifest(sent, held).statusCode(201).body("manifestId", equalTo(manifest));
        assertThat(wms.stage(sent)).isEqualTo("MANIFESTED");
        assertThat(easyecom.effects(sent, "manifest")).containsExactly("HAPPENED");
        assertThat(easyecom.effects(held, "manifest")).isEmpty();
    }

    @Test
    void of_its_own_group_the_rest_goes() {
        long good = confirmed("28001");
        long held = confirmed("28001");
        Uncommitted.longNotRead(good);
        Uncommitted.wellKnown(held);
        // longer than max-age: it is looked at once more, slowly, before it leaves
        easyecom.fault("order-details", "slow", 5, Map.of("delay", "PT3.5S"));
        String manifest =
                wms.waiting(0).manifest(good, held).statusCode(202).extract().path("operationId");

        committedLate(held);

        Eventually.become("PARTIAL", () -> wms.state(manifest));
        wms.operation(manifest)
                .body("results.state", equalTo(List.of("SUCCEEDED", "REFUSED")))
                .body("results[1].problem.code", equalTo("on-hold"));
        assertThat(easyecom.effects(good, "manifest")).containsExactly("HAPPENED");
        assertThat(easyecom.effects(held, "manifest")).isEmpty();
    }

    @Test
    void before_anything_is_written_down_it_is_blocked_and_the_rest_goes() {
        long good = confirmed("28001");
        long held = confirmed("28001");
        Uncommitted.wellKnown(good);
        Uncommitted.wellKnown(held);
        try (Uncommitted hold = new Uncommitted("on_hold = true", held)) {
            CompletableFuture<ValidatableResponse> answer =
                    CompletableFuture.supplyAsync(() -> wms.waiting(0).manifest(good, held));
            hold.commitOnceSomebodyWaits();

            String manifest = answer.join().statusCode(202).extract().path("operationId");
            wms.get("/manifests/" + manifest)
                    .body("groups.shipmentIds", equalTo(List.of(List.of(Long.toString(good)))))
                    .body("blocked.shipmentId", equalTo(List.of(Long.toString(held))))
                    .body("blocked[0].problem.code", equalTo("on-hold"));
            Eventually.become("SUCCEEDED", () -> wms.state(manifest));
        }
        assertThat(easyecom.effects(good, "manifest")).containsExactly("HAPPENED");
        assertThat(easyecom.effects(held, "manifest")).isEmpty();
    }

    @Test
    void the_only_one_is_a_409_and_nothing_is_written_down() {
        long held = confirmed("28001");
        Uncommitted.wellKnown(held);
        try (Uncommitted hold = new Uncommitted("on_hold = true", held)) {
            CompletableFuture<ValidatableResponse> answer = CompletableFuture.supplyAsync(() -> wms.manifest(held));
            hold.commitOnceSomebodyWaits();

            answer.join()
                    .statusCode(409)
                    .body("code", equalTo("on-hold"))
                    .body("blocked.shipmentId", equalTo(List.of(Long.toString(held))));
        }
        assertThat(easyecom.effects(held, "manifest")).isEmpty();
    }

    private void committedLate(long held) {
        easyecom.act(held, "hold");
        try (Uncommitted hold = new Uncommitted("on_hold = true", held)) {
            hold.commitOnceSomebodyWaits();
        }
    }

    private long confirmed(String carrier) {
        long id = easyecom.place(Map.of("location", "nx3000000001", "marketplaceId", 10))
                .getFirst();
        sync.orders("zeta/del1");
        wms.put(
                        "/shipments/" + id + "/assignment",
                        Map.of("courier", "NexarExpress", "awb", "LTH" + id, "carrierId", carrier))
                .statusCode(200);
        wms.confirm(id).statusCode(200);
        return id;
    }
}
