package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OrdersJobTest {

    private static final Duration EVERY = Duration.ofSeconds(30);

    @Test
    void a_handful_of_locations_begin_at_once() {
        for (int n = 0; n < 8; n++) {
            assertThat(OrdersJob.turn(EVERY, n, 8)).isZero();
        }
    }

    @Test
    void the_ninth_begins_when_the_first_eight_have_had_their_share() {
        assertThat(OrdersJob.turn(EVERY, 7, 9)).isZero();
        assertThat(OrdersJob.turn(EVERY, 8, 9))
                .isEqualTo(EVERY.multipliedBy(4L * 8).dividedBy(5L * 9));
    }

    @Test
    void a_thousand_take_turns_by_handfuls_and_the_last_one_is_done_before_the_next_round() {
        assertThat(OrdersJob.turn(EVERY, 0, 1000)).isZero();
        assertThat(OrdersJob.turn(EVERY, 7, 1000)).isZero();
        assertThat(OrdersJob.turn(EVERY, 8, 1000)).isEqualTo(Duration.ofMillis(192));
        assertThat(OrdersJob.turn(EVERY, 15, 1000)).isEqualTo(Duration.ofMillis(192));
        assertThat(OrdersJob.turn(EVERY, 999, 1000)).isEqualTo(Duration.ofMillis(23_808));
    }
}
