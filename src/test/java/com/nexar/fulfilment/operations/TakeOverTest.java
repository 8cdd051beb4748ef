package com.nexar.fulfilment.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.operations.AnotherPod.Left;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a pod had in hand when it died: taken over by the state it was left in. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class TakeOverTest {

    private static final Duration QUIET = Duration.ofSeconds(6);

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();
    private final AnotherPod other = new AnotherPod();

    @AfterEach
    void as_before() {
        other.close();
        easyecom.noFaults();
        easyecom.vary(Map.of("confirm-duration", "0-200"));
    }

    @Test
    void what_was_being_sent_and_is_there_is_adopted_and_not_sent() {
        long id = received();
        String order = wms.shipment(id).extract().path("orderId");
        easyecom.vary(Map.of("confirm-duration", "0-0"));
        easyecom.act(id, "confirmation"); // its request had arrived

        String operation = other.has(Left.confirmation(id, order), OperationState.RUNNING, 1, Duration.ofSeconds(-1));

        Eventually.become("SUCCEEDED", () -> wms.state(operation));
        wms.operation(operation).body("attempts", equalTo(1)).body("lateArrivals", equalTo(0));
        assertThat(wms.stage(id)).isEqualTo("CONFIRMED");
        assertThat(easyecom.effects(id, "confirm")).isEmpty();
    }

    @Test
    void what_was_being_sent_and_is_not_there_is_sent_again_a_quiet_period_after_its_lease_ended() {
        long id = received();
        String operation =
                other.has(Left.assignment(id, "DEAD" + id), OperationState.RUNNING, 1, Duration.ofSeconds(-3));
        String ended = other.text("lease_until", operation);

        Eventually.become("OUTCOME_UNKNOWN", () -> wms.state(operation));
        assertThat(other.text("sent_not_after", operation)).isEqualTo(ended);
        assertThat(other.is("quiet_until = sent_not_after + interval '6 seconds'", operation))
                .isTrue();
        assertThat(easyecom.effects(id, "assign")).isEmpty();

        Eventually.become("SUCCEEDED", () -> wms.state(operation));
        wms.operation(operation).body("attempts", equalTo(2));
        assertThat(other.text("uncertain", operation)).isEqualTo("1");
        assertThat(easyecom.effects(id, "assign")).containsExactly("HAPPENED");
        Instant quiet = Instant.parse(other.text(
                        "to_char(sent_not_after at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')", operation))
                .plus(QUIET);
        assertThat(easyecom.times(id, "assign").getFirst()).isAfter(quiet);
    }

    @Test
    void what_was_never_sent_is_simply_sent() {
        long id = received();

        String operation =
                other.has(Left.assignment(id, "UNSENT" + id), OperationState.PENDING, 0, Duration.ofSeconds(-1));

        Eventually.become("SUCCEEDED", () -> wms.state(operation));
        wms.operation(operation).body("attempts", equalTo(1)).body("lateArrivals", equalTo(0));
        assertThat(other.text("uncertain", operation)).isEqualTo("0");
        assertThat(wms.stage(id)).isEqualTo("ASSIGNED");
        assertThat(easyecom.effects(id, "assign")).containsExactly("HAPPENED");
    }

    @Test
    void what_a_living_pod_has_in_hand_is_left_alone_and_joined() {
        long id = received();
        String operation =
                other.has(Left.assignment(id, "THEIRS" + id), OperationState.RUNNING, 1, Duration.ofMinutes(1));

        wms.waiting(3)
                .assign(id, "THEIRS" + id)
                .statusCode(202)
                .body("operationId", equalTo(operation))
                .body("state", equalTo("RUNNING"));
        wms.assign(id, "OURS" + id).statusCode(409).body("operationId", equalTo(operation));
        assertThat(other.text("fencing", operation)).isEqualTo("1");
        assertThat(easyecom.effects(id, "assign")).isEmpty();

        other.died(operation, QUIET);
        wms.assign(id, "THEIRS" + id).statusCode(200).body("stage", equalTo("ASSIGNED"));
        assertThat(easyecom.effects(id, "assign")).containsExactly("HAPPENED");
    }

    private long received() {
        long id = easyecom.order("nx3000000001");
        sync.orders("zeta/del1");
        return id;
    }
}
