package com.nexar.fulfilment.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All processes that the harness has started; none of them outlives it. */
final class Processes {

    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    static final String JCMD =
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();

    private static final Set<Process> STARTED = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> STARTED.forEach(Process::destroyForcibly)));
    }

    private Processes() {}

    /** Its standard input is ours, and closes when we end. */
    static Process start(List<String> command, Path log) {
        return started(builder(command).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
    }

    /** With its output to be read. */
    static Process talking(List<String> command, Path errors) {
        ProcessBuilder builder = builder(command).redirectErrorStream(false);
        return started(builder.redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile())));
    }

    /** Waits for its end, which has to be a good one. */
    static void run(List<String> command, Path log) {
        int code = ended(start(command, log));
        if (code != 0) {
            throw new IllegalStateException(command + " ended with " + code + "; see " + log);
        }
    }

    /** The process stays known until it has ended. */
    static void signal(String name, long pid) {
        try {
            int code = ended(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start());
            if (code != 0) {
                throw new IllegalStateException("kill -" + name + " " + pid + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // the settings are ours alone
        builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("FULFILMENT_"));
        return builder;
    }

    private static Process started(ProcessBuilder builder) {
        try {
            Process process = builder.start();
            STARTED.add(process);
            process.onExit().thenAccept(STARTED::remove);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int ended(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
