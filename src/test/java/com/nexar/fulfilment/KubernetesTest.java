package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Kubernetes base: what keeps a pod small, private and replaceable, and settings that the code really reads. */
class KubernetesTest {

    private static final Path BASE = Path.of("kubernetes/base");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Pattern LITERAL = Pattern.compile("--from-literal=([A-Z0-9_]+)=");

    @Test
    void the_kustomization_names_every_file_of_the_base() throws IOException {
        JsonNode kustomization = read("kustomization.yaml");
        List<String> named = new ArrayList<>(List.of("kustomization.yaml"));
        kustomization.path("resources").forEach(file -> named.add(file.asText()));
        kustomization.findValues("files").forEach(files -> files.forEach(file -> named.add(file.asText())));
        try (Stream<Path> files = Files.list(BASE)) {
            assertThat(files.map(file -> file.getFileName().toString()).toList())
                    .containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void a_pod_is_nobody_writes_nowhere_but_tmp_and_has_limits() throws IOException {
        JsonNode pod = pod();
        JsonNode container = pod.path("containers").get(0);

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                .isFalse();
        assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                .isEqualTo("ALL");
        assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
        assertThat(container.at("/resources/limits/cpu").asText()).isNotEmpty();
        assertThat(writable(container)).containsExactly("/tmp");
        assertThat(pod.path("volumes"))
                .anyMatch(volume -> "tmp".equals(volume.path("name").asText()) && volume.has("emptyDir"));
    }

    @Test
    void a_pod_has_no_token_of_Kubernetes() throws IOException {
        assertThat(read("service-account.yaml")
                        .path("automountServiceAccountToken")
                        .asBoolean(true))
                .isFalse();
        assertThat(pod().path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod().path("serviceAccountName").asText())
                .isEqualTo(read("service-account.yaml").at("/metadata/name").asText());
    }

    @Test
    void two_pods_are_probed_on_the_management_port() throws IOException {
        assertThat(read("deployment.yaml").at("/spec/replicas").asInt()).isEqualTo(2);
        assertThat(read("disruption-budget.yaml").at("/spec/minAvailable").asInt())
                .isEqualTo(1);
        JsonNode container = pod().path("containers").get(0);
        Map<String, String> probes =
                Map.of("startupProbe", "started", "livenessProbe", "live", "readinessProbe", "ready");
        probes.forEach((probe, path) -> {
            assertThat(container.path(probe).at("/httpGet/path").asText()).isEqualTo("/q/health/" + path);
            assertThat(container.path(probe).at("/httpGet/port").asText()).isEqualTo("management");
        });
        assertThat(container.path("ports"))
                .anyMatch(port -> "management".equals(port.path("name").asText())
                        && port.path("containerPort").asInt() == 9000);
        assertThat(read("service.yaml").at("/spec/ports")).hasSize(1);
    }

    @Test
    void the_heap_is_smaller_than_the_memory_limit() throws IOException {
        JsonNode container = pod().path("containers").get(0);
        String options = environment(container).get("JAVA_OPTS_APPEND");

        assertThat(container.path("command").toString()).contains("$JAVA_OPTS_APPEND");
        assertThat(megabytes(options.replaceAll(".*-Xmx(\\d+)m.*", "$1Mi")))
                .isLessThan(megabytes(container.at("/resources/limits/memory").asText()));
    }

    @Test
    void no_secret_is_committed() throws IOException {
        try (Stream<Path> files = Files.list(BASE)) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContain("kind: Secret")
                        .doesNotContainPattern(
                                "(?im)^[^#\\n]*(password|api-key|token)[ \"']*[=:] *[^ $\\n]+[a-z0-9]{6}");
            }
        }
    }

    @Test
    void the_settings_file_and_the_secret_of_the_README_are_all_that_a_start_needs() throws Exception {
        Properties properties = new Properties();
        properties.load(Files.newBufferedReader(BASE.resolve("application.properties")));
        Map<String, String> settings = new HashMap<>();
        properties.forEach((key, value) -> settings.put(key.toString(), value.toString()));
        Map<String, String> secret = new HashMap<>();
        List<String> keys = LITERAL.matcher(Readme.section("## Operations: what to do when …"))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        keys.forEach(key -> secret.put(key, key.endsWith("SHA256") ? "0".repeat(64) : "secret-" + key));

        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(
                        new PropertiesConfigSource(settings, "application.properties", 250),
                        new EnvConfigSource(secret, 300));
        for (var each : RoomsTest.MAIN) {
            if (each.isAnnotatedWith(ConfigMapping.class)) {
                builder.withMapping(Class.forName(each.getName()));
            }
        }
        builder.withConverter(
                io.quarkus.runtime.configuration.MemorySize.class,
                100,
                new io.quarkus.runtime.configuration.MemorySizeConverter());
        builder.withConverter(java.time.Duration.class, 100, new io.quarkus.runtime.configuration.DurationConverter());
        SmallRyeConfig config = builder.build();

        assertThat(config.getValue("fulfilment.brands.acme.easyecom.password", String.class))
                .isEqualTo("secret-FULFILMENT_BRANDS_ACME_EASYECOM_PASSWORD");
        assertThat(config.getValue("fulfilment.clients.nexar-wms.key-sha256", String.class))
                .hasSize(64);
        assertThat(config.getValue("quarkus.datasource.password", String.class)).startsWith("secret-");
        assertThat(config.getValue("quarkus.flyway.password", String.class)).startsWith("secret-");
        assertThat(config.getValue("fulfilment.board.behind-https", Boolean.class))
                .as("TLS ends before the pods")
                .isTrue();
    }

    private static List<String> writable(JsonNode container) {
        List<String> paths = new ArrayList<>();
        container.path("volumeMounts").forEach(mount -> {
            if (!mount.path("readOnly").asBoolean()) {
                paths.add(mount.path("mountPath").asText());
            }
        });
        return paths;
    }

    private static Map<String, String> environment(JsonNode container) {
        Map<String, String> environment = new HashMap<>();
        container
                .path("env")
                .forEach(each -> environment.put(
                        each.path("name").asText(), each.path("value").asText()));
        return environment;
    }

    private static int megabytes(String size) {
        assertThat(size).matches("\\d+Mi");
        return Integer.parseInt(size.replace("Mi", ""));
    }

    private static JsonNode pod() throws IOException {
        return read("deployment.yaml").at("/spec/template/spec");
    }

    private static JsonNode read(String file) throws IOException {
        return YAML.readTree(BASE.resolve(file).toFile());
    }
}
