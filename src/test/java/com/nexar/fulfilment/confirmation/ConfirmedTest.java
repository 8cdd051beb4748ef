package com.nexar.fulfilment.confirmation;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.easyecom.UpstreamEvent;
import com.nexar.fulfilment.easyecom.UpstreamShipment;
import com.nexar.fulfilment.easyecom.UpstreamStatus;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a row says of a confirmation, against how many steps of confirmations its history had before. */
class ConfirmedTest {

    @ParameterizedTest(name = "{0} [{1}] after {2}: {3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Open      | 2                   | 0 | NOT_SEEN
            Open      | 2 17                | 0 | UNDER_WAY
            Confirmed | 2 17 3              | 0 | UNDER_WAY
            Confirmed | 2 17 3 13 16        | 0 | SUCCESS
            Confirmed | 2 17 3 13 18        | 0 | FAIL
            Confirmed | 2 17 3 13 18        | 4 | NOT_SEEN
            Open      | 2 17 3 13 18        | 4 | NOT_SEEN
            Confirmed | 2 17 3 13 18 17     | 4 | UNDER_WAY
            Open      | -                   | 0 | UNTOLD
            Confirmed | -                   | 0 | UNTOLD
            Open      | -                   | 4 | UNTOLD
            Open      | 2 17                | 4 | UNTOLD
            Open      | 2                   | 4 | UNTOLD
            Confirmed | 2                   | 0 | UNTOLD
            Confirmed | 2 17 3              | 2 | UNTOLD
            On Hold   | 2                   | 0 | NOT_SEEN
            """)
    void table(String status, String history, int baseline, Confirmed says) {
        assertThat(Confirmed.since(baseline, row(status, history))).isEqualTo(says);
    }

    @Test
    void a_row_without_history_is_no_baseline() {
        assertThat(Confirmed.baseline(row("Open", null))).isEmpty();
        assertThat(Confirmed.baseline(row("Open", "2"))).hasValue(0);
        assertThat(Confirmed.baseline(row("Confirmed", "2 17 3 13 18"))).hasValue(4);
    }

    @Test
    void what_is_not_shown_or_was_never_sent_tells_nothing() {
        var sent = new ConfirmationIntent.Intent(1, null, 0);
        var neverSent = new ConfirmationIntent.Intent(1, null, null);
        UpstreamShipment confirmed = row("Confirmed", "2 17 3 13 16");

        assertThat(ConfirmationReading.since(sent, Optional.of(confirmed))).isEqualTo(Confirmed.SUCCESS);
        assertThat(ConfirmationReading.since(sent, Optional.empty())).isEqualTo(Confirmed.UNTOLD);
        assertThat(ConfirmationReading.since(neverSent, Optional.of(confirmed))).isEqualTo(Confirmed.UNTOLD);
    }

    private static UpstreamShipment row(String status, String history) {
        List<UpstreamEvent> events = history == null
                ? List.of()
                : Arrays.stream(history.split(" "))
                        .map(id -> new UpstreamEvent(null, Integer.valueOf(id), null))
                        .toList();
        return new UpstreamShipment(
                1,
                1,
                null,
                null,
                new UpstreamStatus(status, null),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "PREPAID",
                BigDecimal.ZERO,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                null,
                null,
                null,
                events,
                null);
    }
}
