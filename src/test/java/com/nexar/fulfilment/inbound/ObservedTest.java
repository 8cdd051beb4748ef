package com.nexar.fulfilment.inbound;

import static com.nexar.fulfilment.inbound.WebhooksState.FAILING;
import static com.nexar.fulfilment.inbound.WebhooksState.NEVER_SEEN;
import static com.nexar.fulfilment.inbound.WebhooksState.SILENT;
import static com.nexar.fulfilment.inbound.WebhooksState.WORKING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the guardian makes of what it sees. */
class ObservedTest {

    private static final Instant NOW = Instant.parse("2026-02-03T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofHours(1));

    @Test
    void where_none_ever_came_none_is_missed() {
        assertThat(state(NEVER_SEEN, null, null, 0, 0, 0, true)).isEqualTo(NEVER_SEEN);
    }

    @Test
    void the_first_one_makes_them_work_and_silence_without_changes_is_no_silence() {
        assertThat(state(NEVER_SEEN, NOW, null, 0, 0, 0, false)).isEqualTo(WORKING);
        assertThat(state(WORKING, LONG_AGO.minusSeconds(1), null, 0, 0, 0, false))
                .isEqualTo(WORKING);
    }

    @Test
    void a_change_that_none_announced_makes_them_silent_until_the_next_one_comes() {
        assertThat(state(WORKING, LONG_AGO.minusSeconds(1), null, 0, 0, 0, true))
                .isEqualTo(SILENT);
        assertThat(state(SILENT, LONG_AGO.minusSeconds(1), null, 0, 0, 0, false))
                .isEqualTo(SILENT);
        assertThat(state(SILENT, NOW, null, 0, 0, 0, false)).isEqualTo(WORKING);
    }

    @ParameterizedTest
    @CsvSource({
        "9, 9, 9, WORKING",
        "10, 10, 10, FAILING",
        "0, 39, 39, WORKING",
        "0, 40, 40, FAILING",
        "0, 0, 199, WORKING",
        "0, 0, 200, FAILING",
    })
    void half_of_what_EasyEcom_bears_with_is_failing(int two, int eight, int day, WebhooksState state) {
        assertThat(state(WORKING, LONG_AGO, NOW, two, eight, day, false)).isEqualTo(state);
    }

    @Test
    void one_that_is_taken_after_the_last_failure_and_some_patience_end_failing() {
        Instant failed = NOW.minus(Duration.ofMinutes(4));
        assertThat(state(FAILING, LONG_AGO, failed, 12, 12, 12, false)).isEqualTo(FAILING);
        assertThat(state(FAILING, NOW, NOW.minusSeconds(60), 12, 12, 12, false)).isEqualTo(FAILING);
        assertThat(state(FAILING, NOW, failed, 12, 12, 12, false)).isEqualTo(WORKING);
    }

    @Test
    void failing_without_ever_having_been_seen_is_failing() {
        assertThat(state(NEVER_SEEN, null, NOW, 20, 20, 20, false)).isEqualTo(FAILING);
    }

    private static WebhooksState state(
            WebhooksState was, Instant received, Instant failed, int two, int eight, int day, boolean unannounced) {
        Map<FailureWindow, Integer> failures =
                Map.of(FailureWindow.SLOWER, two, FailureWindow.SLOW, eight, FailureWindow.GIVEN_UP, day);
        return new Observed(received, failed, failures, unannounced)
                .state(was, LONG_AGO, NOW, InboundSettings.with(Map.of()).guardian());
    }
}
