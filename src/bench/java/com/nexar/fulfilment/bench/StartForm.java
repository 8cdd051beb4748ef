package com.nexar.fulfilment.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A way of running a service.
 *
 * @param path what is asked for until it is answered
 * @param settings by their names, given as system properties
 * @param ports the names of the settings of its ports, each of which gets a free one; the first is that which answers
 */
record StartForm(
        String name,
        Path folder,
        List<String> program,
        List<String> jar,
        String path,
        Map<String, String> settings,
        List<String> ports) {

    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    static final String HEAP = "-Xmx256m";

    /** As in our image; the peers get the same. */
    static final String COLLECTOR = "-XX:+UseSerialGC";

    /** As in our image with the cache. */
    static final List<String> WITH_CACHE = List.of("-XX:AOTCache=app.aot", "-XX:CompileThresholdScaling=4");

    private static final List<String> QUARKUS_PORTS = List.of("quarkus.http.port", "quarkus.management.port");

    static StartForm executable(String name, Path runner, String path, Map<String, String> settings) {
        return new StartForm(
                name,
                runner.getParent(),
                List.of(runner.toAbsolutePath().toString(), HEAP),
                List.of(),
                path,
                settings,
                QUARKUS_PORTS);
    }

    /** @param options such as the AOT cache's */
    static StartForm jar(String name, Path app, List<String> options, String path, Map<String, String> settings) {
        List<String> program = new ArrayList<>(List.of(JAVA, HEAP, COLLECTOR));
        program.addAll(options);
        return new StartForm(name, app, program, List.of("-jar", "quarkus-run.jar"), path, settings, QUARKUS_PORTS);
    }

    /** Any other program; {@code -D<setting>=…} stands between its two parts. */
    static StartForm of(
            String name,
            Path folder,
            List<String> program,
            List<String> rest,
            String path,
            Map<String, String> settings,
            String port) {
        return new StartForm(name, folder, program, rest, path, settings, List.of(port));
    }

    StartForm with(String setting, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(setting, value);
        return new StartForm(name, folder, program, jar, path, more, ports);
    }

    /** More memory than the usual 256 MB, or less; a later option stands above an earlier one. */
    StartForm withOption(String option) {
        List<String> more = new ArrayList<>(program);
        more.add(option);
        return new StartForm(name, folder, more, jar, path, settings, ports);
    }

    /** @param numbers as many as {@link #ports} */
    List<String> command(List<Integer> numbers) {
        List<String> command = new ArrayList<>(program);
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        if (ports.equals(QUARKUS_PORTS)) {
            command.add("-Dquarkus.http.host=127.0.0.1");
            command.add("-Dquarkus.management.host=127.0.0.1");
        }
        for (int n = 0; n < ports.size(); n++) {
            command.add("-D" + ports.get(n) + "=" + numbers.get(n));
        }
        command.addAll(jar);
        return command;
    }
}
