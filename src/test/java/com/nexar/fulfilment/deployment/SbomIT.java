package com.nexar.fulfilment.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** target/bom.json names every jar that is shipped, with its licence; the list of licences is in the jar. */
class SbomIT {

    private static final Path LIBRARIES = Path.of("target/quarkus-app/lib");
    private static JsonNode bom;

    @BeforeAll
    static void read() throws IOException {
        bom = new ObjectMapper().readTree(Path.of("target/bom.json").toFile());
    }

    @Test
    void every_jar_that_is_shipped_is_named() throws IOException {
        Set<String> named = new TreeSet<>();
        bom.path("components")
                .forEach(each -> named.add(
                        each.path("group").asText() + "." + each.path("name").asText() + "-"
                                + each.path("version").asText()));
        Set<String> shipped = new TreeSet<>();
        try (Stream<Path> files = Files.walk(LIBRARIES)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .forEach(name -> shipped.add(name.substring(0, name.length() - ".jar".length())));
        }

        assertThat(shipped).hasSizeGreaterThan(150);
        assertThat(named).containsAll(shipped);
        assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bom.at("/metadata/component/name").asText()).isEqualTo("fulfilment-facade");
    }

    @Test
    void each_has_an_address_a_hash_and_a_licence() {
        for (JsonNode each : bom.path("components")) {
            String what = each.path("purl").asText();
            assertThat(what).startsWith("pkg:maven/");
            assertThat(each.path("hashes").findValuesAsText("alg")).as(what).contains("SHA-256");
            assertThat(each.path("licenses")).as(what).isNotEmpty();
        }
    }

    @Test
    void the_list_of_licences_is_in_the_jar() throws IOException {
        Path jar;
        try (Stream<Path> files = Files.list(Path.of("target/quarkus-app/app"))) {
            jar = files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
        try (JarFile content = new JarFile(jar.toFile())) {
            String list = new String(
                    content.getInputStream(content.getEntry("THIRD-PARTY.txt")).readAllBytes(),
                    java.nio.charset.StandardCharsets.UTF_8);
            assertThat(list)
                    .contains("io.quarkus:quarkus-rest:")
                    .contains("org.postgresql:postgresql:")
                    .doesNotContain("Unknown license");
        }
    }
}
