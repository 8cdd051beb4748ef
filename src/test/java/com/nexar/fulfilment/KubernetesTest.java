package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.deployment.FacadePod;
import com.nexar.fulfilment.deployment.LocationKeys;
import com.nexar.fulfilment.deployment.Manifests;
import com.nexar.fulfilment.deployment.PodSecurity;
import com.nexar.fulfilment.deployment.SecretFiles;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests as they stand, without a tool: nothing is forgotten or in clear, and settings are those that the code reads. */
class KubernetesTest {

    private static final Path ALL = Path.of("kubernetes");
    private static final Path BASE = ALL.resolve("base");

    /** What of Quarkus' own is set per brand or in the secrets; fulfilment.* is held against the knobs. */
    private static final Set<String> OF_QUARKUS = Set.of(
            "quarkus.datasource.jdbc.url",
            "quarkus.datasource.username",
            "quarkus.datasource.password",
            "quarkus.flyway.username",
            "quarkus.flyway.password");

    static List<Path> brands() {
        return Manifests.brands();
    }

    @Test
    void each_kustomization_names_every_file_of_its_folder() throws IOException {
        List<Path> kustomizations;
        try (Stream<Path> files = Files.walk(ALL)) {
            kustomizations =
                    files.filter(file -> file.endsWith("kustomization.yaml")).toList();
        }
        assertThat(kustomizations).hasSizeGreaterThanOrEqualTo(6);
        for (Path kustomization : kustomizations) {
            JsonNode said = Manifests.file(kustomization).all().getFirst();
            List<String> named = new ArrayList<>(List.of("kustomization.yaml"));
            said.path("resources").forEach(file -> named.add(file.asText()));
            said.findValues("files").forEach(files -> files.forEach(file -> named.add(file.asText())));
            said.path("patches").forEach(patch -> named.add(patch.path("path").asText()));
            named.removeIf(name -> name.isEmpty() || name.startsWith("../"));
            try (Stream<Path> files = Files.list(kustomization.getParent())) {
                assertThat(files.map(file -> file.getFileName().toString()).toList())
                        .as(kustomization.toString())
                        .containsExactlyInAnyOrderElementsOf(named);
            }
        }
    }

    @Test
    void what_may_lie_in_the_spool_at_once_fits_into_tmp() {
        long papers = knob("fulfilment.easyecom.bulkhead.documents") * knob("fulfilment.documents.max-bytes");
        long bundles = knob("fulfilment.bundles.at-once") * knob("fulfilment.bundles.max-bytes");
        JsonNode tmp = null;
        for (JsonNode volume : base().pod().path("volumes")) {
            tmp = volume.path("name").asText().equals("tmp") ? volume : tmp;
        }
        long size = bytes(tmp.at("/emptyDir/sizeLimit").asText());

        assertThat(papers + bundles).isLessThan(size);
        // what is in /tmp counts here, too, and so do logs
        assertThat(bytes(base().container("facade")
                        .at("/resources/limits/ephemeral-storage")
                        .asText()))
                .isGreaterThan(size + bytes("64Mi"));
    }

    /** Its default, as the README has it; KnobsTest holds that against the code. */
    private static long knob(String key) {
        return Readme.table("## Knobs").stream()
                .filter(row -> row.getFirst().equals(key))
                .mapToLong(row -> Long.parseLong(row.get(2)))
                .findFirst()
                .orElseThrow();
    }

    private static long bytes(String mebibytes) {
        assertThat(mebibytes).endsWith("Mi");
        return Long.parseLong(mebibytes.replace("Mi", "")) * 1024 * 1024;
    }

    @Test
    void a_pod_is_nobody_writes_nowhere_but_tmp_and_has_limits() {
        Manifests base = base();
        assertThat(PodSecurity.violations(base.pod())).isEmpty();
        assertThat(FacadePod.faults(base.pod())).isEmpty();
        for (String name : List.of("facade", "migrate")) {
            JsonNode container = base.container(name);
            for (String what : List.of("memory", "cpu", "ephemeral-storage")) {
                assertThat(container.at("/resources/limits/" + what).asText())
                        .as(name + ", " + what)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void pods_are_replaced_one_by_one() {
        assertThat(Manifests.file(BASE.resolve("service.yaml")).one("Service").at("/spec/ports"))
                .as("the management port is not there")
                .hasSize(1);
        JsonNode spec = base().one("Deployment").path("spec");
        assertThat(spec.at("/strategy/rollingUpdate/maxUnavailable").asInt(1)).isZero();
        assertThat(spec.has("replicas")).as("the autoscaler counts").isFalse();
    }

    @Test
    void each_location_is_of_one_brand_and_has_a_key() {
        assertThat(LocationKeys.faults(Manifests.settings(ALL.resolve("brands"))))
                .isEmpty();
    }

    /** preStop, the 2 s of quarkus.shutdown.delay and all that follows; TerminationIT measures the 25 s. */
    @Test
    void a_pod_that_stops_has_the_time_that_it_takes() {
        int sleeps = base().container("facade")
                .at("/lifecycle/preStop/sleep/seconds")
                .asInt();
        assertThat(sleeps).isPositive();
        assertThat(base().pod().path("terminationGracePeriodSeconds").asInt()).isGreaterThan(sleeps + 25);
    }

    @Test
    void the_heap_is_smaller_than_the_memory_limit() {
        Manifests jvm = Manifests.file(ALL.resolve("components/jvm/deployment.yaml"));
        for (String name : List.of("facade", "migrate")) {
            int limit = megabytes(
                    base().container(name).at("/resources/limits/memory").asText());
            assertThat(heap(base().container(name).path("args"))).isBetween(64, limit / 2);
            assertThat(heap(jvm.container(name).path("command"))).isBetween(64, limit / 2);
        }
    }

    @Test
    void no_secret_is_committed() throws IOException {
        try (Stream<Path> files = Files.walk(ALL)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContain("kind: Secret")
                        .doesNotContain("secretGenerator")
                        .doesNotContainPattern(
                                "(?im)^[^#\\n]*(password|api-key|token|sha256|secrets\\.key)[ \"']*[=:] *[^ $\\n]+[a-z0-9]{6}");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("brands")
    void the_files_of_a_brand_and_the_secrets_of_the_README_are_all_that_a_start_needs(Path brand) throws Exception {
        String code = brand.getFileName().toString();
        Map<String, String> secret =
                SecretFiles.ofTheFacade(code, key -> key.endsWith("sha256") ? "0".repeat(64) : "secret of " + key);
        Map<String, String> owner = SecretFiles.ofTheOwner(key -> "secret of " + key);
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(
                        source(brand.resolve("brand.properties")),
                        source(BASE.resolve("base.properties")),
                        new PropertiesConfigSource(secret, "secret", 300),
                        new PropertiesConfigSource(owner, "owner", 300));
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

        assertThat(config.getValue("fulfilment.brands." + code + ".easyecom.password", String.class))
                .isEqualTo("secret of fulfilment.brands." + code + ".easyecom.password");
        assertThat(config.getValue("fulfilment.clients.nexar-wms.key-sha256", String.class))
                .hasSize(64);
        for (String key : OF_QUARKUS) {
            assertThat(config.getValue(key, String.class)).as(key).isNotEmpty();
        }
        assertThat(config.getValue("fulfilment.board.behind-https", Boolean.class))
                .as("TLS ends before the pods")
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("brands")
    void every_setting_is_one_that_the_code_reads(Path brand) throws IOException {
        Set<String> keys = new java.util.TreeSet<>();
        keys.addAll(properties(brand.resolve("brand.properties")).keySet());
        keys.addAll(properties(BASE.resolve("base.properties")).keySet());
        keys.addAll(SecretFiles.ofTheFacade("acme", key -> key).keySet());
        keys.addAll(SecretFiles.ofTheOwner(key -> key).keySet());
        List<String> knobs = Readme.table("## Knobs").stream()
                .map(row -> row.getFirst().replace(".", "\\.").replaceAll("<[a-z]+>", "[^.]+"))
                .toList();

        assertThat(keys)
                .allMatch(key -> OF_QUARKUS.contains(key) || knobs.stream().anyMatch(key::matches));
    }

    private static PropertiesConfigSource source(Path file) throws IOException {
        return new PropertiesConfigSource(properties(file), file.toString(), 300);
    }

    private static Map<String, String> properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            properties.load(text);
        }
        Map<String, String> settings = new HashMap<>();
        properties.forEach((key, value) -> settings.put(key.toString(), value.toString()));
        return settings;
    }

    private static int heap(JsonNode arguments) {
        for (JsonNode each : arguments) {
            if (each.asText().startsWith("-Xmx")) {
                return megabytes(each.asText().replaceAll("-Xmx(\\d+)m", "$1Mi"));
            }
        }
        throw new AssertionError("no -Xmx in " + arguments);
    }

    private static int megabytes(String size) {
        assertThat(size).matches("\\d+Mi");
        return Integer.parseInt(size.replace("Mi", ""));
    }

    private static Manifests base() {
        return Manifests.file(BASE.resolve("deployment.yaml"));
    }
}
