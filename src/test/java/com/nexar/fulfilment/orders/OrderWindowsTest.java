package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.ReadWindow;
import com.nexar.fulfilment.sync.Feed;
import com.nexar.fulfilment.sync.SyncCursor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderWindowsTest {

    private static final Location BLR1 = new Location("acme", "blr1", "Bengaluru 1", "nx1");
    private static final Duration OVERLAP = Duration.ofMinutes(2);
    private static final Instant NOW = Instant.parse("2026-03-30T00:00:00Z");

    @Test
    void the_tip_asks_from_where_it_was_less_the_overlap_until_now() {
        assertThat(OrderWalk.nextWindow(tip(NOW.minusSeconds(30)), NOW, OVERLAP))
                .isEqualTo(new ReadWindow(NOW.minusSeconds(150), NOW));
    }

    @Test
    void after_a_long_outage_the_tip_asks_for_seven_days_and_no_more() {
        Instant from = NOW.minus(Duration.ofDays(30));

        assertThat(OrderWalk.nextWindow(tip(from), NOW, OVERLAP))
                .isEqualTo(
                        new ReadWindow(from.minus(OVERLAP), from.minus(OVERLAP).plus(Duration.ofDays(7))));
    }

    @Test
    void a_back_fill_covers_its_look_back_without_a_hole_and_ends_at_its_goal() {
        Instant begin = NOW.minus(Duration.ofDays(30));
        SyncCursor cursor = new SyncCursor(BLR1, Feed.ORDERS_BACKFILL, begin, NOW, null, null, null, 1);
        List<ReadWindow> windows = new ArrayList<>();
        Instant later = NOW.plus(Duration.ofDays(3));
        for (ReadWindow window = OrderWalk.nextWindow(cursor, later, OVERLAP);
                window != null;
                window = OrderWalk.nextWindow(cursor, later, OVERLAP)) {
            windows.add(window);
            cursor = cursor.window(window.from(), window.to()).windowDone();
        }

        assertThat(windows).hasSize(5);
        assertThat(windows.getFirst().from()).isEqualTo(begin.minus(OVERLAP));
        assertThat(windows.getLast().to()).isEqualTo(NOW);
        for (int i = 0; i < windows.size(); i++) {
            assertThat(Duration.between(windows.get(i).from(), windows.get(i).to()))
                    .isLessThanOrEqualTo(Duration.ofDays(7));
            if (i > 0) {
                assertThat(windows.get(i).from())
                        .isEqualTo(windows.get(i - 1).to().minus(OVERLAP));
            }
        }
    }

    @Test
    void a_back_fill_of_nothing_asks_for_nothing() {
        SyncCursor cursor = new SyncCursor(BLR1, Feed.ORDERS_BACKFILL, NOW, NOW, null, null, null, 1);

        assertThat(OrderWalk.nextWindow(cursor, NOW.plusSeconds(60), OVERLAP)).isNull();
    }

    private static SyncCursor tip(Instant doneUntil) {
        return new SyncCursor(BLR1, Feed.ORDERS_TIP, doneUntil, null, null, null, null, 1);
    }
}
