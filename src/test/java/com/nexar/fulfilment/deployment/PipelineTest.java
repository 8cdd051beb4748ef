package com.nexar.fulfilment.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pipeline, which cannot run here: what can be read off it. */
class PipelineTest {

    @ParameterizedTest
    @ValueSource(strings = {"verify", "release"})
    void nothing_in_it_moves_by_itself_and_nothing_may_more_than_it_needs(String name) {
        JsonNode workflow = workflow(name);
        List<String> used = workflow.findValuesAsText("uses");

        assertThat(used)
                .isNotEmpty()
                .allMatch(action -> action.matches("[\\w.-]+/[\\w./-]+@(v?\\d+\\.\\d+\\.\\d+|[0-9a-f]{40})"));
        assertThat(workflow.path("permissions").toString()).isEqualTo("{\"contents\":\"read\"}");
        for (JsonNode job : workflow.path("jobs")) {
            assertThat(job.path("timeout-minutes").asInt()).isPositive();
            assertThat(job.path("runs-on").asText()).doesNotContain("latest");
        }
        assertThat(workflow.findValuesAsText("run")).contains("./mvnw -B -ntp verify");
    }

    @Test
    void a_release_is_built_scanned_pushed_and_signed_in_this_order_for_both_images() {
        JsonNode image = workflow("release").at("/jobs/image");
        assertThat(image.path("needs").asText()).isEqualTo("verify");
        List<String> forms = image.at("/strategy/matrix/include").findValuesAsText("form");
        assertThat(forms)
                .containsExactly("native", "jvm")
                .allMatch(form -> Files.exists(Path.of("src/main/docker/Dockerfile." + form)));
        List<String> steps = new ArrayList<>();
        image.path("steps")
                .forEach(step ->
                        steps.add(step.path("uses").asText() + step.path("run").asText()));
        assertThat(steps.stream()
                        .map(step -> step.contains("build-push-action")
                                ? "build"
                                : step.contains("trivy-action")
                                        ? "scan"
                                        : step.contains("docker push")
                                                ? "push"
                                                : step.contains("cosign sign") ? "sign" : "")
                        .filter(step -> !step.isEmpty()))
                .containsExactly("build", "scan", "push", "sign");
        assertThat(image.at("/permissions/id-token").asText()).isEqualTo("write");
    }

    private static JsonNode workflow(String name) {
        return Manifests.file(Path.of(".github/workflows/" + name + ".yml"))
                .all()
                .getFirst();
    }
}
