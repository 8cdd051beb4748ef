package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WalkersTest {

    private static final Duration FAR = Duration.ofHours(1);

    private final Walkers walkers = new Walkers();
    private final Queue<String> walked = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() {
        walkers.stop();
    }

    @Test
    void each_begins_when_its_turn_comes() {
        walkers.begin(List.of(
                walk("first", Duration.ZERO),
                walk("second", Duration.ofMillis(20)),
                walk("third", Duration.ofMillis(40)),
                walk("far", FAR)));
        Eventually.become(List.of("first", "second", "third"), () -> List.copyOf(walked));
    }

    @Test
    void who_is_at_it_or_waits_for_its_turn_is_not_begun_again() {
        CountDownLatch end = new CountDownLatch(1);
        Walkers.Turn long1 = new Walkers.Turn(Duration.ZERO, "long", () -> {
            walked.add("long");
            awaits(end);
        });
        walkers.begin(List.of(long1, walk("far", FAR)));
        walkers.begin(List.of(long1, walk("far", Duration.ZERO), walk("other", Duration.ZERO)));
        Eventually.become(2, walked::size);
        assertThat(walked).containsExactlyInAnyOrder("long", "other");

        end.countDown();
        Eventually.become(true, () -> {
            walkers.begin(List.of(long1));
            return walked.stream().filter("long"::equals).count() > 1;
        });
    }

    @Test
    void one_that_fails_comes_again_in_the_next_round() {
        Walkers.Turn failing = new Walkers.Turn(Duration.ZERO, "failing", () -> {
            walked.add("failing");
            throw new IllegalStateException("as told by the test");
        });
        Eventually.become(true, () -> {
            walkers.begin(List.of(failing));
            return walked.size() > 1;
        });
    }

    @Test
    void nobody_begins_once_it_is_told_to_stop() {
        walkers.begin(List.of(walk("far", FAR)));
        walkers.stop();
        walkers.begin(List.of(walk("late", Duration.ZERO)));
        assertThat(walked).isEmpty();
    }

    private Walkers.Turn walk(String name, Duration at) {
        return new Walkers.Turn(at, name, () -> walked.add(name));
    }

    private static void awaits(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
