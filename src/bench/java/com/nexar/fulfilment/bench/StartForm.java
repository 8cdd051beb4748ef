package com.nexar.fulfilment.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A way of running a service.
 *
 * @param path what is asked for, which the service answers from its database
 * @param settings by their names, given as system properties
 */
record StartForm(
        String name, Path folder, List<String> program, List<String> jar, String path, Map<String, String> settings) {

    private static final String HEAP = "-Xmx256m";
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    static StartForm executable(String name, Path runner, String path, Map<String, String> settings) {
        return new StartForm(
                name, runner.getParent(), List.of(runner.toAbsolutePath().toString(), HEAP), List.of(), path, settings);
    }

    /** @param option such as the AOT cache's */
    static StartForm jar(String name, Path app, String option, String path, Map<String, String> settings) {
        return new StartForm(
                name, app, List.of(JAVA, HEAP, option), List.of("-jar", "quarkus-run.jar"), path, settings);
    }

    StartForm with(String setting, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(setting, value);
        return new StartForm(name, folder, program, jar, path, more);
    }

    List<String> command(int port, int management) {
        List<String> command = new ArrayList<>(program);
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-Dquarkus.http.host=127.0.0.1");
        command.add("-Dquarkus.http.port=" + port);
        command.add("-Dquarkus.management.host=127.0.0.1");
        command.add("-Dquarkus.management.port=" + management);
        command.addAll(jar);
        return command;
    }
}
