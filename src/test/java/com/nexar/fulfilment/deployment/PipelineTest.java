package com.nexar.fulfilment.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pipeline, which cannot run here: what can be read off it. */
class PipelineTest {

    /** What a step of the images is known by, and its name here. */
    private static final Map<String, String> STEPS = Map.of(
            "build-push-action", "build",
            "trivy-action", "scan",
            ".ci/image-starts", "start",
            "docker push", "push",
            "cosign sign", "sign");

    @ParameterizedTest
    @ValueSource(strings = {"verify", "release"})
    void actions_are_taken_by_commit_and_the_version_is_said_beside_it(String name) throws IOException {
        List<String> used = Files.readAllLines(file(name)).stream()
                .filter(line -> line.matches("\\s*(- )?uses:.*"))
                .map(line -> line.replaceFirst(".*uses:\\s*", ""))
                .filter(action -> !action.startsWith("./"))
                .toList();

        assertThat(used)
                .isNotEmpty()
                .allMatch(action -> action.matches("[\\w.-]+/[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "release"})
    void nothing_in_it_moves_by_itself_and_nothing_may_more_than_it_needs(String name) {
        JsonNode workflow = workflow(name);

        assertThat(workflow.path("permissions").toString()).isEqualTo("{\"contents\":\"read\"}");
        for (JsonNode job : workflow.path("jobs")) {
            if (!job.has("uses")) {
                assertThat(job.path("timeout-minutes").asInt()).isPositive();
                assertThat(job.path("runs-on").asText()).matches("[a-z]+-[\\d.]+");
            }
        }
    }

    @Test
    void all_forms_that_are_shipped_are_tested_and_confined() {
        JsonNode jobs = workflow("verify").path("jobs");

        assertThat(said(jobs.path("jar"))).contains("./mvnw -B -ntp verify\n").contains("-Dit.test=ConfinedIT");
        assertThat(said(jobs.path("native")))
                .contains("./mvnw -B -ntp verify -Dnative ")
                .containsPattern("sudo .* -Dnative .*-Dit.test=ConfinedIT");
        assertThat(said(jobs.path("aot"))).contains("./mvnw -B -ntp verify -Daot -Dit.test=AotTrainingIT");
    }

    @Test
    void scanned_are_the_SBOM_the_brands_as_they_are_applied_and_the_recipes() {
        List<String> scanned = new ArrayList<>();
        for (JsonNode step : workflow("verify").at("/jobs/jar/steps")) {
            if (step.path("uses").asText().contains("trivy-action")) {
                assertThat(step.at("/with/exit-code").asText()).isEqualTo("1");
                scanned.add(step.at("/with/scan-type").asText() + " "
                        + step.at("/with/scan-ref").asText());
            }
        }
        assertThat(scanned).containsExactly("sbom target/bom.json", "config target/rendered", "config src/main/docker");
        assertThat(said(workflow("verify").at("/jobs/jar"))).contains("kubectl kustomize", "target/rendered");
    }

    @Test
    void a_release_is_all_that_a_change_is_and_more() {
        JsonNode jobs = workflow("release").path("jobs");
        assertThat(jobs.at("/verify/uses").asText()).isEqualTo("./.github/workflows/verify.yml");
        assertThat(workflow("verify").path("on").has("workflow_call")
                        || workflow("verify").path("true").has("workflow_call"))
                .isTrue();
        assertThat(said(jobs.path("twice"))).contains(".ci/reproducible", "@sha256:");
        assertThat(jobs.at("/image/needs")).extracting(JsonNode::asText).containsExactly("verify", "twice");
    }

    @Test
    void an_image_is_built_scanned_started_pushed_and_signed_in_this_order() {
        JsonNode image = workflow("release").at("/jobs/image");
        List<String> forms = image.at("/strategy/matrix/include").findValuesAsText("form");
        assertThat(forms)
                .containsExactly("native", "jvm")
                .allMatch(form -> Files.exists(Path.of("src/main/docker/Dockerfile." + form)));
        List<String> steps = new ArrayList<>();
        image.path("steps")
                .forEach(step -> STEPS.forEach((known, name) -> {
                    if ((step.path("uses").asText() + step.path("run").asText()).contains(known)) {
                        steps.add(name);
                    }
                }));
        assertThat(steps).containsExactly("build", "scan", "start", "push", "sign");
        assertThat(said(image))
                .as("a registry knows no upper case")
                .contains("${GITHUB_REPOSITORY,,}")
                .doesNotContain("github.repository");
        assertThat(image.at("/permissions/id-token").asText()).isEqualTo("write");
    }

    @Test
    void an_image_is_started_as_a_pod_starts_it() throws IOException {
        assertThat(Files.readString(Path.of(".ci/image-starts")))
                .contains("--read-only --tmpfs /tmp", "--user " + Confinement.UID, "/q/health/ready");
        assertThat(Path.of(".ci/image-starts")).isExecutable();
    }

    /** All that it runs, a line each. */
    private static String said(JsonNode job) {
        return String.join("\n", job.findValuesAsText("run")) + "\n";
    }

    private static JsonNode workflow(String name) {
        return Manifests.file(file(name)).all().getFirst();
    }

    private static Path file(String name) {
        return Path.of(".github/workflows/" + name + ".yml");
    }
}
