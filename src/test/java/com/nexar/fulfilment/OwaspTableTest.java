package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** README.md's table of what attackers try names tests that exist, for each of the ten. */
class OwaspTableTest {

    private static final Pattern TEST = Pattern.compile("\\b[A-Z]\\w*(?:Test|IT)\\b");

    @Test
    void each_of_the_ten_has_a_test_and_every_test_that_is_named_exists() throws IOException {
        List<List<String>> rows = Readme.table("## What attackers try, and what stops them");
        Set<String> named = new TreeSet<>();
        List<String> risks = new ArrayList<>();
        for (List<String> row : rows) {
            risks.add(row.getFirst().split(" ")[0]);
            List<String> tests = TEST.matcher(row.getLast())
                    .results()
                    .map(MatchResult::group)
                    .toList();
            assertThat(tests).as(row.getFirst()).isNotEmpty();
            named.addAll(tests);
        }
        assertThat(risks)
                .containsExactly("API1", "API2", "API3", "API4", "API5", "API6", "API7", "API8", "API9", "API10");
        assertThat(classes()).containsAll(named);
    }

    private static Set<String> classes() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }
}
