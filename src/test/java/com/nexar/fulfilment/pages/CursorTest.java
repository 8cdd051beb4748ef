package com.nexar.fulfilment.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nexar.fulfilment.problems.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void a_cursor_comes_back_as_it_was_given() {
        Cursor given = new Cursor("-updatedAt", List.of("2026-02-03 06:30:00+00", "7001"));

        assertThat(given.text()).matches("[A-Za-z0-9_-]+");
        assertThat(Cursor.parse(given.text(), "-updatedAt", 2)).isEqualTo(given);
    }

    @Test
    void none_is_the_first_page() {
        assertThat(Cursor.parse(null, "orderId", 2)).isNull();
        assertThat(Cursor.parse("", "orderId", 2)).isNull();
    }

    @Test
    void a_cursor_of_another_sort_is_refused() {
        String other = new Cursor("shipBy", List.of("x", "1")).text();

        assertThatThrownBy(() -> Cursor.parse(other, "orderId", 2)).isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "AAAA", "b3JkZXJJZA", "..", "b3JkZXJJZB8x"})
    void garbage_is_refused(String text) {
        assertThatThrownBy(() -> Cursor.parse(text, "orderId", 2)).isInstanceOf(Problem.class);
    }

    @Test
    void limits_are_from_1_to_500_and_100_where_nothing_is_asked() {
        assertThat(Limit.of(null)).isEqualTo(100);
        assertThat(Limit.of(1)).isEqualTo(1);
        assertThat(Limit.of(500)).isEqualTo(500);
        assertThatThrownBy(() -> Limit.of(0)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> Limit.of(501)).isInstanceOf(Problem.class);
    }
}
