package com.nexar.fulfilment.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What was built, as the image holds it at /deployments: the folder with the jar, or the native executable, whichever was built last.
 * {@code -Dfacade.artefact=<folder or executable>} names another.
 */
record Artefact(Path path) {

    private static final Path JAR = Path.of("target", "quarkus-app");
    private static final Path JVM = Path.of("kubernetes", "components", "jvm", "deployment.yaml");
    private static final Path BASE = Path.of("kubernetes", "base", "deployment.yaml");

    static Artefact built() {
        String named = System.getProperty("facade.artefact");
        Path path = named != null ? Path.of(named) : last();
        return new Artefact(path.toAbsolutePath());
    }

    boolean isNative() {
        return Files.isRegularFile(path);
    }

    /**
     * As the manifests have it started.
     *
     * @param deployments where the artefact is, inside the pod
     * @param java the JVM to use, inside the pod
     */
    List<String> command(String deployments, String java) {
        List<String> command = new ArrayList<>();
        if (isNative()) {
            command.add(deployments + "/fulfilment-facade");
            Manifests.file(BASE).container("facade").path("args").forEach(each -> command.add(each.asText()));
            return command;
        }
        for (JsonNode each : Manifests.file(JVM).container("facade").path("command")) {
            command.add(each.asText());
        }
        command.set(0, java);
        // the cache is made by the image's build, and not by every build
        command.removeIf(each -> each.startsWith("-XX:AOTCache=") && !Files.exists(path.resolve("app.aot")));
        return command;
    }

    /** Quarkus writes it down at the end of each build. */
    private static Path last() {
        Properties built = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("target", "quarkus-artifact.properties"))) {
            built.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is packaged; ./mvnw package does it", e);
        }
        boolean executable = "native".equals(built.getProperty("type"));
        return executable ? Path.of("target", built.getProperty("path")) : JAR;
    }
}
