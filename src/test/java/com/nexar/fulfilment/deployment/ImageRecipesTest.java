package com.nexar.fulfilment.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The image recipes, which cannot be built here: what can be read off them. */
class ImageRecipesTest {

    private static final Path FOLDER = Path.of("src/main/docker");
    private static final Pattern DEFAULT = Pattern.compile("(?m)^ARG (BUILDER|BASE)=(\\S+)$");
    private static final Pattern OPTION = Pattern.compile("-XX:[+]?\\w+(=\\S+)?");

    @ParameterizedTest
    @ValueSource(strings = {"native", "jvm"})
    void images_come_from_pinned_ones_by_arguments(String form) throws IOException {
        List<MatchResult> defaults = DEFAULT.matcher(text(form)).results().toList();

        assertThat(defaults).extracting(each -> each.group(1)).containsExactly("BUILDER", "BASE");
        assertThat(defaults)
                .extracting(each -> each.group(2))
                .allMatch(image -> image.matches("[a-z0-9./-]+:[a-zA-Z0-9._-]+(@sha256:[0-9a-f]{64})?"))
                .noneMatch(image -> image.endsWith(":latest"));
        assertThat(lines(form, "FROM")).allMatch(from -> from.matches("\\$\\{(BUILDER|BASE)}( AS [a-z]+)?"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "jvm"})
    void what_runs_is_nobody_needs_no_shell_and_says_what_it_is(String form) throws IOException {
        List<String> last = last(form);

        assertThat(values(last, "USER")).singleElement().asString().matches("[1-9]\\d{3,}");
        assertThat(values(last, "RUN")).as("there may be no shell for it").isEmpty();
        assertThat(values(last, "HEALTHCHECK")).as("nor for this").isEmpty();
        assertThat(values(last, "EXPOSE")).containsExactly("8080 9000");
        for (String command : List.of("ENTRYPOINT", "CMD")) {
            assertThat(values(last, command)).allMatch(value -> value.startsWith("[\"") && value.endsWith("]"));
        }
        assertThat(values(last, "ENTRYPOINT").getFirst()).doesNotContain("sh\"", "bash");
        assertThat(values(last, "COPY"))
                .as("nothing belongs to the process")
                .allMatch(copy -> copy.contains("--chown=0:0"));
        String labels = String.join("\n", last);
        for (String label : List.of("title", "description", "vendor", "version", "revision", "base.name")) {
            assertThat(labels).contains("org.opencontainers.image." + label + "=\"");
        }
        assertThat(labels).contains("/licenses/");
    }

    @Test
    void the_cache_is_made_with_the_flags_with_which_it_is_used() throws IOException {
        String training = String.join(" ", values(stage("jvm", "training"), "RUN"));
        String starts = values(last("jvm"), "ENTRYPOINT").getFirst();
        String manifest = Manifests.file(Path.of("kubernetes/components/jvm/deployment.yaml"))
                .container("facade")
                .path("command")
                .toString();

        assertThat(options(training)).containsExactly("-XX:+UseSerialGC");
        assertThat(options(starts)).contains("-XX:+UseSerialGC", "-XX:AOTCache=" + AotTraining.CACHE);
        assertThat(options(manifest))
                .filteredOn(option -> !option.startsWith("-Xmx"))
                .containsExactlyElementsOf(options(starts).stream()
                        .filter(option -> !option.startsWith("-XX:MaxRAM"))
                        .toList());
        assertThat(training).contains(AotTraining.class.getName());
    }

    @Test
    void only_what_is_built_from_is_sent_to_the_builder() throws IOException {
        List<String> lines = Files.readAllLines(Path.of(".dockerignore"));

        assertThat(lines).contains("*");
        for (String form : List.of("native", "jvm")) {
            for (String copy : lines(form, "COPY")) {
                if (!copy.contains("--from=")) {
                    String[] words = copy.replaceAll("--\\S+ ", "").split(" ");
                    for (int i = 0; i < words.length - 1; i++) {
                        assertThat(lines).contains("!" + words[i]);
                        assertThat(Path.of(words[i])).exists();
                    }
                }
            }
        }
    }

    /** The recipes' own are found by Renovate itself, in defaults of arguments that a FROM uses; it pins them by digest where it is told so. */
    @Test
    void updates_and_digests_are_proposed_for_every_image() throws IOException {
        JsonNode renovate = new ObjectMapper().readTree(Path.of("renovate.json").toFile());
        assertThat(renovate.path("extends").toString()).contains("docker:pinDigests", "helpers:pinGitHubActionDigests");
        assertThat(renovate.path("customManagers")).hasSize(2);
        for (JsonNode manager : renovate.path("customManagers")) {
            String file = manager.at("/managerFilePatterns/0")
                    .asText()
                    .replaceAll("^/\\^|\\$/$", "")
                    .replace("\\", "");
            assertThat(Pattern.compile(manager.at("/matchStrings/0").asText())
                            .matcher(Files.readString(Path.of(file)))
                            .results())
                    .as(file)
                    .hasSize(1);
            assertThat(manager.path("autoReplaceStringTemplate").asText()).contains("@{{{newDigest}}}");
        }
    }

    private static List<String> options(String text) {
        return OPTION.matcher(text.replace("\"", " ").replace(",", " "))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static List<String> last(String form) throws IOException {
        List<String> instructions = instructions(form);
        return instructions.subList(lastFrom(instructions), instructions.size());
    }

    private static List<String> stage(String form, String name) throws IOException {
        List<String> stage = new ArrayList<>();
        boolean inside = false;
        for (String each : instructions(form)) {
            if (each.startsWith("FROM ")) {
                inside = each.endsWith(" AS " + name);
            } else if (inside) {
                stage.add(each);
            }
        }
        return stage;
    }

    private static int lastFrom(List<String> instructions) {
        int last = 0;
        for (int i = 0; i < instructions.size(); i++) {
            last = instructions.get(i).startsWith("FROM ") ? i : last;
        }
        return last;
    }

    private static List<String> lines(String form, String instruction) throws IOException {
        return values(instructions(form), instruction);
    }

    private static List<String> values(List<String> instructions, String instruction) {
        return instructions.stream()
                .filter(each -> each.startsWith(instruction + " "))
                .map(each -> each.substring(instruction.length() + 1))
                .toList();
    }

    /** Without comments, continued lines in one. */
    private static List<String> instructions(String form) throws IOException {
        return text(form)
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .reduce("", (all, line) -> all + line + "\n")
                .replace("\\\n", " ")
                .lines()
                .toList();
    }

    private static String text(String form) throws IOException {
        return Files.readString(FOLDER.resolve("Dockerfile." + form));
    }
}
