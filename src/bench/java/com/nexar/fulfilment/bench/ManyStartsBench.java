package com.nexar.fulfilment.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/**
 * The native executable, started again and again: none of the starts leaves its first request without an answer. One of a hundred did,
 * before pollers had threads of their own (see {@code access.CommandLine}).
 */
class ManyStartsBench {

    private static final int STARTS = BenchMode.pick(100, 1000);

    /** A start takes a tenth of it. */
    private static final double LONG_MILLIS = 2000;

    private static final String ANSWERED = "first answer, ms";

    private final Figures figures = new Figures();

    @Test
    void no_start_leaves_its_first_request_without_an_answer() throws Exception {
        Report report = Report.of("many-starts", "Many starts of the native executable");
        List<Path> runners = Facade.runner(Path.of("target"));
        String row = "of " + STARTS + " starts, those whose first answer took longer than 2 s";
        if (runners.isEmpty()) {
            report.leftOut(row, "the native executable is not built");
        } else {
            double[] answered = answered(runners.getFirst());
            report.row(
                    row,
                    DoubleStream.of(answered).filter(each -> each > LONG_MILLIS).count(),
                    "",
                    Goal.atMost(0));
            report.table("Each killed after its first answer.", figures.table());
        }
        report.write();
    }

    private double[] answered(Path runner) throws Exception {
        double[] answered = new double[STARTS];
        try (BenchDatabase database = BenchDatabase.start();
                BenchSandbox sandbox = BenchSandbox.start()) {
            Map<String, String> settings = Facade.settings(database, sandbox.url());
            StartForm form =
                    StartForm.executable("native", runner, "/v1/brands/acme/locations/blr1/orders?limit=1", settings);
            first(form.with("quarkus.flyway.migrate-at-start", "true"));
            for (int n = 0; n < STARTS; n++) {
                answered[n] = first(form.with("quarkus.flyway.migrate-at-start", "false"));
                figures.add(form.name(), ANSWERED, answered[n]);
            }
        }
        return answered;
    }

    private static double first(StartForm form) throws Exception {
        try (StartedService service = StartedService.start(form, Report.OUT.resolve("many-starts.log"))) {
            double millis = service.firstAnswer().toNanos() / 1e6;
            service.kill9();
            return millis;
        }
    }
}
