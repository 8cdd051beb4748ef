package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.easyecom.ReadWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a few pages of EasyEcom's list show many shipments. */
class ListStretchTest {

    private static final Instant NOW = Instant.parse("2026-02-10T06:30:00Z");

    private final Map<Long, Instant> changes = new HashMap<>();

    @Test
    void what_changed_lately_is_one_stretch_up_to_now() {
        changed(1, 200, Duration.ofMinutes(50));

        List<ListStretch> stretches = ListStretch.of(changes, NOW);

        assertThat(stretches).hasSize(1);
        assertThat(stretches.getFirst().ids()).hasSize(200);
        assertThat(stretches.getFirst().window())
                .isEqualTo(new ReadWindow(NOW.minusSeconds(50 * 60 + 1), NOW.plusSeconds(1)));
    }

    @Test
    void a_straggler_does_not_stretch_the_window_over_days_of_strangers() {
        changed(1, 20, Duration.ofMinutes(10));
        changed(21, 1, Duration.ofDays(5));

        List<ListStretch> stretches = ListStretch.of(changes, NOW);

        assertThat(stretches).hasSize(1);
        assertThat(stretches.getFirst().ids()).hasSize(20).doesNotContain(21L);
        assertThat(stretches.getFirst().window().from()).isEqualTo(NOW.minusSeconds(601));
    }

    @Test
    void each_day_is_a_stretch_of_its_own_that_ends_with_its_last_one() {
        changed(1, 10, Duration.ofDays(2));
        changed(11, 10, Duration.ofDays(1));

        List<ListStretch> stretches = ListStretch.of(changes, NOW);

        assertThat(stretches).extracting(stretch -> stretch.ids().size()).containsExactly(10, 10);
        Instant yesterday = NOW.minus(Duration.ofDays(1));
        assertThat(stretches.getLast().window())
                .isEqualTo(new ReadWindow(yesterday.minusSeconds(1), yesterday.plusSeconds(1)));
    }

    @Test
    void few_and_old_ones_are_no_stretch() {
        changed(1, ListStretch.FEW, Duration.ofMinutes(5));
        changed(100, 50, Duration.ofDays(8));
        changed(200, 50, Duration.ofDays(7).minusMinutes(30));

        assertThat(ListStretch.of(changes, NOW)).isEmpty();
    }

    @Test
    void a_stretch_over_the_whole_week_is_a_window_that_EasyEcom_takes() {
        for (int hour = 0; hour < 7 * 24; hour++) {
            changed(hour, 1, Duration.ofHours(hour));
        }

        List<ListStretch> stretches = ListStretch.of(changes, NOW);

        assertThat(stretches).hasSize(1);
        assertThat(Duration.between(
                        stretches.getFirst().window().from(),
                        stretches.getFirst().window().to()))
                .isLessThanOrEqualTo(ReadWindow.LONGEST);
    }

    @Test
    void the_pages_cost_less_than_reading_one_by_one() {
        changed(1, 200, Duration.ofMinutes(5));

        assertThat(ListStretch.of(changes, NOW).getFirst().pagesAtMost()).isEqualTo(21);
    }

    private void changed(long firstId, int many, Duration ago) {
        for (long id = firstId; id < firstId + many; id++) {
            changes.put(id, NOW.minus(ago));
        }
    }
}
