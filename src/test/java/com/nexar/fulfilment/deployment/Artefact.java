package com.nexar.fulfilment.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was built, as the image holds it at /deployments: the folder with the jar, or the native executable after {@code -Dnative}.
 * {@code -Dfacade.artefact=<folder or executable>} names another.
 */
record Artefact(Path path) {

    private static final Path JAR = Path.of("target", "quarkus-app");
    private static final Path JVM = Path.of("kubernetes", "components", "jvm", "deployment.yaml");
    private static final Path BASE = Path.of("kubernetes", "base", "deployment.yaml");

    static Artefact built() {
        String named = System.getProperty("facade.artefact");
        if (named != null) {
            return new Artefact(Path.of(named).toAbsolutePath());
        }
        return new Artefact((System.getProperty("native") == null ? JAR : executable()).toAbsolutePath());
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

    private static Path executable() {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.toString().endsWith("-runner"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("-Dnative, and no executable in target"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
