package com.nexar.fulfilment.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.Eventually;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A thread that does not come on, whatever holds it, keeps no operation to itself. */
class StandingStillTest {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);

    @AfterEach
    void go_on() {
        goesOn.countDown();
    }

    @Test
    void what_stands_at_one_step_for_too_long_is_let_go_and_its_waiters_with_it() throws Exception {
        Runner runner = runner("150ms");
        Lease lease = lease();
        runner.start(lease);
        begun.await();
        Future<?> left = runner.left(lease.operation());

        runner.letGoOfWhatStandsStill();
        assertThat(lease.held()).as("it may still come on").isTrue();
        assertThat(runner.held()).containsExactly(lease);

        Eventually.become(true, () -> {
            runner.letGoOfWhatStandsStill();
            return left.isDone();
        });
        assertThat(lease.held()).isFalse();
        assertThat(runner.held()).isEmpty();
        assertThat(runner.room()).isEqualTo(64);
    }

    @Test
    void where_a_thread_stands_can_be_told() throws Exception {
        InHand standing = new InHand(lease());
        Thread thread = Thread.ofVirtual().start(() -> {
            standing.stepBegins();
            stand();
        });
        begun.await();
        Eventually.become(true, () -> standing.whereabouts().contains("StandingStillTest.stand"));
        goesOn.countDown();
        thread.join();
    }

    private Runner runner(String most) {
        OperationsConfig config = BackoffTest.config(Map.of("fulfilment.operations.step-at-most", most));
        Steps steps = new Steps(null, null, null, config, null, null, null) {
            @Override
            Step next(Lease lease) {
                stand();
                return Step.FINISHED;
            }
        };
        return new Runner(null, steps, config, new SimpleMeterRegistry());
    }

    private void stand() {
        begun.countDown();
        try {
            goesOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Lease lease() {
        return new Lease(UUID.randomUUID(), null, 1, System.nanoTime() + 60_000_000_000L);
    }
}
