package com.nexar.fulfilment.easyecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times, numbers and null-likes as they drift (contract section 10). */
class RowTest {

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \"", "\"NA\"", "\"-\"", "\"0000-00-00 00:00:00\"", "[]", "{}"})
    void null_likes_are_null(String value) {
        Row row = row(value);
        assertThat(row.text("v")).isNull();
        assertThat(row.numberIfReadable("v")).isNull();
        assertThat(row.timeIfReadable("v")).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            12           | 12
            "12"         | 12
            "250.0000"   | 250
            422.8814     | 422.8814
            "18%"        | 18
            " 7 "        | 7
            -3           | -3
            """)
    void numbers_may_be_strings(String value, BigDecimal number) {
        assertThat(row(value).number("v")).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"two\"", "true", "[1]", "\"1e9\"", "\"1,5\"", "\"99999999999999999999\""})
    void garbage_is_no_number(String value) {
        assertThat(row(value).numberIfReadable("v")).isNull();
        assertThatThrownBy(() -> row(value).number("v")).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> row(value).pieces("v", 0)).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> row(value).id("v")).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "-1", "\"2147483648\""})
    void pieces_are_whole_and_not_negative(String value) {
        assertThatThrownBy(() -> row(value).pieces("v", 0)).isInstanceOf(Unreadable.class);
    }

    @Test
    void pieces_may_come_as_decimals_and_may_be_missing() {
        assertThat(row("\"2.0000\"").pieces("v", null)).isEqualTo(2);
        assertThat(row("\"NA\"").pieces("v", 0)).isZero();
        assertThatThrownBy(() -> row("null").pieces("v", null)).hasMessage("v:  is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "1.5", "null", "\"NA\""})
    void an_id_is_a_positive_whole_number(String value) {
        assertThatThrownBy(() -> row(value).id("v")).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-03 10:05:10,       2026-02-03T04:35:10Z",
        "2026-02-03T10:05:10,       2026-02-03T04:35:10Z",
        "2026-02-03 10:05,          2026-02-03T04:35:00Z",
        "2026-02-03 05:30:00,       2026-02-03T00:00:00Z",
        "2026-02-03,                2026-02-02T18:30:00Z",
        "2026-02-03 10:05:10.123,   2026-02-03T04:35:10.123Z",
        "2026-02-03T10:05:10Z,      2026-02-03T10:05:10Z",
        "2026-02-03T10:05:10+05:30, 2026-02-03T04:35:10Z",
        "2026-02-03T10:05:10.5Z,    2026-02-03T10:05:10.500Z",
    })
    void times_without_a_zone_are_indian(String text, Instant instant) {
        assertThat(row("\"" + text + "\"").time("v")).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "03-02-2026 10:05:10",
                "2026-13-01 00:00:00",
                "2026-02-30",
                "1770091510",
                "2026-02-03 1"
            })
    void garbage_is_no_time(String text) {
        assertThat(row("\"" + text + "\"").timeIfReadable("v")).isNull();
        assertThatThrownBy(() -> row("\"" + text + "\"").time("v"))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("is no time");
    }

    @Test
    void times_are_written_the_indian_way() {
        assertThat(IndianTime.write(Instant.parse("2026-02-03T20:00:00.9Z"))).isEqualTo("2026-02-04 01:30:00");
    }

    @Test
    void a_long_value_is_shortened_in_the_reason() {
        assertThat(new Unreadable("f", "y".repeat(500), "is odd").getMessage()).hasSize(3 + 60 + 1 + 7);
    }

    @ParameterizedTest
    @CsvSource({
        "Open, 2, OPEN",
        "Assigned, 2, OPEN",
        "Upcoming, , PENDING",
        "Confirmed, 3, CONFIRMED_WORD",
        "Printed, 5, PRINTED",
        "Ready to dispatch, 6, READY_TO_DISPATCH",
        "Shipped, 7, SHIPPED",
        "Delivered, , SHIPPED",
        "Cancelled, 2, CANCELLED",
        "On Hold, 2, ON_HOLD",
        "Returned, 10, RETURNED",
        "Manifest Scanned, 6, UNKNOWN",
        "Brand New Word, 2, UNKNOWN",
        ", 1, PENDING",
        ", 2, OPEN",
        ", 3, CONFIRMED_WORD",
        ", 5, PRINTED",
        ", 6, READY_TO_DISPATCH",
        ", 7, SHIPPED",
        ", 9, CANCELLED",
        ", 10, RETURNED",
        ", 4, UNKNOWN",
        ", 30, UNKNOWN",
        ", , UNKNOWN",
        "cancelled , 7, CANCELLED"
    })
    void the_word_of_a_status_wins_over_its_id(String name, Integer id, UpstreamStatus.Phase phase) {
        var status = new UpstreamStatus(name, id);
        assertThat(status.phase()).isEqualTo(phase);
        assertThat(status.cancelled()).isEqualTo(phase == UpstreamStatus.Phase.CANCELLED);
        assertThat(status.onHold()).isEqualTo(phase == UpstreamStatus.Phase.ON_HOLD);
        assertThat(status.known()).isEqualTo(phase != UpstreamStatus.Phase.UNKNOWN);
    }

    private static Row row(String value) {
        var node = JsonNodeFactory.instance.objectNode();
        node.set(
                "v",
                value.equals("null") ? null : Envelope.tree("[" + value + "]").get(0));
        return new Row(node);
    }
}
