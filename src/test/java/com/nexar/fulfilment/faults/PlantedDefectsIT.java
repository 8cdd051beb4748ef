package com.nexar.fulfilment.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.faults.agent.Defect;
import com.nexar.fulfilment.faults.checks.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The harness can fail: with each of ten defects planted, the same seeds that the clean product passes ({@link SeededFaultsIT}) break
 * a promise. The checker is not told which defect is on. The table is {@code target/faults/defects.md}.
 */
@Tag("faults")
class PlantedDefectsIT {

    private static final long SEEDS = 20;

    /** The promises about operations; that the feed shows a defect, too, does not count. */
    private static final Set<String> JUDGES =
            IntStream.rangeClosed(1, 11).mapToObj(number -> "I" + number).collect(Collectors.toSet());

    private record Find(long seed, List<Violation> violations, long seconds) {

        String invariants() {
            return violations.stream().map(Violation::invariant).distinct().collect(Collectors.joining(", "));
        }
    }

    /** All of them, or those that {@code -Ddefects=no-fencing,token-per-pod} names. */
    private static List<Defect> planted() {
        String some = System.getProperty("defects", "");
        return some.isBlank()
                ? List.of(Defect.values())
                : Arrays.stream(some.split(",")).map(Defect::of).toList();
    }

    @ParameterizedTest
    @MethodSource("planted")
    void a_planted_defect_is_found_within_twenty_seeds(Defect defect) throws IOException {
        Find find = find(defect.key());
        note(defect.key(), find);
        assertThat(find).as("a seed that finds " + defect).isNotNull();
    }

    private static Find find(String defect) {
        long start = System.nanoTime();
        try (Stacks stacks = new Stacks(defect)) {
            for (long seed : LongStream.rangeClosed(1, SEEDS).toArray()) {
                SeedPlan plan = SeedPlan.of(seed);
                SeededRun.Result result = SeededRun.of(stacks.of(plan), plan);
                System.out.println(defect + ", " + Tale.line(result));
                List<Violation> found = result.violations().stream()
                        .filter(each -> JUDGES.contains(each.invariant()))
                        .toList();
                if (!found.isEmpty()) {
                    found.stream().limit(5).forEach(System.out::println);
                    return new Find(seed, found, (System.nanoTime() - start) / 1_000_000_000L);
                }
            }
            return null;
        }
    }

    private static void note(String defect, Find find) throws IOException {
        Files.createDirectories(Tale.FOLDER);
        var table = Tale.FOLDER.resolve("defects.md");
        if (Files.notExists(table)) {
            Files.writeString(table, "| defect | found by | seed | seconds |\n|---|---|---|---|\n");
        }
        String row = find == null
                ? "| %s | – | – | – |%n".formatted(defect)
                : "| %s | %s | %d | %d |%n".formatted(defect, find.invariants(), find.seed(), find.seconds());
        Files.writeString(table, row, StandardOpenOption.APPEND);
    }
}
