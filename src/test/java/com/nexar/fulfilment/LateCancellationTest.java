package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A cancellation in the gap between every two steps of a parcel's way: seen by the sync, or only by the next step itself. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class LateCancellationTest {

    private static final String KEY = "nx3000000001";
    private static final Instant MORNING = Instant.now().minus(Duration.ofHours(8));

    /** How far the parcel is when EasyEcom cancels it. */
    enum Gap {
        RECEIVED,
        ACKNOWLEDGED,
        ASSIGNED,
        CONFIRMED,
        MANIFESTED,
        IN_TRANSIT;

        boolean handedOver() {
            return compareTo(MANIFESTED) >= 0;
        }
    }

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();

    @ParameterizedTest
    @EnumSource(Gap.class)
    void seen_by_the_sync_before_the_next_step(Gap gap) {
        long id = brought(gap);
        List<List<String>> before = sent(id);
        cancel(id, gap);
        sync.orders("zeta/del1");

        for (ValidatableResponse refused : List.of(wms.assign(id, "NXT" + id), wms.confirm(id))) {
            refused.statusCode(409).body("code", equalTo("cancelled"));
        }
        // one that has its manifest gets that one again
        wms.manifest(id).statusCode(gap.handedOver() ? 201 : 409);

        if (gap.handedOver()) {
            recalled(id, gap);
        } else if (gap == Gap.RECEIVED) {
            simplyCancelled(id);
        } else {
            decided(id);
        }
        assertThat(sent(id)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(
            value = Gap.class,
            names = {"RECEIVED", "ACKNOWLEDGED", "ASSIGNED", "CONFIRMED"})
    void seen_only_by_the_next_step_itself(Gap gap) {
        long id = brought(gap);
        List<List<String>> before = sent(id);
        cancel(id, gap);

        ValidatableResponse next = switch (gap) {
            case RECEIVED -> { // nobody knows yet, so the warehouse takes it, and that counts
                wms.acknowledge(id).statusCode(200);
                yield wms.confirm(id);
            }
            case ACKNOWLEDGED -> wms.confirm(id);
            case ASSIGNED -> wms.confirm(id);
            case CONFIRMED -> {
                forget(id);
                yield wms.manifest(id);
            }
            case MANIFESTED, IN_TRANSIT -> throw new IllegalStateException();
        };
        next.statusCode(409)
                .body("code", equalTo("cancelled"))
                .body("stage", equalTo("CANCELLED"))
                .body("detail", containsString("/cancellations/" + id + "/decision"));

        decided(id);
        assertThat(sent(id)).isEqualTo(before);
    }

    @Test
    void a_confirmation_that_succeeded_before_the_cancellation_has_succeeded_and_goes_no_further() {
        long id = brought(Gap.ASSIGNED);
        easyecom.vary(Map.of("confirm-duration", "0-0"));
        easyecom.fault("confirm", "drop-answer", 1);
        String operation = wms.waiting(0).confirm(id).statusCode(202).extract().path("operationId");
        Eventually.become(true, () -> easyecom.truth(id).path("confirmed").asBoolean());
        cancel(id, Gap.ASSIGNED);

        Eventually.become("SUCCEEDED", () -> wms.state(operation));
        easyecom.vary(Map.of("confirm-duration", "0-200"));
        assertThat(wms.stage(id)).isEqualTo("CANCELLED");
        wms.manifest(id).statusCode(409).body("code", equalTo("cancelled"));
        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED");
    }

    @ParameterizedTest
    @EnumSource(
            value = Gap.class,
            names = {"RECEIVED", "ACKNOWLEDGED"})
    void an_assignment_that_EasyEcom_refuses_because_of_it_says_so_and_the_warehouse_is_asked(Gap gap) {
        long id = brought(gap);
        cancel(id, gap);

        wms.assign(id, "REF" + id).statusCode(409).body("code", equalTo("cancelled"));

        assertThat(easyecom.effects(id, "assign")).containsExactly("REFUSED");
        if (gap == Gap.RECEIVED) {
            simplyCancelled(id);
        } else {
            decided(id);
        }
    }

    /** Nothing to decide; scans are refused. */
    private void simplyCancelled(long id) {
        wms.shipment(id)
                .body("stage", equalTo("CANCELLED"))
                .body("eligible", is(false))
                .body("cancellation", nullValue());
        scan(id, "none", "IN_TRANSIT", 5).statusCode(409).body("code", equalTo("cancelled"));
        wms.decide(id, "TOO_LATE", "gone").statusCode(409).body("code", equalTo("stage-conflict"));
    }

    /** Open; the warehouse says that it was too late; from then on scans are kept. */
    private void decided(long id) {
        wms.shipment(id)
                .body("stage", equalTo("CANCELLED"))
                .body("cancellation.state", equalTo("OPEN"))
                .body("cancellation.recall", is(false));
        scan(id, "undecided", "IN_TRANSIT", 5).statusCode(409).body("code", equalTo("cancelled"));
        wms.decide(id, "TOO_LATE", "gone").statusCode(200).body("cancellation.recall", is(true));
        scan(id, "kept", "IN_TRANSIT", 5)
                .statusCode(200)
                .body("stage", equalTo("CANCELLED"))
                .body("tracking.status", equalTo("IN_TRANSIT"));
    }

    /** Open as a recall; the stage stays where it is and goes where the kept scans say. */
    private void recalled(long id, Gap gap) {
        wms.shipment(id)
                .body("stage", equalTo(gap.name()))
                .body("cancellation.state", equalTo("OPEN"))
                .body("cancellation.recall", is(true));
        scan(id, "kept", "OUT_FOR_DELIVERY", 5).statusCode(200).body("stage", equalTo("OUT_FOR_DELIVERY"));
        wms.decide(id, "TOO_LATE", "gone").statusCode(200).body("stage", equalTo("OUT_FOR_DELIVERY"));
        scan(id, "kept-2", "RTO_IN_TRANSIT", 6).statusCode(200).body("stage", equalTo("RTO_IN_TRANSIT"));
    }

    private long brought(Gap gap) {
        long id = easyecom.order(KEY);
        sync.orders("zeta/del1");
        if (gap.compareTo(Gap.ACKNOWLEDGED) >= 0) {
            wms.acknowledge(id).statusCode(200);
        }
        if (gap.compareTo(Gap.ASSIGNED) >= 0) {
            wms.assign(id, "GAP" + id).statusCode(200);
        }
        if (gap.compareTo(Gap.CONFIRMED) >= 0) {
            wms.confirm(id).statusCode(200);
        }
        if (gap.compareTo(Gap.MANIFESTED) >= 0) {
            wms.manifest(id).statusCode(201);
        }
        if (gap == Gap.IN_TRANSIT) {
            scan(id, "first", "IN_TRANSIT", 1).statusCode(200);
        }
        return id;
    }

    private void cancel(long id, Gap gap) {
        if (gap.handedOver()) {
            easyecom.act(id, "content", Map.of("raw", Map.of("order_status", "Cancelled", "order_status_id", 9)));
        } else {
            easyecom.act(id, "cancellation");
        }
    }

    /** As if what is known had been learnt an hour ago. */
    private static void forget(long id) {
        try (Database owner = Database.asOwner()) {
            owner.run("update shipments set known_as_of = known_as_of - interval '1 hour' where shipment_id = ?", id);
        }
    }

    private ValidatableResponse scan(long id, String event, String status, int hour) {
        return wms.scan(id, event, status, MORNING.plus(Duration.ofHours(hour)).toString());
    }

    private List<List<String>> sent(long id) {
        return List.of("assign", "confirm", "manifest", "track").stream()
                .map(operation -> easyecom.effects(id, operation))
                .toList();
    }
}
