package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.Readme;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's stage diagram and its table of moves are the stage table of the code. */
class StageDiagramTest {

    private static final String HEADING = "## Stage diagram";
    private static final Pattern STAGE = Pattern.compile("[A-Z][A-Z_]+");

    @Test
    void the_table_of_moves_has_exactly_the_legal_ones() {
        Map<Stage, Set<Stage>> byWarehouse = new EnumMap<>(Stage.class);
        Map<Stage, Set<Stage>> bySync = new EnumMap<>(Stage.class);
        for (List<String> row : Readme.table(HEADING)) {
            Stage from = Stage.valueOf(row.get(0));
            assertThat(byWarehouse.put(from, stages(row.get(1))))
                    .as("second row of " + from)
                    .isNull();
            bySync.put(from, stages(row.get(2)));
        }
        for (Stage from : Stage.values()) {
            assertThat(byWarehouse.get(from))
                    .as("what the warehouse may make of " + from)
                    .isEqualTo(from.next(Stage.Mover.WAREHOUSE));
            assertThat(bySync.get(from))
                    .as("what a read of EasyEcom may make of " + from)
                    .isEqualTo(from.next(Stage.Mover.SYNC));
        }
    }

    @Test
    void the_picture_shows_every_stage_once_on_its_way_and_only_legal_arrows() {
        String picture = Readme.fenced(HEADING, "text");
        Set<String> drawn = new TreeSet<>();
        for (String line : picture.lines().filter(each -> each.contains("──►")).toList()) {
            Stage before = null;
            for (String piece : line.split("──►")) {
                List<String> words = words(piece);
                if (before != null && !words.isEmpty()) {
                    Stage next = Stage.valueOf(words.getFirst());
                    assertThat(before.next(Stage.Mover.WAREHOUSE))
                            .as("arrow in: " + line.strip())
                            .contains(next);
                }
                before = words.isEmpty() ? null : Stage.valueOf(words.getLast());
                drawn.addAll(words);
            }
        }
        assertThat(drawn)
                .isEqualTo(new TreeSet<>(Arrays.stream(Stage.values())
                        .filter(each -> each != Stage.CANCELLED)
                        .map(Enum::name)
                        .toList()));
        String cancelled = picture.lines()
                .filter(each -> each.startsWith("CANCELLED: from "))
                .findFirst()
                .orElseThrow();
        assertThat(stages(cancelled.substring("CANCELLED: from ".length())))
                .isEqualTo(EnumSet.copyOf(Arrays.stream(Stage.values())
                        .filter(each -> each.next(Stage.Mover.SYNC).contains(Stage.CANCELLED))
                        .toList()));
    }

    private static Set<Stage> stages(String text) {
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        words(text).forEach(word -> stages.add(Stage.valueOf(word)));
        return stages;
    }

    private static List<String> words(String text) {
        Matcher matcher = STAGE.matcher(text);
        return matcher.results().map(java.util.regex.MatchResult::group).toList();
    }
}
