package com.nexar.fulfilment.sandbox;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Dev mode's way in: where no database is configured, it starts the playground first. What it starts is remembered in system
 * properties, because live reload runs this again with other class loaders.
 */
@QuarkusMain(name = DevMode.NAME)
public class DevMode {
    static final String NAME = "dev";

    private static final String JDBC_URL = "quarkus.datasource.jdbc.url";
    private static final String SANDBOX_URL = "fulfilment.playground.sandbox-url";
    private static final int SANDBOX_PORT = 8095;

    public static void main(String... arguments) {
        if (ConfigProvider.getConfig().getOptionalValue(JDBC_URL, String.class).isEmpty()
                && System.getProperty(SANDBOX_URL) == null) {
            startPlayground();
        }
        Quarkus.run(arguments);
    }

    private static void startPlayground() {
        try {
            Path target = Path.of(System.getProperty("fulfilment.playground.target", "target"));
            String classPath = target.resolve("classes")
                    + System.getProperty("path.separator")
                    + Files.readString(target.resolve("sandbox.classpath")).strip();
            Path java = Path.of(System.getProperty("java.home"), "bin", "java");
            Process process = new ProcessBuilder(
                            java.toString(),
                            "-Xmx256m",
                            "-cp",
                            classPath,
                            PlaygroundMain.class.getName(),
                            Integer.toString(SANDBOX_PORT))
                    .redirectError(target.resolve("playground.log").toFile())
                    .start();
            String[] ready = ready(process)
                    .orElseThrow(() -> new IllegalStateException(
                            "The playground did not start; see " + target.resolve("playground.log")));
            System.setProperty(SANDBOX_URL, ready[1]);
            System.setProperty(JDBC_URL, ready[2]);
            System.setProperty("quarkus.datasource.username", PlaygroundDatabase.APPLICATION);
            System.setProperty("quarkus.datasource.password", PlaygroundDatabase.PASSWORD);
            System.setProperty("quarkus.flyway.username", PlaygroundDatabase.OWNER);
            System.setProperty("quarkus.flyway.password", PlaygroundDatabase.PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String[]> ready(Process process) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(PlaygroundMain.READY)) {
                return Optional.of(line.split(" "));
            }
        }
        return Optional.empty();
    }
}
