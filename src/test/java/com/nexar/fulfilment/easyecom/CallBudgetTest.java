package com.nexar.fulfilment.easyecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nexar.fulfilment.brands.Tier;
import com.nexar.fulfilment.problems.ProblemCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallBudgetTest {

    private final SettableClock clock = new SettableClock("2026-02-03T23:00:00Z");

    @Test
    void a_burst_passes_and_then_the_rate_holds() {
        var budget = new CallBudget(Tier.DEFAULT, Duration.ofMillis(20), clock);
        for (int i = 0; i < 10; i++) {
            budget.take();
        }
        assertThatThrownBy(budget::take)
                .isInstanceOf(EasyEcomUnavailable.class)
                .hasMessageContaining("5 EasyEcom calls a second");
        assertThat(budget.leftToday()).isEqualTo(490);
    }

    @Test
    void a_short_wait_is_waited_for() {
        var budget = new CallBudget(Tier.DEFAULT, Duration.ofSeconds(2), clock);
        long start = System.nanoTime();
        for (int i = 0; i < 11; i++) {
            budget.take();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(100));
    }

    @Test
    void the_days_quota_ends_and_starts_anew_at_utc_midnight() {
        var budget = new CallBudget(Tier.DEFAULT, Duration.ofMillis(20), clock);
        for (int i = 0; i < 500; i++) {
            assertThat(budget.takeOfToday()).isTrue();
        }
        assertThatThrownBy(budget::take).satisfies(e -> {
            assertThat(((EasyEcomUnavailable) e).code()).isEqualTo(ProblemCode.QUOTA_EXHAUSTED);
            assertThat(((EasyEcomUnavailable) e).retryAfter()).isEqualTo(Duration.ofHours(1));
        });
        assertThat(budget.leftToday()).isZero();
        assertThat(budget.resetsAt()).isEqualTo("2026-02-04T00:00:00Z");
        clock.advance(Duration.ofHours(1));
        budget.take();
        assertThat(budget.leftToday()).isEqualTo(499);
    }

    @Test
    void unlimited_is_unlimited() {
        var budget = new CallBudget(Tier.UNLIMITED, Duration.ZERO, clock);
        for (int i = 0; i < 10_000; i++) {
            budget.take();
        }
        assertThat(budget.leftToday()).isNull();
    }
}
