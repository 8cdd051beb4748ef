package com.nexar.fulfilment.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.AnotherPod.Left;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Claims, signs of life and giving back, as the database decides them. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class LeasesTest {

    private static final AtomicLong SHIPMENTS = new AtomicLong(-System.nanoTime());
    private static final Duration LONG = Duration.ofMinutes(1);

    @Inject
    Leases leases;

    @Inject
    Brands brands;

    private final AnotherPod pod = new AnotherPod();
    private final List<String> planted = new ArrayList<>();
    private Location location;

    @BeforeEach
    void find() {
        location = brands.location("zeta", "del1").orElseThrow();
    }

    @AfterEach
    void forget() {
        planted.forEach(pod::forgets);
        pod.close();
    }

    @Test
    void what_may_be_at_EasyEcom_is_never_released() {
        String operation = has(OperationState.RUNNING);
        String until = pod.text("lease_until", operation);

        leases.release(lease(operation, 1));

        assertThat(pod.text("lease_until", operation)).isEqualTo(until);
    }

    @Test
    void what_is_not_being_sent_is_released_at_once() {
        for (OperationState state :
                List.of(OperationState.PENDING, OperationState.RETRYING, OperationState.OUTCOME_UNKNOWN)) {
            String operation = has(state);

            leases.release(lease(operation, 1));

            assertThat(pod.text("lease_until", operation)).as(state.name()).isEqualTo("-infinity");
            assertThat(pod.is("lease_pod is null", operation)).isTrue();
        }
        String accepted = has(OperationState.RUNNING);
        pod.run("accepted = true", accepted);
        leases.release(lease(accepted, 1));
        assertThat(pod.text("lease_until", accepted)).isEqualTo("-infinity");
    }

    @Test
    void what_was_begun_as_leaving_and_never_left_is_as_if_it_had_not_been() {
        String unsent = has(OperationState.RUNNING);
        String lost = has(OperationState.RUNNING);
        String accepted = has(OperationState.RUNNING);
        pod.takes(lost);
        pod.run("accepted = true", accepted);
        String until = pod.text("lease_until", lost);

        leases.releaseUnsent(lease(unsent, 1));
        leases.releaseUnsent(lease(lost, 1));
        leases.releaseUnsent(lease(accepted, 1));

        assertThat(pod.text("state", unsent)).isEqualTo("PENDING");
        assertThat(pod.text("attempts", unsent)).isEqualTo("0");
        assertThat(pod.text("lease_until", unsent)).isEqualTo("-infinity");
        assertThat(pod.text("state", lost)).isEqualTo("RUNNING");
        assertThat(pod.text("lease_until", lost)).isEqualTo(until);
        assertThat(pod.text("state", accepted)).isEqualTo("RUNNING");
    }

    @Test
    void who_lost_it_releases_and_renews_nothing_and_learns_that_it_is_lost() {
        String operation = has(OperationState.PENDING);
        pod.takes(operation);
        String until = pod.text("lease_until", operation);
        Lease old = lease(operation, 1);

        leases.release(old);
        leases.giveBack(lease(operation, 1));
        leases.renew(List.of(old));

        assertThat(old.isLost()).isTrue();
        assertThat(old.held()).isFalse();
        assertThat(pod.text("lease_until", operation)).isEqualTo(until);
        assertThat(pod.text("fencing", operation)).isEqualTo("2");
    }

    @Test
    void a_sign_of_life_holds_on_to_what_is_held() {
        String operation = has(OperationState.RUNNING);
        pod.run("lease_until = clock_timestamp() + interval '1 second'", operation);
        Lease lease = new Lease(UUID.fromString(operation), location, 1, System.nanoTime());
        assertThat(lease.held()).isFalse();

        leases.renew(List.of(lease));

        assertThat(lease.held()).isTrue();
        assertThat(pod.is(
                        "lease_until between clock_timestamp() + interval '13 seconds' and clock_timestamp() +"
                                + " interval '15 seconds'",
                        operation))
                .isTrue();
    }

    @Test
    void a_stopping_pod_gives_back_what_is_at_EasyEcom_as_an_unknown_outcome() {
        String sending = has(OperationState.RUNNING);
        String waiting = has(OperationState.RETRYING);

        leases.giveBack(lease(sending, 1));
        leases.giveBack(lease(waiting, 1));

        assertThat(pod.text("state", sending)).isEqualTo("OUTCOME_UNKNOWN");
        assertThat(pod.text("fencing", sending)).isEqualTo("2");
        assertThat(pod.text("uncertain", sending)).isEqualTo("1");
        assertThat(pod.text("lease_until", sending)).isEqualTo("-infinity");
        assertThat(pod.is(
                        "quiet_until - sent_not_after between interval '6 seconds' and interval '6.1 seconds'"
                                + " and sent_not_after > clock_timestamp() - interval '5 seconds'",
                        sending))
                .isTrue();
        assertThat(pod.text("state", waiting)).isEqualTo("RETRYING");
        assertThat(pod.text("uncertain", waiting)).isEqualTo("0");
        assertThat(pod.is("quiet_until is null", waiting)).isTrue();
    }

    @Test
    void of_many_that_claim_at_once_exactly_one_gets_each_operation() {
        List<String> due = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            due.add(plant(pod.has(
                    Left.nobodys(SHIPMENTS.decrementAndGet()), OperationState.PENDING, 0, Duration.ofSeconds(-1))));
        }
        try (ExecutorService pods = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 40; i++) {
                pods.submit(() -> leases.claim(7));
            }
        }
        assertThat(due.stream().map(each -> pod.text("fencing", each)).distinct())
                .containsExactly("2");
    }

    /** Not due for an hour, so that nobody works on it meanwhile. */
    private String has(OperationState state) {
        String id = plant(pod.has(Left.assignment(SHIPMENTS.decrementAndGet(), "LEASE"), state, 1, LONG));
        pod.run("next_attempt_at = clock_timestamp() + interval '1 hour'", id);
        return id;
    }

    private String plant(String id) {
        planted.add(id);
        return id;
    }

    private Lease lease(String id, long fencing) {
        return new Lease(UUID.fromString(id), location, fencing, System.nanoTime() + LONG.toNanos());
    }
}
