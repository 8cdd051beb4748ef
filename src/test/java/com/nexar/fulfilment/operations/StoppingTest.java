package com.nexar.fulfilment.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.stopping.Deadlines;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a pod that stops does with what it holds. */
class StoppingTest {

    private static final Duration WITHIN = Duration.ofMillis(600);

    /** Waited for one after the other they would take ten times as long. */
    private final List<Lease> held =
            Stream.generate(StoppingTest::lease).limit(10).toList();

    private final List<Lease> givenBack = new ArrayList<>();
    private boolean databaseGone;

    @Test
    void all_that_is_still_at_EasyEcom_is_given_back_after_one_deadline_however_much_it_is() {
        long start = System.nanoTime();

        stopping(new CompletableFuture<>()).now(null);

        assertThat(givenBack).containsExactlyElementsOf(held);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(WITHIN, WITHIN.multipliedBy(5));
    }

    @Test
    void what_has_ended_is_not_given_back() {
        stopping(CompletableFuture.completedFuture(null)).now(null);

        assertThat(givenBack).isEmpty();
    }

    @Test
    void a_database_that_is_gone_does_not_keep_the_others_from_ending() {
        databaseGone = true;

        stopping(new CompletableFuture<>()).now(null);

        assertThat(givenBack).containsExactly(held.getFirst());
    }

    private Stopping stopping(Future<OperationState> left) {
        return new Stopping(new Busy(left), new Noted(), Deadlines.within(WITHIN));
    }

    private static Lease lease() {
        return new Lease(UUID.randomUUID(), null, 1, Long.MAX_VALUE);
    }

    private final class Busy extends Runner {

        private final Future<OperationState> left;

        Busy(Future<OperationState> left) {
            super(null, null, null, new SimpleMeterRegistry());
            this.left = left;
        }

        @Override
        Collection<Lease> held() {
            return held;
        }

        @Override
        Future<OperationState> left(UUID operation) {
            return left;
        }
    }

    private final class Noted extends Leases {

        Noted() {
            super(null, null, null, null, null, null);
        }

        @Override
        void giveBack(Lease lease) {
            givenBack.add(lease);
            if (databaseGone) {
                throw new IllegalStateException("no connection");
            }
        }
    }
}
