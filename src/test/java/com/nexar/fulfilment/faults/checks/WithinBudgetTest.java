package com.nexar.fulfilment.faults.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The key has 10 a second and a burst of 20; a second of jitter is 10 more. */
class WithinBudgetTest {

    private static final long MILLI = 1_000_000L;

    private final AStory story = new AStory();

    @Test
    void the_burst_and_then_the_rate_conform() {
        leave(20, 0, 0);
        leave(100, 1000, 100);
        assertThat(found()).isEmpty();
    }

    @Test
    void three_pods_that_each_take_the_whole_rate_are_found() {
        leave(150, 0, 33);
        assertThat(found())
                .singleElement()
                .satisfies(each -> assertThat(each.invariant()).isEqualTo("I7"));
    }

    @Test
    void a_burst_above_the_burst_and_its_jitter_is_found() {
        leave(31, 0, 0);
        assertThat(found()).hasSize(1);
    }

    @Test
    void what_left_before_the_run_is_an_earlier_runs() {
        leave(60, 0, 0);
        leave(30, 2000, 100);
        story.beganAtNanos = 1000 * MILLI;
        assertThat(found()).isEmpty();
        leave(60, 3000, 0);
        assertThat(found()).hasSize(1);
    }

    @Test
    void a_pause_fills_the_bucket_no_further_than_the_burst() {
        leave(20, 0, 0);
        leave(30, 60_000, 0);
        assertThat(found()).isEmpty();
        leave(1, 60_001, 0);
        assertThat(found()).hasSize(1);
    }

    @Test
    void more_than_a_days_worth_is_found() {
        leave(1001, 0, 110);
        assertThat(found())
                .singleElement()
                .satisfies(each -> assertThat(each.what()).contains("a day"));
    }

    @Test
    void a_key_that_is_nobodys_is_found() {
        story.departures.add(new Left(0, 1, "stranger", "/", false));
        assertThat(found()).hasSize(1);
    }

    private void leave(int count, long fromMillis, long everyMillis) {
        for (int i = 0; i < count; i++) {
            story.departures.add(
                    new Left((fromMillis + i * everyMillis) * MILLI, 1 + i % 3, AStory.KEY, "/orders", false));
        }
    }

    private List<Violation> found() {
        return WithinBudget.check(story.told());
    }
}
