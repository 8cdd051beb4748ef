package com.nexar.fulfilment;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** What the build made last, jar or native executable, and how it is started. */
public final class Artefact {

    private static final Path TARGET = Path.of("target");

    private Artefact() {}

    /** With these settings as system properties, which both forms understand. */
    public static List<String> command(String heap, Map<String, String> settings) {
        Properties built = built();
        String path = TARGET.resolve(built.getProperty("path")).toAbsolutePath().toString();
        boolean executable = "native".equals(built.getProperty("type"));
        List<String> command = new ArrayList<>();
        command.add(
                executable
                        ? path
                        : Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString());
        command.add("-Xmx" + heap);
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        if (!executable) {
            command.addAll(List.of("-jar", path));
        }
        return command;
    }

    /** Which Quarkus writes at the end of each build. */
    private static Properties built() {
        Properties built = new Properties();
        try (Reader file = Files.newBufferedReader(TARGET.resolve("quarkus-artifact.properties"))) {
            built.load(file);
            return built;
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is packaged; ./mvnw package does it", e);
        }
    }
}
