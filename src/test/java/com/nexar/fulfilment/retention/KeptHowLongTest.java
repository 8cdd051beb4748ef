package com.nexar.fulfilment.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Readme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** README.md says of every table how long what is kept, and by which setting. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class KeptHowLongTest {

    private static final String TABLE = "## What is kept how long";
    private static final Pattern SETTING = Pattern.compile("[a-z-]+(\\.[a-z-]+)+");

    @Test
    void every_table_is_told_and_no_other() {
        Set<String> told = Readme.table(TABLE).stream()
                .flatMap(row -> Arrays.stream(row.get(1).split(", ")))
                .map(place -> place.replaceAll("\\..*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        try (Database owner = Database.asOwner()) {
            assertThat(told)
                    .containsExactlyElementsOf(
                            owner.texts(
                                    "select table_name::text collate \"C\" from information_schema.tables where table_schema = current_schema()"
                                            + " and table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history' order by 1"));
        }
    }

    @Test
    void every_setting_of_it_is_a_knob() {
        List<String> knobs =
                Readme.table("## Knobs").stream().map(row -> row.getFirst()).toList();
        List<String> settings = Readme.table(TABLE).stream()
                .flatMap(row -> SETTING.matcher(row.get(3)).results())
                .map(MatchResult::group)
                .map(each -> "fulfilment." + each)
                .toList();
        assertThat(settings).hasSizeGreaterThan(8);
        assertThat(knobs).containsAll(settings);
    }
}
