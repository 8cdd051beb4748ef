package com.nexar.fulfilment.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The database's clock counts, whatever the machine's says. */
class HouseClockTest {

    private static final Instant TRUE_TIME = Instant.parse("2026-02-03T10:00:00Z");

    @Test
    void a_machine_whose_clock_is_an_hour_off_has_the_databases_time() {
        for (Duration off : new Duration[] {Duration.ofHours(1), Duration.ofHours(-1)}) {
            Instant wrong = TRUE_TIME.plus(off);
            HouseClock clock = new HouseClock(Clock.fixed(wrong, ZoneOffset.UTC));
            assertThat(clock.instant()).isEqualTo(wrong);

            assertThat(clock.set(TRUE_TIME, wrong, wrong)).isEqualTo(off.negated());

            assertThat(clock.instant()).isEqualTo(TRUE_TIME);
            assertThat(clock.machineNow()).isEqualTo(wrong);
            assertThat(clock.withZone(ZoneOffset.ofHours(5)).instant()).isEqualTo(TRUE_TIME);
        }
    }

    @Test
    void the_databases_answer_was_true_in_the_middle_of_its_way() {
        Instant asked = TRUE_TIME.minusMillis(100);
        HouseClock clock = new HouseClock(Clock.fixed(TRUE_TIME, ZoneOffset.UTC));

        clock.set(TRUE_TIME.plusSeconds(7), asked, asked.plusMillis(200));

        assertThat(clock.instant()).isEqualTo(TRUE_TIME.plusSeconds(7));
    }

    @Test
    void set_again_it_tells_how_far_it_moved() {
        HouseClock clock = new HouseClock(Clock.fixed(TRUE_TIME, ZoneOffset.UTC));
        clock.set(TRUE_TIME.plusSeconds(3), TRUE_TIME, TRUE_TIME);

        assertThat(clock.set(TRUE_TIME.plusSeconds(5), TRUE_TIME, TRUE_TIME)).isEqualTo(Duration.ofSeconds(2));
        assertThat(clock.set(TRUE_TIME.plusSeconds(5), TRUE_TIME, TRUE_TIME)).isZero();
    }
}
