package com.nexar.fulfilment.stopping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One end for all that is under way. */
class DeadlineTest {

    private static final Duration WITHIN = Duration.ofMillis(600);

    @Test
    void who_wait_one_after_the_other_wait_no_longer_than_one_and_what_is_left_is_interrupted() throws Exception {
        Deadline deadline = Deadlines.within(WITHIN);
        CountDownLatch interrupted = new CountDownLatch(3);
        var stalled = Stream.generate(() -> stalled(interrupted)).limit(3).toList();
        long start = System.nanoTime();

        for (ExecutorService each : stalled) {
            assertThat(deadline.awaits(each)).isFalse();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(WITHIN, WITHIN.multipliedBy(2));
        interrupted.await();
        assertThat(deadline.left()).isZero();
    }

    @Test
    void it_runs_from_SIGTERM_on_whenever_anybody_begins_to_wait() throws Exception {
        Deadline deadline = Deadlines.within(WITHIN);
        deadline.told(null);
        Thread.sleep(WITHIN.dividedBy(2));
        long start = System.nanoTime();

        assertThat(deadline.awaits(stalled(new CountDownLatch(1)))).isFalse();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isLessThan(WITHIN.dividedBy(4).multipliedBy(3));
    }

    @Test
    void where_nothing_is_under_way_nobody_waits() throws Exception {
        Deadline deadline = Deadlines.within(Duration.ofMinutes(1));

        assertThat(deadline.awaits(Executors.newSingleThreadExecutor())).isTrue();

        assertThat(deadline.left()).isGreaterThan(Duration.ofSeconds(50));
    }

    @Test
    void no_time_at_all_stops_the_start() {
        assertThatThrownBy(() -> Deadlines.within(Duration.ZERO)).hasMessageContaining("fulfilment.stopping.within");
    }

    private static ExecutorService stalled(CountDownLatch interrupted) {
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
        workers.execute(() -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        return workers;
    }
}
