package com.nexar.fulfilment.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.brands.Location;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far a walk of ten days has come. */
class SyncProgressTest {

    private static final Location BLR1 = new Location("acme", "blr1", "Bengaluru 1", "nx1");
    private static final Instant BEGIN = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant GOAL = BEGIN.plus(Duration.ofDays(10));

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # days done, days of the window, part of it, rows,  seconds, percent, a minute, seconds left
            0,           7,                  0,          250,   5,       0.0,     3000,     -
            0,           7,                  0.5,        2500,  70,      35.0,    2143,     130
            7,           3,                  0,          5000,  140,     70.0,    2143,     60
            7,           0,                  0,          5000,  140,     70.0,    2143,     60
            10,          0,                  0,          6000,  200,     100.0,   1800,     0
            5,           0,                  0,          0,     0,       50.0,    -,        0
            """)
    void it_is_the_time_that_is_covered(
            int done, int window, double part, long rows, double seconds, double percent, Long rate, Long left) {
        Instant doneUntil = BEGIN.plus(Duration.ofDays(done));
        var at = new SyncCursor(
                BLR1,
                Feed.ORDERS_BACKFILL,
                doneUntil,
                GOAL,
                window == 0 ? null : doneUntil.minusSeconds(120),
                window == 0 ? null : doneUntil.plus(Duration.ofDays(window)),
                null,
                1);
        assertThat(SyncProgress.of(BEGIN, at, part, rows, seconds)).isEqualTo(new SyncProgress(percent, rate, left));
    }

    @Test
    void a_walk_without_an_end_or_before_its_first_page_has_none() {
        var tip = new SyncCursor(BLR1, Feed.ORDERS_TIP, BEGIN, null, null, null, null, 1);
        assertThat(SyncProgress.of(BEGIN, tip, 0, 1, 1)).isNull();
        var fresh = new SyncCursor(BLR1, Feed.ORDERS_BACKFILL, BEGIN, GOAL, null, null, null, 1);
        assertThat(SyncProgress.of(null, fresh, 0, 0, 0)).isNull();
    }
}
