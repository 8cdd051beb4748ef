package com.nexar.fulfilment.bench;

import com.nexar.fulfilment.sandbox.PlaygroundDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the database does by itself with the facade's own statements, asked by PostgreSQL's {@code pgbench}. */
final class PgBench {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private final int port;
    private final List<Path> scripts = new ArrayList<>();

    /** @param scripts of which each client takes one by chance, again and again */
    PgBench(BenchDatabase database, String name, List<String> scripts) throws IOException {
        this.port = database.port();
        for (int n = 0; n < scripts.size(); n++) {
            this.scripts.add(
                    Files.writeString(Report.OUT.resolve("pgbench-" + name + "-" + n + ".sql"), scripts.get(n)));
        }
    }

    static boolean there() throws InterruptedException {
        try {
            return new ProcessBuilder("pgbench", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    /** @return transactions a second */
    double rate(Duration time, int connections) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("pgbench", "-h", "127.0.0.1", "-p", Integer.toString(port)));
        command.addAll(List.of("-U", PlaygroundDatabase.APPLICATION, "-n", "-M", "prepared"));
        command.addAll(List.of("-c", Integer.toString(connections), "-j", "2"));
        command.addAll(List.of("-T", Long.toString(Math.max(1, time.toSeconds()))));
        scripts.forEach(script -> command.addAll(List.of("-f", script.toString())));
        command.add("fulfilment");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", PlaygroundDatabase.PASSWORD);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher rate = RATE.matcher(said);
        if (process.waitFor() != 0 || !rate.find()) {
            throw new IllegalStateException("pgbench: " + said);
        }
        return Double.parseDouble(rate.group(1));
    }
}
