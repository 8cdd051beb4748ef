package com.nexar.fulfilment.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.sandbox.PlaygroundDatabase;
import com.nexar.fulfilment.sandbox.Sandbox;
import com.nexar.fulfilment.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * From the start of a process to its first answer out of a database that is already migrated, and the memory that it then holds:
 * each form that was built, in turns, beside a bare Quarkus with PostgreSQL. What was not built is left out and named.
 */
class StartBench {

    static final String KEY = "bench-key";

    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    private static final int REQUESTS = 200;
    private static final Duration SETTLES = Duration.ofSeconds(5);
    private static final Path OUT = Path.of("target", "bench");
    private static final Path APP = Path.of("target", "quarkus-app");
    private static final Path BARE = Path.of("src", "bench", "peers", "bare-quarkus", "target");

    private final Map<String, Samples> millis = new LinkedHashMap<>();
    private final Map<String, Samples> cpu = new LinkedHashMap<>();
    private final Map<String, Samples> first = new LinkedHashMap<>();
    private final Map<String, Samples> later = new LinkedHashMap<>();

    @Test
    void start_to_the_first_answer_out_of_the_database_and_memory() throws IOException {
        Files.createDirectories(OUT);
        try (PlaygroundDatabase database = PlaygroundDatabase.startDurable(folder -> {});
                Sandbox sandbox = Sandbox.start(SandboxSettings.demo())) {
            database.create("bare");
            List<StartForm> forms = forms(facade(database, sandbox), bare(database));
            assertThat(forms).as("forms that were built").isNotEmpty();
            for (StartForm form : forms) {
                round(form.with("quarkus.flyway.migrate-at-start", "true"), false);
            }
            for (int round = 0; round < ROUNDS; round++) {
                List<StartForm> turns = new ArrayList<>(forms);
                Collections.rotate(turns, round);
                for (StartForm form : turns) {
                    // as on Kubernetes, where a container of its own has migrated
                    round(form.with("quarkus.flyway.migrate-at-start", "false"), true);
                }
            }
        }
        String table = table();
        System.out.println(table);
        Files.writeString(OUT.resolve("start.md"), table);
    }

    private void round(StartForm form, boolean counts) throws IOException {
        try (StartedService service =
                StartedService.start(form, OUT.resolve(form.name().replace(' ', '-') + ".log"))) {
            Duration answered = service.firstAnswer();
            double used = service.cpuSeconds();
            double resident = service.residentMegabytes();
            for (int n = 0; n < REQUESTS; n++) {
                assertThat(service.status()).isEqualTo(200);
            }
            LockSupport.parkNanos(SETTLES.toNanos());
            if (counts) {
                add(millis, form, answered.toNanos() / 1e6);
                add(cpu, form, used);
                add(first, form, resident);
                add(later, form, service.residentMegabytes());
            }
        }
    }

    private static void add(Map<String, Samples> figures, StartForm form, double value) {
        figures.computeIfAbsent(form.name(), name -> new Samples()).add(value);
    }

    private static List<StartForm> forms(Map<String, String> facade, Map<String, String> bare) throws IOException {
        String orders = "/v1/brands/acme/locations/blr1/orders?limit=1";
        List<StartForm> forms = new ArrayList<>();
        for (Path runner : runners(Path.of("target"))) {
            forms.add(StartForm.executable("native", runner, orders, facade));
        }
        for (Path runner : runners(BARE)) {
            forms.add(StartForm.executable("bare native", runner, "/parcels", bare));
        }
        if (Files.exists(APP.resolve("app.aot"))) {
            forms.add(StartForm.jar("JVM with AOT cache", APP, "-XX:AOTCache=app.aot", orders, facade));
        }
        if (Files.exists(APP.resolve("quarkus-run.jar"))) {
            forms.add(StartForm.jar("JVM", APP, "-XX:AOTMode=off", orders, facade));
        }
        return forms;
    }

    private static List<Path> runners(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith("-runner"))
                    .limit(1)
                    .toList();
        }
    }

    private static Map<String, String> bare(PlaygroundDatabase database) {
        return Map.of(
                "quarkus.datasource.jdbc.url",
                database.jdbcUrl().replaceAll("/fulfilment$", "/bare"),
                "quarkus.datasource.username",
                PlaygroundDatabase.OWNER,
                "quarkus.datasource.password",
                PlaygroundDatabase.PASSWORD);
    }

    private static Map<String, String> facade(PlaygroundDatabase database, Sandbox sandbox) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("fulfilment.secrets.key", Base64.getEncoder().encodeToString(new byte[32]));
        settings.put("fulfilment.brands.acme.easyecom.url", sandbox.url());
        settings.put("fulfilment.brands.acme.easyecom.api-key", "demo-api-key-0000");
        settings.put("fulfilment.brands.acme.easyecom.email", "api.user@example.com");
        settings.put("fulfilment.brands.acme.easyecom.password", "demo-password");
        settings.put("fulfilment.brands.acme.easyecom.tier", "UNLIMITED");
        settings.put("fulfilment.brands.acme.locations.blr1.key", "nx1000000001");
        settings.put("fulfilment.clients.bench.key-sha256", Ground.sha256(KEY));
        settings.put("fulfilment.clients.bench.brands", "acme");
        return settings;
    }

    private String table() {
        StringBuilder table = new StringBuilder("Median of " + ROUNDS + " rounds, in turns; -Xmx256m each.\n\n"
                + "| form | first answer, ms | CPU until then, s | RSS then, MB | RSS after " + REQUESTS
                + " requests and " + SETTLES.toSeconds() + " s, MB |\n|---|---|---|---|---|\n");
        millis.keySet()
                .forEach(name -> table.append(String.format(
                        Locale.ROOT,
                        "| %s | %.0f | %.2f | %.0f | %.0f |%n",
                        name,
                        millis.get(name).median(),
                        cpu.get(name).median(),
                        first.get(name).median(),
                        later.get(name).median())));
        table.append("\nRatios, median (range):\n\n");
        ratio(table, "native", "bare native", "goal: start at most 1.5, RSS at most 1.2");
        ratio(table, "JVM with AOT cache", "JVM", "goal: CPU at most 0.5");
        return table.toString();
    }

    private void ratio(StringBuilder table, String one, String other, String goal) {
        if (!millis.containsKey(one) || !millis.containsKey(other)) {
            table.append("- " + one + " over " + other + ": not both were built\n");
            return;
        }
        table.append("- " + one + " over " + other + ": start "
                + millis.get(one).over(millis.get(other)) + ", CPU "
                + cpu.get(one).over(cpu.get(other)) + ", RSS at the first answer "
                + first.get(one).over(first.get(other)) + ", RSS later "
                + later.get(one).over(later.get(other)) + " (" + goal + ")\n");
    }
}
