package com.nexar.fulfilment.easyecom;

import static com.nexar.fulfilment.easyecom.Gateways.BLR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nexar.fulfilment.brands.Tier;
import com.nexar.fulfilment.problems.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How permits are waited for in one pod; the bucket itself is {@link BudgetTableTest}'s. */
class PermitLineTest {

    private static final Terms DEFAULT = new Terms(Tier.DEFAULT, 50, QuotaDay.UTC);

    private final MemoryBudget budget = new MemoryBudget(new SettableClock("2026-02-03T23:00:00Z"));
    private final PermitLine hasty = new PermitLine(DEFAULT, budget, Duration.ofMillis(2));
    private final PermitLine patient = new PermitLine(DEFAULT, budget, Duration.ofSeconds(2));

    @Test
    void a_burst_passes_and_then_the_rate_holds() {
        for (int i = 0; i < 7; i++) {
            hasty.take(BLR, Lane.COMMANDS, null);
        }
        assertThatThrownBy(() -> hasty.take(BLR, Lane.COMMANDS, null))
                .isInstanceOf(EasyEcomUnavailable.class)
                .hasMessageContaining("5 EasyEcom calls a second");
    }

    @Test
    void a_short_wait_is_waited_for() {
        long start = System.nanoTime();
        for (int i = 0; i < 9; i++) {
            patient.take(BLR, Lane.COMMANDS, null);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(200));
    }

    @Test
    void lower_lanes_leave_the_rest_of_the_bucket_to_commands() {
        for (int i = 0; i < 3; i++) {
            hasty.take(BLR, Lane.PRODUCTS, null);
        }
        assertThatThrownBy(() -> hasty.take(BLR, Lane.PRODUCTS, null)).isInstanceOf(EasyEcomUnavailable.class);
        hasty.take(BLR, Lane.ORDERS, null);
        hasty.take(BLR, Lane.ORDERS, null);
        assertThatThrownBy(() -> hasty.take(BLR, Lane.ORDERS, null)).isInstanceOf(EasyEcomUnavailable.class);
        hasty.take(BLR, Lane.COMMANDS, null);
        hasty.take(BLR, Lane.COMMANDS, null);
    }

    @Test
    void a_command_that_comes_later_goes_first() throws InterruptedException {
        for (int i = 0; i < 7; i++) {
            patient.take(BLR, Lane.COMMANDS, null);
        }
        List<Lane> served = new CopyOnWriteArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Lane lane : List.of(Lane.ORDERS, Lane.ORDERS, Lane.COMMANDS, Lane.COMMANDS)) {
                threads.execute(() -> {
                    patient.take(BLR, lane, null);
                    served.add(lane);
                });
                Thread.sleep(20);
            }
        }
        assertThat(served).containsExactly(Lane.COMMANDS, Lane.COMMANDS, Lane.ORDERS, Lane.ORDERS);
    }

    @Test
    void what_would_be_too_old_by_then_goes_first_or_leaves_the_line_at_once() throws InterruptedException {
        for (int i = 0; i < 7; i++) {
            patient.take(BLR, Lane.COMMANDS, null);
        }
        List<String> served = new CopyOnWriteArrayList<>();
        long now = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int seconds : new int[] {0, 0, 9, 3}) {
                threads.execute(() -> {
                    patient.take(BLR, Lane.COMMANDS, seconds == 0 ? null : now + seconds * 1_000_000_000L);
                    served.add(seconds + " s");
                });
                Thread.sleep(20);
            }
        }
        assertThat(served).containsExactly("3 s", "9 s", "0 s", "0 s");

        long start = System.nanoTime();
        assertThatThrownBy(() -> patient.take(BLR, Lane.COMMANDS, System.nanoTime() + 20_000_000))
                .isInstanceOfSatisfying(
                        EasyEcomUnavailable.class, e -> assertThat(e.tooOld()).isTrue());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(150));
    }

    @Test
    void many_who_look_and_then_send_all_come_to_send() {
        var line = new PermitLine(new Terms(Tier.SILVER, 0, QuotaDay.UTC), budget, Duration.ofSeconds(20));
        var looks = new AtomicInteger();
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                threads.execute(() -> {
                    boolean sent = false;
                    while (!sent) {
                        line.take(BLR, Lane.COMMANDS, null);
                        looks.incrementAndGet();
                        sent = sent(line);
                    }
                });
            }
        }
        assertThat(looks).hasValueBetween(50, 90);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    private static boolean sent(PermitLine line) {
        try {
            line.take(BLR, Lane.COMMANDS, System.nanoTime() + 300_000_000);
            return true;
        } catch (EasyEcomUnavailable e) {
            assertThat(e.tooOld()).isTrue();
            return false;
        }
    }

    @Test
    void what_is_left_at_the_end_of_the_day_is_for_commands() {
        budget.used(450);
        var exhausted = catchThrowableOfType(EasyEcomUnavailable.class, () -> hasty.take(BLR, Lane.ORDERS, null));
        assertThat(exhausted.code()).isEqualTo(ProblemCode.QUOTA_EXHAUSTED);
        assertThat(exhausted.retryAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(exhausted).hasMessageContaining("kept for commands");
        hasty.take(BLR, Lane.COMMANDS, null);
    }

    @Test
    void when_nothing_is_left_commands_are_told_until_when() {
        budget.used(500);
        var exhausted = catchThrowableOfType(EasyEcomUnavailable.class, () -> hasty.take(BLR, Lane.COMMANDS, null));
        assertThat(exhausted.code()).isEqualTo(ProblemCode.QUOTA_EXHAUSTED);
        assertThat(exhausted).hasMessageContaining("2026-02-04T00:00:00Z");
    }

    @Test
    void a_pause_is_waited_for_or_said_at_once_where_it_is_too_long() {
        budget.pause(BLR, Duration.ofMillis(300));
        long start = System.nanoTime();
        patient.take(BLR, Lane.COMMANDS, null);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));

        budget.pause(BLR, Duration.ofSeconds(90));
        start = System.nanoTime();
        var paused = catchThrowableOfType(EasyEcomUnavailable.class, () -> patient.take(BLR, Lane.COMMANDS, null));
        assertThat(paused.retryAfter()).isBetween(Duration.ofSeconds(89), Duration.ofSeconds(90));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void a_permit_lapses_by_itself_and_comes_back() throws InterruptedException {
        Permit permit = hasty.take(BLR, Lane.COMMANDS, null);
        Thread.sleep(Terms.LAPSE.toMillis());
        assertThatThrownBy(permit::use).isInstanceOf(Wire.PermitLapsed.class);
        hasty.settle(permit);
        hasty.take(BLR, Lane.COMMANDS, null);
        assertThat(budget.asked.getLast().unused()).isEqualTo(1);
        assertThat(hasty.known().used()).isEqualTo(1);
    }

    @Test
    void a_permit_that_was_used_does_not_come_back() throws Wire.PermitLapsed {
        Permit permit = hasty.take(BLR, Lane.COMMANDS, null);
        permit.use();
        hasty.settle(permit);
        hasty.take(BLR, Lane.COMMANDS, null);
        assertThat(budget.asked.getLast().unused()).isZero();
    }

    @Test
    void without_the_database_there_is_no_permit_and_nothing_is_forgotten() {
        hasty.settle(hasty.take(BLR, Lane.COMMANDS, null));
        hasty.confirmed();
        budget.down = true;
        assertThatThrownBy(() -> hasty.take(BLR, Lane.COMMANDS, null))
                .isInstanceOf(EasyEcomUnavailable.class)
                .hasMessageContaining("database");
        budget.down = false;
        hasty.take(BLR, Lane.COMMANDS, null);
        assertThat(budget.asked.getLast().unused()).isEqualTo(1);
        assertThat(budget.asked.getLast().confirmed()).isEqualTo(1);
    }

    @Test
    void unlimited_is_unlimited_and_asks_nobody() throws Wire.PermitLapsed {
        var free = new PermitLine(new Terms(Tier.UNLIMITED, 0, QuotaDay.UTC), budget, Duration.ZERO);
        for (int i = 0; i < 10_000; i++) {
            free.take(BLR, Lane.PRODUCTS, null).use();
        }
        assertThat(budget.asked).isEmpty();
    }

    @Test
    void no_window_of_time_sees_more_leave_than_the_tier_allows() {
        Tier tier = Tier.SILVER;
        double capacity = new Terms(tier, 0, QuotaDay.UTC).capacity();
        double lapse = Terms.LAPSE.toMillis() / 1000.0;
        for (double window : new double[] {0, 0.1, 1, 60}) {
            assertThat(capacity + tier.perSecond() * (window + lapse))
                    .isEqualTo(tier.burst() + tier.perSecond() * window);
        }
    }
}
