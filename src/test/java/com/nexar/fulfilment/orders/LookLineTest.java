package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.orders.SharedLooks.Look;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Who reads for whom: the others gather while one reads, and nobody is told what was read before it asked. */
class LookLineTest {

    private final LookLine line = new LookLine(Duration.ofMillis(10));
    private final List<Map<Long, Instant>> reads = new CopyOnWriteArrayList<>();

    @Test
    void one_who_comes_alone_waits_for_nobody_and_is_read_by_itself() {
        assertThat(line.look(1, null, asked -> null)).isEqualTo(Look.BY_ITSELF);
    }

    @Test
    void those_who_come_while_one_reads_are_read_together_and_after_they_came() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Look> first = callers.submit(() -> line.look(1, null, asked -> {
                reading.countDown();
                await(mayEnd);
                return note(asked);
            }));
            reading.await();
            List<Future<Look>> others = new ArrayList<>();
            for (long id = 2; id <= 60; id++) {
                long each = id;
                others.add(callers.submit(() -> line.look(each, null, this::note)));
            }
            await(() -> line.gathered() == 59);
            assertThat(reads).isEmpty();
            mayEnd.countDown();

            assertThat(first.get().shared()).isTrue();
            for (Future<Look> other : others) {
                assertThat(other.get().shared()).isTrue();
            }
        }
        assertThat(reads).hasSize(2);
        assertThat(reads.getFirst()).containsOnlyKeys(1L);
        assertThat(reads.getLast()).hasSize(59).doesNotContainKey(1L);
    }

    @Test
    void a_reader_who_breaks_leaves_the_others_free() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Look> breaks = callers.submit(() -> line.look(1, null, asked -> {
                reading.countDown();
                await(mayEnd);
                throw new IllegalStateException("a bug");
            }));
            reading.await();
            Future<Look> other = callers.submit(() -> line.look(2, null, this::note));
            await(() -> line.gathered() == 1);
            mayEnd.countDown();

            assertThat(other.get().shared()).isTrue();
            assertThat(breaks).failsWithin(Duration.ofSeconds(5));
        }
        assertThat(line.look(3, null, this::note).shared()).isTrue();
    }

    @Test
    void after_pages_that_showed_none_of_them_each_reads_by_itself_for_a_while() {
        assertThat(line.look(1, null, asked -> inVain())).isEqualTo(Look.BY_ITSELF);
        assertThat(line.look(2, null, this::note)).isEqualTo(Look.BY_ITSELF);
        assertThat(reads).isEmpty();
    }

    @Test
    void those_who_gathered_during_pages_in_vain_do_not_try_them_again() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Look> first = callers.submit(() -> line.look(1, null, asked -> {
                reading.countDown();
                await(mayEnd);
                return inVain();
            }));
            reading.await();
            Future<Look> other = callers.submit(() -> line.look(2, null, this::note));
            await(() -> line.gathered() == 1);
            mayEnd.countDown();

            assertThat(first.get()).isEqualTo(Look.BY_ITSELF);
            assertThat(other.get()).isEqualTo(Look.BY_ITSELF);
        }
        assertThat(reads).isEmpty();
        assertThat(line.gathered()).isZero();
    }

    @Test
    void one_who_lies_apart_from_the_others_lets_nobody_rest() {
        Look apart = line.look(1, null, asked -> new LookLine.Read(Map.of(1L, Look.BY_ITSELF), false));
        assertThat(apart).isEqualTo(Look.BY_ITSELF);
        assertThat(line.look(2, null, this::note).shared()).isTrue();
    }

    @Test
    void whose_end_a_whole_list_did_not_show_yet_looks_again_later_and_so_do_the_others() {
        assertThat(line.look(1, Instant.now(), this::note)).isEqualTo(Look.NOT_YET);
        assertThat(line.look(2, Instant.now(), this::note)).isEqualTo(Look.NOT_YET);
        assertThat(reads).hasSize(2);
    }

    private LookLine.Read note(Map<Long, Instant> asked) {
        reads.add(new HashMap<>(asked));
        return new LookLine.Read(Map.of(), false);
    }

    private static LookLine.Read inVain() {
        return new LookLine.Read(Map.of(1L, Look.BY_ITSELF), true);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        com.nexar.fulfilment.Eventually.become(true, condition::getAsBoolean);
    }
}
