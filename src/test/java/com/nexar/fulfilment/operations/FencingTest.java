package com.nexar.fulfilment.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pod that was away for a while comes back: another one has taken its operation over. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class FencingTest {

    @Inject
    SyncNow sync;

    @Inject
    Transactions transactions;

    @Inject
    Brands brands;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();
    private final AnotherPod other = new AnotherPod();

    @AfterEach
    void no_faults() {
        other.close();
        easyecom.noFaults();
    }

    @Test
    void who_has_lost_the_lease_during_the_call_writes_nothing_over_its_successor() {
        long id = received();
        easyecom.fault("assign", "slow", 1, Map.of("delay", "PT2S"));
        String operation = wms.waiting(0)
                .assign(id, "FENCE" + id)
                .statusCode(202)
                .extract()
                .path("operationId");
        Eventually.become("RUNNING", () -> wms.state(operation));

        other.takes(operation);
        String theirs = other.text("fencing", operation);
        Eventually.become(List.of("HAPPENED"), () -> easyecom.effects(id, "assign"));
        Eventually.pass(Duration.ofSeconds(2));

        assertThat(wms.state(operation)).isEqualTo("RUNNING");
        assertThat(wms.stage(id)).isEqualTo("RECEIVED");
        assertThat(other.text("fencing", operation)).isEqualTo(theirs);
        assertThat(other.is("finished_at is null and lease_until > clock_timestamp()", operation))
                .isTrue();

        other.died(operation, Duration.ZERO);
        Eventually.become("SUCCEEDED", () -> wms.state(operation));
        wms.operation(operation).body("attempts", equalTo(1));
        assertThat(wms.stage(id)).isEqualTo("ASSIGNED");
        assertThat(easyecom.effects(id, "assign")).containsExactly("HAPPENED");
    }

    @Test
    void who_had_read_an_operation_before_it_waited_for_its_lock_sees_what_was_done_meanwhile() {
        String operation = other.has(
                AnotherPod.Left.assignment(-System.nanoTime(), "STALE"),
                OperationState.PENDING,
                0,
                Duration.ofMinutes(1));
        Location location = brands.location("zeta", "del1").orElseThrow();
        UUID id = UUID.fromString(operation);
        Lease lease = new Lease(
                id, location, 1, System.nanoTime() + Duration.ofMinutes(1).toNanos());
        try {
            transactions.run(location, () -> {
                assertThat(Operation.<Operation>findById(id).state).isEqualTo(OperationState.PENDING);
                other.run("state = 'OUTCOME_UNKNOWN', quiet_until = clock_timestamp()", operation);
                Operation locked = OperationRows.locked(lease);
                assertThat(locked.state).isEqualTo(OperationState.OUTCOME_UNKNOWN);
                locked.needsPerson = true;
                assertThat(OperationRows.locked(lease).needsPerson)
                        .as("what it has changed itself")
                        .isTrue();
            });
            assertThat(other.is("needs_person and quiet_until is not null", operation))
                    .isTrue();

            transactions.run(location, () -> {
                Operation.<Operation>findById(id);
                other.takes(operation);
                assertThatThrownBy(() -> OperationRows.locked(lease)).isInstanceOf(LeaseLost.class);
            });
        } finally {
            other.forgets(operation);
        }
    }

    @Test
    void who_has_lost_the_lease_sends_nothing_any_more() {
        long id = received();
        easyecom.fault("assign", "429", 1000);
        String operation =
                wms.waiting(0).assign(id, "GONE" + id).statusCode(202).extract().path("operationId");
        Eventually.become("RETRYING", () -> wms.state(operation));

        other.takes(operation);
        easyecom.noFaults();
        Eventually.pass(Duration.ofSeconds(3));
        assertThat(easyecom.effects(id, "assign")).isEmpty();

        other.died(operation, Duration.ZERO);
        wms.assign(id, "GONE" + id).statusCode(200).body("stage", equalTo("ASSIGNED"));
        assertThat(easyecom.effects(id, "assign")).containsExactly("HAPPENED");
    }

    private long received() {
        long id = easyecom.order("nx3000000001");
        sync.orders("zeta/del1");
        return id;
    }
}
