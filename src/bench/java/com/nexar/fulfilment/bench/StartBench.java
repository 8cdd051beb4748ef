package com.nexar.fulfilment.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.sandbox.PlaygroundDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * From the start of a process to its first answer out of a database that is already migrated, and the memory that it then holds:
 * each form that was built, in turns, beside a bare Quarkus with PostgreSQL. What was not built is left out and named.
 */
class StartBench {

    private static final int ROUNDS = BenchMode.rounds(2, 7);
    private static final int REQUESTS = 200;
    private static final Duration SETTLES = BenchMode.seconds(1, 5);
    private static final Path APP = Path.of("target", "quarkus-app");
    private static final Path BARE = Path.of("src", "bench", "peers", "bare-quarkus", "target");
    private static final String NATIVE = "native";
    private static final String BARE_NATIVE = "bare native";
    /** The limit: what Quarkus' extensions take that the facade stands on, with nothing of the facade in them. */
    private static final String EXTENDED = "bare native with all extensions";

    private static final String ANSWERED = "first answer, ms";
    private static final String CPU = "CPU until then, s";
    private static final String FIRST = "RSS then, MB";
    private static final String LATER = "RSS after " + REQUESTS + " requests and " + SETTLES.toSeconds() + " s, MB";

    private final Figures figures = new Figures();

    @Test
    void start_to_the_first_answer_out_of_the_database_and_memory() throws Exception {
        Report report = Report.of("start", "Start to the first answer out of the database");
        try (BenchDatabase database = BenchDatabase.start();
                BenchSandbox sandbox = BenchSandbox.start()) {
            database.create("bare");
            List<StartForm> forms = forms(Facade.settings(database, sandbox.url()), bare(database));
            // last, so that its tables are there
            Peers.springBoot(database.jdbcUrl(), sandbox.url()).ifPresent(forms::add);
            assertThat(forms).as("forms that were built").isNotEmpty();
            for (StartForm form : forms) {
                turn(form.with("quarkus.flyway.migrate-at-start", "true"), false);
            }
            // as on Kubernetes, where a container of its own has migrated
            Rounds.inTurns(
                    ROUNDS, forms, (round, form) -> turn(form.with("quarkus.flyway.migrate-at-start", "false"), true));
        }
        rows(report);
        report.table(ROUNDS + " rounds, in turns; -Xmx256m each.", figures.table());
        report.plot(Plot.bars("Start to the first answer out of the database, ms", figures.of(ANSWERED)));
        report.write();
    }

    private void turn(StartForm form, boolean counts) throws IOException {
        try (StartedService service =
                StartedService.start(form, Report.OUT.resolve(form.name().replace(' ', '-') + ".log"))) {
            Duration answered = service.firstAnswer();
            double used = ProcessCpu.seconds(service.pid());
            double resident = ProcessMemory.resident(service.pid());
            for (int n = 0; n < REQUESTS; n++) {
                assertThat(service.status()).isEqualTo(200);
            }
            LockSupport.parkNanos(SETTLES.toNanos());
            if (counts) {
                figures.add(form.name(), ANSWERED, answered.toNanos() / 1e6);
                figures.add(form.name(), CPU, used);
                figures.add(form.name(), FIRST, resident);
                figures.add(form.name(), LATER, ProcessMemory.resident(service.pid()));
            }
        }
    }

    private static List<StartForm> forms(Map<String, String> facade, Map<String, String> bare) throws IOException {
        String orders = "/v1/brands/acme/locations/blr1/orders?limit=1";
        List<StartForm> forms = new ArrayList<>();
        for (Path runner : Facade.runner(Path.of("target"))) {
            forms.add(StartForm.executable(NATIVE, runner, orders, facade));
        }
        for (Path runner : Facade.runner(BARE)) {
            forms.add(StartForm.executable(BARE_NATIVE, runner, "/parcels", bare));
        }
        for (Path runner : Facade.runner(BARE.resolve("extensions"))) {
            forms.add(StartForm.executable(EXTENDED, runner, "/parcels", bare));
        }
        if (Files.exists(APP.resolve("app.aot"))) {
            forms.add(StartForm.jar("JVM with AOT cache", APP, StartForm.WITH_CACHE, orders, facade));
        }
        if (Files.exists(APP.resolve("quarkus-run.jar"))) {
            forms.add(StartForm.jar("JVM", APP, List.of("-XX:AOTMode=off"), orders, facade));
        }
        return forms;
    }

    private static Map<String, String> bare(BenchDatabase database) {
        return Map.of(
                "quarkus.datasource.jdbc.url",
                database.jdbcUrl("bare"),
                "quarkus.datasource.username",
                PlaygroundDatabase.OWNER,
                "quarkus.datasource.password",
                PlaygroundDatabase.PASSWORD);
    }

    private void rows(Report report) {
        row(report, ANSWERED, NATIVE, BARE_NATIVE, Goal.atMost(1.5));
        row(report, ANSWERED, EXTENDED, BARE_NATIVE, Goal.none());
        row(report, ANSWERED, NATIVE, EXTENDED, Goal.none());
        row(report, FIRST, NATIVE, BARE_NATIVE, Goal.atMost(1.2));
        row(report, LATER, NATIVE, BARE_NATIVE, Goal.none());
        row(report, CPU, "JVM with AOT cache", "JVM", Goal.atMost(0.5));
        row(report, CPU, "JVM with AOT cache", "spring-boot", Goal.atMost(0.25));
        row(report, CPU, "JVM", "spring-boot", Goal.none());
    }

    private void row(Report report, String what, String one, String other, Goal goal) {
        String dimension = one + " over " + other + ": " + what;
        if (figures.has(one, what) && figures.has(other, what)) {
            report.row(dimension, figures.ratio(what, one, other), goal);
        } else {
            report.leftOut(dimension, "not both were built");
        }
    }
}
