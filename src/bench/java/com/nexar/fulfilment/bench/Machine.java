package com.nexar.fulfilment.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** On what was measured; nothing that names it. */
final class Machine {

    private static volatile String postgresql = "no PostgreSQL";

    private Machine() {}

    static void postgresql(String version) {
        postgresql = "PostgreSQL " + version;
    }

    static String line() throws IOException {
        long kilobytes = Long.parseLong(entry("/proc/meminfo", "MemTotal").replaceAll("\\D", ""));
        return Runtime.getRuntime().availableProcessors() + " cores (" + entry("/proc/cpuinfo", "model name") + "), "
                + Math.round(kilobytes / 1024.0 / 1024.0) + " GB, " + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + ", Java " + System.getProperty("java.vm.version") + ", "
                + postgresql;
    }

    /** With {@code -dirty} where what was measured is not what was committed; results do not count. */
    static String commit() throws IOException {
        Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--exclude=*")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return said.isEmpty() ? "unknown" : said;
    }

    private static String entry(String file, String name) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }
}
