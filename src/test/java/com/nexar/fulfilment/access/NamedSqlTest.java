package com.nexar.fulfilment.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NamedSqlTest {

    @Test
    void each_place_of_a_name_is_a_question_mark_with_its_value() {
        NamedSql named = NamedSql.of(
                "select a::text from b where c = :c and (d < :when or :c is null) and at > timestamptz '9999-01-01 00:00:00Z'");

        assertThat(named.sql())
                .isEqualTo(
                        "select a::text from b where c = ? and (d < ? or ? is null) and at > timestamptz '9999-01-01 00:00:00Z'");
        assertThat(named.values(Map.of("c", 7, "when", "now", "unused", true))).containsExactly(7, "now", 7);
    }

    @Test
    void a_colon_that_begins_no_name_stays() {
        String sql = "select a:b, ::x, a::text, '10:30', :_x, ä:";

        NamedSql named = NamedSql.of(sql + " where :z");

        assertThat(named.sql()).isEqualTo(sql + " where ?");
        assertThat(named.values(Map.of("z", 1))).containsExactly(1);
    }

    @Test
    void a_name_without_a_value_is_told() {
        assertThatThrownBy(() -> NamedSql.of("select :nobody").values(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(":nobody");
    }
}
