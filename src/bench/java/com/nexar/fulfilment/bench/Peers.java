package com.nexar.fulfilment.bench;

import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.sandbox.PlaygroundDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The programs of {@code src/bench/peers}: each is built where its artefact is missing, and is absent where that cannot be done. */
final class Peers {

    private static final Path HOME = Path.of("src", "bench", "peers").toAbsolutePath();
    private static final int BUILDS_WITHIN_MINUTES = 10;
    private static final String ORDERS = Facade.BLR1 + "/orders?limit=1";

    private Peers() {}

    static Optional<StartedService> vertxProxy(String upstream) throws IOException, InterruptedException {
        Optional<StartForm> form = jar("vertx-proxy")
                .map(jar -> StartForm.of(
                        "vertx-proxy",
                        HOME,
                        List.of(StartForm.JAVA, StartForm.HEAP, StartForm.COLLECTOR),
                        List.of("-jar", jar.toString()),
                        "/sandbox/variants",
                        Map.of("upstream", upstream),
                        "port"));
        return started(form);
    }

    static Optional<StartedService> springBoot(BenchDatabase database, String easyecom)
            throws IOException, InterruptedException {
        return started(springBoot(database.jdbcUrl(), easyecom));
    }

    /** @param jdbcUrl of a database with the facade's tables */
    static Optional<StartForm> springBoot(String jdbcUrl, String easyecom) throws IOException, InterruptedException {
        Map<String, String> settings = Map.of(
                "spring.datasource.url",
                jdbcUrl,
                "spring.datasource.username",
                PlaygroundDatabase.OWNER,
                "spring.datasource.password",
                PlaygroundDatabase.PASSWORD,
                "easyecom.url",
                easyecom,
                "peer.key-sha256",
                Ground.sha256(Facade.KEY));
        return springBootJar()
                .map(jar -> StartForm.of(
                        "spring-boot",
                        HOME,
                        List.of(StartForm.JAVA, StartForm.HEAP, StartForm.COLLECTOR),
                        List.of("-jar", jar.toString()),
                        ORDERS,
                        settings,
                        "server.port"));
    }

    /** Of the peer that Spring Boot is, built where it was missing. */
    static Optional<Path> springBootJar() throws IOException, InterruptedException {
        return jar("spring-boot");
    }

    /** What the peer on Spring Boot does, on what the facade stands on: the least that it can cost there. */
    static Optional<StartedService> quarkusJdbc(BenchDatabase database, String easyecom)
            throws IOException, InterruptedException {
        Path run = Path.of("quarkus-app", "quarkus-run.jar");
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("quarkus.datasource.username", PlaygroundDatabase.OWNER);
        settings.put("quarkus.datasource.password", PlaygroundDatabase.PASSWORD);
        settings.put("easyecom.url", easyecom);
        settings.put("peer.key-sha256", Ground.sha256(Facade.KEY));
        return started(jar("quarkus-jdbc", run)
                .map(jar -> StartForm.jar(
                        "quarkus-jdbc", jar.getParent(), List.of(), Facade.BLR1 + "/connection", settings)));
    }

    static Optional<StartedService> fastify(BenchDatabase database, String easyecom)
            throws IOException, InterruptedException {
        Path folder = HOME.resolve("fastify");
        if (!Files.isDirectory(folder.resolve("node_modules"))
                && !built("fastify", folder, List.of("npm", "ci", "--ignore-scripts"))) {
            return Optional.empty();
        }
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(
                "DATABASE_URL",
                "postgres://" + PlaygroundDatabase.OWNER + ":" + PlaygroundDatabase.PASSWORD + "@127.0.0.1:"
                        + database.port() + "/fulfilment");
        settings.put("EASYECOM_URL", easyecom);
        settings.put("KEY_SHA256", Ground.sha256(Facade.KEY));
        return started(Optional.of(
                StartForm.of("fastify", folder, List.of("node", "server.js"), List.of(), ORDERS, settings, "PORT")));
    }

    private static Optional<StartedService> started(Optional<StartForm> form) throws IOException {
        if (form.isEmpty()) {
            return Optional.empty();
        }
        StartedService service =
                StartedService.start(form.get(), Report.OUT.resolve(form.get().name() + ".log"));
        service.firstAnswer();
        return Optional.of(service);
    }

    private static Optional<Path> jar(String name) throws IOException, InterruptedException {
        return jar(name, Path.of(name + ".jar"));
    }

    private static Optional<Path> jar(String name, Path built) throws IOException, InterruptedException {
        Path folder = HOME.resolve(name);
        Path jar = folder.resolve("target").resolve(built);
        String mvnw = Path.of("mvnw").toAbsolutePath().toString();
        boolean there = Files.exists(jar) || built(name, folder, List.of(mvnw, "-q", "-f", "pom.xml", "package"));
        return there ? Optional.of(jar) : Optional.empty();
    }

    private static boolean built(String name, Path folder, List<String> command)
            throws IOException, InterruptedException {
        Process build;
        try {
            build = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Report.OUT
                            .resolve("build-" + name + ".log")
                            .toAbsolutePath()
                            .toFile())
                    .start();
        } catch (IOException noSuchProgram) {
            return false;
        }
        if (!build.waitFor(BUILDS_WITHIN_MINUTES, TimeUnit.MINUTES)) {
            build.destroyForcibly();
            return false;
        }
        return build.exitValue() == 0;
    }
}
