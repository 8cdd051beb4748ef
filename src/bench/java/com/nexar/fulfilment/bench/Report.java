package com.nexar.fulfilment.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Of one scenario: its rows, tables and remarks. {@link #write} prints them, puts them with the plots into {@code target/bench}, and
 * into today's result, where they take the place of what an earlier run of that scenario said.
 */
final class Report {

    /** Where logs and plots go as well. */
    static final Path OUT = Path.of("target", "bench");

    private static final Path RESULTS = Path.of("src", "bench", "results");

    private final String name;
    private final String title;
    private final Table rows = Table.of("dimension", "measured, median (range)", "goal", "");
    private final StringBuilder details = new StringBuilder();
    private final List<Plot> plots = new ArrayList<>();

    private Report(String name, String title) {
        this.name = name;
        this.title = title;
    }

    /** @param name of files, such as {@code orders} */
    static Report of(String name, String title) throws IOException {
        Files.createDirectories(OUT);
        boolean executable = Facade.isExecutable(); // with sections of its own, beside those of the jar
        return executable ? new Report(name + "-native", title + ", native") : new Report(name, title);
    }

    /** The goal is held against the median. */
    void row(String dimension, Spread measured, Goal goal) {
        row(dimension, measured, "", goal);
    }

    void row(String dimension, Spread measured, String unit, Goal goal) {
        rows.row(dimension, (measured + " " + unit).strip(), goal.text(), goal.verdict(measured.median()));
    }

    /** One number, where there are no rounds. */
    void row(String dimension, double measured, String unit, Goal goal) {
        rows.row(dimension, (Spread.number(measured) + " " + unit).strip(), goal.text(), goal.verdict(measured));
    }

    /** What could not be measured, and why. */
    void leftOut(String dimension, String why) {
        rows.row(dimension, why, "–", "left out");
    }

    void table(String caption, Table table) {
        details.append('\n').append(caption).append("\n\n").append(table);
    }

    void remark(String text) {
        details.append("\n").append(text).append('\n');
    }

    /** The first is {@code <name>.svg}, those that follow {@code <name>-2.svg} and so on. */
    void plot(Plot plot) {
        plots.add(plot);
    }

    void write() throws IOException {
        String section = "## " + title + "\n\n" + rows + details;
        System.out.println(section);
        Files.writeString(OUT.resolve(name + ".md"), section);
        for (int n = 0; n < plots.size(); n++) {
            Files.writeString(
                    OUT.resolve(name + (n == 0 ? "" : "-" + (n + 1)) + ".svg"),
                    plots.get(n).svg());
        }
        String when = LocalTime.now().truncatedTo(ChronoUnit.MINUTES) + ", commit " + Machine.commit();
        result(section + "\n_" + BenchMode.now().word() + ", " + when + "; " + Machine.line() + "_\n");
    }

    private void result(String section) throws IOException {
        Files.createDirectories(RESULTS);
        Path file = RESULTS.resolve(LocalDate.now() + "-" + BenchMode.now().word() + ".md");
        Map<String, String> sections = new TreeMap<>();
        if (Files.exists(file)) {
            for (String earlier : Files.readString(file).split("(?m)^(?=## )")) {
                if (earlier.startsWith("## ")) {
                    sections.put(earlier.lines().findFirst().orElseThrow(), earlier.strip() + "\n");
                }
            }
        }
        sections.put("## " + title, section);
        Files.writeString(
                file,
                "# Measured on " + LocalDate.now() + ", " + BenchMode.now().word() + "\n\n"
                        + String.join("\n", sections.values()));
    }
}
