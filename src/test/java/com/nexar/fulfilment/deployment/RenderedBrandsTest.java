package com.nexar.fulfilment.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.Readme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every brand as {@code kubectl kustomize} renders it, and one that is added as the README says. */
class RenderedBrandsTest {

    private static final String WITHOUT =
            "No kubectl with kustomize 5 or later: no brand is rendered here; KubernetesTest reads the files as they stand";

    @BeforeAll
    static void with_kubectl() {
        if (demanded(System.getenv())) {
            assertThat(Manifests.canRender()).as(WITHOUT).isTrue();
        }
        assumeTrue(Manifests.canRender(), WITHOUT);
    }

    /** In CI nothing is green that was not rendered, unless it was said (.ci/run). */
    private static boolean demanded(Map<String, String> environment) {
        return "true".equals(environment.get("CI")) && !"accepted".equals(environment.get("BRANDS_NOT_RENDERED"));
    }

    @Test
    void in_CI_a_missing_kubectl_is_a_failure_and_elsewhere_a_gap() {
        assertThat(demanded(Map.of("CI", "true"))).isTrue();
        assertThat(demanded(Map.of("CI", "true", "BRANDS_NOT_RENDERED", "accepted")))
                .isFalse();
        assertThat(demanded(Map.of())).isFalse();
    }

    static List<Path> brands() {
        return Manifests.brands();
    }

    @ParameterizedTest
    @MethodSource("brands")
    void a_brand_is_a_running_facade(Path folder) throws IOException {
        new RenderedBrand(folder.getFileName().toString(), Manifests.render(folder)).holds();
    }

    @Test
    void the_documented_step_adds_a_brand(@TempDir Path elsewhere) throws IOException, InterruptedException {
        copy(Path.of("kubernetes"), elsewhere.resolve("kubernetes"));
        Process shell = new ProcessBuilder("sh", "-e", "-c", Readme.fenced("### Another brand", "sh"))
                .directory(elsewhere.toFile())
                .inheritIO()
                .start();
        assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).isZero();

        Path zeta = elsewhere.resolve("kubernetes/brands/zeta");
        Path settings = zeta.resolve("brand.properties");
        String copied = Files.readString(settings);
        assertThatThrownBy(() -> new RenderedBrand("zeta", Manifests.render(zeta)).holds())
                .as("it cannot be left as it is")
                .hasMessageContaining("zeta/blr1 has no key");
        Files.writeString(settings, copied.replaceAll("(blr1\\.key=|bom1\\.key=)", "$1nx100000000"));
        assertThat(LocationKeys.faults(Manifests.settings(zeta.getParent())))
                .containsExactly("zeta/bom1 has the key of zeta/blr1");
        Files.writeString(settings, copied.replace("blr1.key=", "blr1.key=nx1").replace("bom1.key=", "bom1.key=nx2"));
        assertThat(LocationKeys.faults(Manifests.settings(zeta.getParent()))).isEmpty();

        Manifests rendered = Manifests.render(zeta);
        new RenderedBrand("zeta", rendered).holds();
        try (Stream<Path> files = Files.list(zeta)) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain("acme");
            }
        }
        Manifests acme = Manifests.render(elsewhere.resolve("kubernetes/brands/acme"));
        assertThat(places(rendered))
                .as("the two share nothing")
                .hasSameSizeAs(places(acme))
                .doesNotContainAnyElementsOf(places(acme));
    }

    @Test
    void a_brand_may_run_on_the_JVM_and_on_a_database_elsewhere(@TempDir Path elsewhere) throws IOException {
        copy(Path.of("kubernetes"), elsewhere.resolve("kubernetes"));
        Path kustomization = elsewhere.resolve("kubernetes/brands/acme/kustomization.yaml");
        Files.writeString(
                kustomization,
                Files.readString(kustomization)
                        .replace("components/cloudnative-pg", "components/jvm")
                        .replace("newTag: 1.0.0", "newTag: 1.0.0-jvm"));

        Manifests rendered = Manifests.render(kustomization.getParent());

        assertThat(rendered.ofKind("Cluster")).isEmpty();
        assertThat(PodSecurity.violations(rendered.pod())).isEmpty();
        assertThat(FacadePod.faults(rendered.pod())).isEmpty();
        for (String name : List.of("facade", "migrate")) {
            JsonNode container = rendered.container(name);
            assertThat(container.path("image").asText()).endsWith(":1.0.0-jvm");
            assertThat(container.path("command").get(0).asText()).isEqualTo("java");
            assertThat(container.has("args")).isFalse();
            assertThat(container.path("env"))
                    .as("what the base says is still there")
                    .hasSizeGreaterThan(1);
        }
    }

    @Test
    void alerts_and_dashboard_are_once_a_cluster() {
        Manifests rendered = Manifests.render(Path.of("kubernetes/monitoring"));

        assertThat(rendered.all()).hasSize(2);
        assertThat(rendered.one("PrometheusRule").at("/metadata/namespace").asText())
                .isEqualTo("monitoring");
        assertThat(rendered.one("ConfigMap").path("data").has("dashboard.json")).isTrue();
    }

    @Test
    void a_brand_may_have_its_alerts_beside_it(@TempDir Path elsewhere) throws IOException {
        copy(Path.of("kubernetes"), elsewhere.resolve("kubernetes"));
        Path kustomization = elsewhere.resolve("kubernetes/brands/acme/kustomization.yaml");
        String monitoring = "  - ../../components/monitoring\n";
        Files.writeString(
                kustomization,
                Files.readString(kustomization).replace(monitoring, monitoring + "  - ../../components/alerts\n"));

        Manifests rendered = Manifests.render(kustomization.getParent());

        new RenderedBrand("acme", rendered).holds();
        assertThat(rendered.one("PrometheusRule").at("/spec/groups/0/rules")).hasSizeGreaterThan(10);
        assertThat(rendered.ofKind("PodMonitor")).hasSize(1);
    }

    private static Set<String> places(Manifests manifests) {
        Set<String> places = new TreeSet<>();
        manifests
                .all()
                .forEach(each -> places.add(each.path("kind").asText() + " "
                        + each.at("/metadata/namespace").asText() + "/"
                        + Manifests.name(each).replaceAll("-[a-z0-9]{10}$", "")));
        return places;
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(from)) {
            all.forEach(files::add);
        }
        for (Path file : files) {
            Files.copy(file, to.resolve(from.relativize(file).toString()));
        }
    }
}
