package com.nexar.fulfilment.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Uncommitted;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A manifest of two groups is two requests: what becomes of one does not hold up the other, and shipment by shipment decides. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class ManifestGroupsTest {

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();

    @AfterEach
    void as_before() {
        easyecom.noFaults();
        easyecom.vary(Map.of(
                "manifest-reply", "data", "manifest-async-duration", "PT3S", "manifest-partial", "all-or-nothing"));
    }

    @Test
    void a_group_that_is_refused_does_not_hinder_the_other() {
        long refused = confirmed("28001");
        long good = confirmed("28002");
        try (Database owner = Database.asOwner()) { // EasyEcom knows no such AWB, and the gate has no reason to ask
            owner.run(
                    "update shipments set awb = 'NOBODYS', known_as_of = clock_timestamp() + interval '10 seconds'"
                            + " where brand = 'zeta' and shipment_id = ?",
                    refused);
        }

        String manifest = wms.manifest(refused, good)
                .statusCode(201)
                .body("groups.carrierId", equalTo(List.of("28001", "28002")))
                .body("groups.state", equalTo(List.of("REFUSED", "MANIFESTED")))
                .extract()
                .path("manifestId");

        wms.operation(manifest)
                .body("state", equalTo("PARTIAL"))
                .body("results.state", equalTo(List.of("REFUSED", "SUCCEEDED")))
                .body("results[0].problem.code", equalTo("upstream-refused"));
        assertThat(wms.stage(refused)).isEqualTo("CONFIRMED");
        assertThat(wms.stage(good)).isEqualTo("MANIFESTED");
    }

    @Test
    void a_lost_answer_of_one_group_is_read_back_and_neither_is_sent_twice() {
        long first = confirmed("28001");
        long second = confirmed("28002");
        easyecom.fault("manifest", "drop-answer", 1);

        String manifest = wms.manifest(first, second)
                .statusCode(201)
                .body("groups.carrierId", equalTo(List.of("28001", "28002")))
                .body("groups.state", equalTo(List.of("MANIFESTED", "MANIFESTED")))
                .extract()
                .path("manifestId");

        wms.operation(manifest).body("state", equalTo("SUCCEEDED")).body("attempts", equalTo(2));
        assertThat(easyecom.effects(first, "manifest")).containsExactly("HAPPENED");
        assertThat(easyecom.effects(second, "manifest")).containsExactly("HAPPENED");
    }

    @Test
    void a_group_without_an_answer_does_not_hold_up_the_other_and_is_sent_again_when_it_is_quiet() {
        long first = confirmed("28001");
        long second = confirmed("28002");
        easyecom.fault("manifest", "504", 1);

        String manifest =
                wms.waiting(0).manifest(first, second).statusCode(202).extract().path("operationId");
        Eventually.become("MANIFESTED", () -> wms.stage(second));
        wms.operation(manifest)
                .body("state", equalTo("OUTCOME_UNKNOWN"))
                .body("results.state", equalTo(List.of("OUTCOME_UNKNOWN", "SUCCEEDED")));
        wms.get("/manifests/" + manifest).body("groups.state", equalTo(List.of("PENDING", "MANIFESTED")));
        assertThat(easyecom.effects(first, "manifest")).isEmpty();

        Eventually.become("SUCCEEDED", () -> wms.state(manifest));
        wms.get("/manifests/" + manifest).body("groups.state", equalTo(List.of("MANIFESTED", "MANIFESTED")));
        assertThat(easyecom.effects(first, "manifest")).containsExactly("HAPPENED");
        assertThat(easyecom.effects(second, "manifest")).containsExactly("HAPPENED");
        assertThat(easyecom.times(first, "manifest").getFirst())
                .isAfter(easyecom.lastFault("manifest").plusSeconds(6));
    }

    @Test
    void a_manifest_without_an_answer_is_looked_at_once_and_again_when_a_look_can_decide() {
        long id = confirmed("28001");
        easyecom.fault("manifest", "504", 1);
        long before = easyecom.ledgerEnd();

        String manifest = wms.waiting(0).manifest(id).statusCode(202).extract().path("operationId");
        Eventually.become("SUCCEEDED", () -> wms.state(manifest));

        assertThat(easyecom.countSince(before, "manifest")).isEqualTo(2);
        // before it, the two looks, and what the second request needs; looked at as something that may come any time it
        // was sixteen
        assertThat(easyecom.countSince(before, "order-details")).isBetween(3, 8);
    }

    @Test
    void what_is_cancelled_while_its_group_is_open_makes_it_partial_and_the_same_manifest_answers_again() {
        long first = confirmed("28001");
        long second = confirmed("28002");
        easyecom.fault("manifest", "504", 1);
        String manifest =
                wms.waiting(0).manifest(first, second).statusCode(202).extract().path("operationId");
        Eventually.become("OUTCOME_UNKNOWN", () -> wms.state(manifest));
        easyecom.act(first, "cancellation");

        Eventually.become("PARTIAL", () -> wms.state(manifest));

        wms.operation(manifest)
                .body("results.state", equalTo(List.of("REFUSED", "SUCCEEDED")))
                .body("results[0].problem.code", equalTo("cancelled"));
        wms.manifest(first, second)
                .statusCode(201)
                .body("manifestId", equalTo(manifest))
                .body("groups.state", equalTo(List.of("REFUSED", "MANIFESTED")));
        assertThat(wms.stage(first)).isEqualTo("CANCELLED");
        assertThat(easyecom.effects(first, "manifest")).isEmpty();
        assertThat(easyecom.effects(second, "manifest")).containsExactly("HAPPENED");
    }

    @Test
    void given_up_after_a_day_only_what_never_left_has_failed() {
        long first = confirmed("28001");
        long second = confirmed("28002");
        easyecom.fault("manifest", "drop-answer", 1);
        easyecom.fault("manifest", "429", 1000);
        String manifest =
                wms.waiting(0).manifest(first, second).statusCode(202).extract().path("operationId");
        Eventually.become(List.of("HAPPENED"), () -> easyecom.effects(first, "manifest"));
        Eventually.become("RETRYING", () -> wms.state(manifest));

        try (AnotherPod database = new AnotherPod()) {
            database.run("created_at = created_at - interval '25 hours'", manifest);
        }

        Eventually.become("PARTIAL", () -> wms.state(manifest));
        wms.operation(manifest)
                .body("results.state", equalTo(List.of("SUCCEEDED", "FAILED")))
                .body("results[1].problem.code", equalTo("upstream-unavailable"));
        easyecom.noFaults();
        wms.manifest(second).statusCode(201);
        assertThat(easyecom.effects(first, "manifest")).containsExactly("HAPPENED");
        assertThat(easyecom.effects(second, "manifest")).containsExactly("HAPPENED");
    }

    @Test
    void what_is_at_EasyEcom_is_read_back_while_the_next_group_waits() {
        long first = confirmed("28001");
        long second = confirmed("28002");
        easyecom.fault("manifest", "drop-answer", 1);
        easyecom.fault("manifest", "429", 1000);
        String manifest =
                wms.waiting(0).manifest(first, second).statusCode(202).extract().path("operationId");

        Eventually.become("MANIFESTED", () -> wms.stage(first));
        Eventually.become("SUCCEEDED", () -> wms.operation(manifest).extract().path("results[0].state"));
        Eventually.become("RETRYING", () -> wms.state(manifest));
        wms.get("/manifests/" + manifest).body("groups.state", equalTo(List.of("MANIFESTED", "PENDING")));

        easyecom.noFaults();
        Eventually.become("SUCCEEDED", () -> wms.state(manifest));
        assertThat(easyecom.effects(first, "manifest")).containsExactly("HAPPENED");
        assertThat(easyecom.effects(second, "manifest")).containsExactly("HAPPENED");
    }

    @Test
    void what_EasyEcom_took_in_and_does_not_show_is_for_a_person_and_never_called_failed() {
        easyecom.vary(Map.of("manifest-reply", "async", "manifest-async-duration", "PT15S"));
        long id = confirmed("28001");
        String manifest = wms.waiting(0).manifest(id).statusCode(202).extract().path("operationId");
        try (AnotherPod database = new AnotherPod()) {
            Eventually.become("true", () -> database.text("accepted", manifest));
            database.run("sent_not_after = sent_not_after - interval '31 minutes'", manifest);
        }
        longAgo(manifest);

        Eventually.become(true, () -> wms.operation(manifest).extract().path("needsPerson"));
        wms.operation(manifest).body("state", equalTo("RUNNING"));
        wms.manifest(id, confirmed("28001")).statusCode(409).body("operationId", equalTo(manifest));

        Eventually.become("SUCCEEDED", () -> wms.state(manifest));
        assertThat(easyecom.effects(id, "manifest")).containsExactly("HAPPENED");
    }

    @Test
    void one_that_is_not_on_the_manifest_which_EasyEcom_made_of_its_group_has_failed_and_is_watched() {
        easyecom.vary(Map.of("manifest-partial", "skip"));
        long taken = confirmed("28001");
        long skipped = confirmed("28001");
        awb("NOBODYS", skipped); // EasyEcom knows no such AWB, and the gate has no reason to ask
        Uncommitted.wellKnown(skipped);
        String manifest = wms.waiting(0)
                .manifest(taken, skipped)
                .statusCode(202)
                .extract()
                .path("operationId");
        Eventually.become("MANIFESTED", () -> wms.stage(taken));
        wms.operation(manifest).body("state", equalTo("RUNNING"));
        longAgo(manifest);

        Eventually.become("PARTIAL", () -> wms.state(manifest));
        wms.operation(manifest)
                .body("results.state", equalTo(List.of("SUCCEEDED", "FAILED")))
                .body("results[1].problem.code", equalTo("upstream-unavailable"));
        try (AnotherPod database = new AnotherPod()) {
            assertThat(database.is("watch_at is not null", manifest)).isTrue();
        }
        awb("GRP" + skipped, skipped);
        wms.manifest(skipped).statusCode(201);
        assertThat(easyecom.effects(skipped, "manifest")).containsExactly("HAPPENED");
        try (AnotherPod database = new AnotherPod()) {
            Eventually.become(true, () -> database.is("watched > 0", manifest));
        }
        wms.operation(manifest).body("lateArrivals", equalTo(0));
    }

    @Test
    void given_up_after_a_day_a_command_that_never_left_is_503_for_who_asks_and_can_be_given_again() {
        long id = easyecom.order("nx3000000001");
        sync.orders("zeta/del1");
        easyecom.fault("assign", "429", 1000);
        String operation =
                wms.waiting(0).assign(id, "OLD" + id).statusCode(202).extract().path("operationId");
        Eventually.become("RETRYING", () -> wms.state(operation));

        try (AnotherPod database = new AnotherPod()) {
            database.run("created_at = created_at - interval '25 hours'", operation);
        }

        Eventually.become("FAILED", () -> wms.state(operation));
        wms.operation(operation).body("problem.code", equalTo("upstream-unavailable"));
        assertThat(wms.stage(id)).isEqualTo("RECEIVED");
        easyecom.noFaults();
        wms.assign(id, "OLD" + id).statusCode(200);
        assertThat(easyecom.effects(id, "assign")).containsExactly("HAPPENED");
    }

    private static void awb(String awb, long shipment) {
        try (Database owner = Database.asOwner()) {
            owner.run("update shipments set awb = ? where brand = 'zeta' and shipment_id = ?", awb, shipment);
        }
    }

    /** As if EasyEcom had answered all of its groups three minutes ago. */
    private static void longAgo(String manifest) {
        try (Database owner = Database.asOwner()) {
            owner.run("""
                    update manifests set groups = (
                      select jsonb_agg(jsonb_set(g, '{since}', to_jsonb(to_char(
                        (cast(g ->> 'since' as timestamptz) - interval '3 minutes') at time zone 'UTC',
                        'YYYY-MM-DD"T"HH24:MI:SS"Z"'))))
                      from jsonb_array_elements(groups) g)
                    where manifest_id = cast(? as uuid)""", manifest);
        }
    }

    private long confirmed(String carrier) {
        long id = easyecom.place(Map.of("location", "nx3000000001", "marketplaceId", 10))
                .getFirst();
        sync.orders("zeta/del1");
        wms.put(
                        "/shipments/" + id + "/assignment",
                        Map.of("courier", "NexarExpress", "awb", "GRP" + id, "carrierId", carrier))
                .statusCode(200);
        wms.confirm(id).statusCode(200);
        return id;
    }
}
