package com.nexar.fulfilment.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One facade process of the packaged jar, with ports that it keeps over restarts and proxies of its own. */
final class Pod {

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);
    private static final Duration LOOKS_EVERY = Duration.ofMillis(100);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final int number;
    private final int port;
    private final int managementPort;
    private final Proxy easyecom;
    private final Proxy database;
    private final Path log;
    private final List<String> command;
    private Process process;

    Pod(int number, int port, int managementPort, Proxy easyecom, Proxy database, Path log, List<String> command) {
        this.number = number;
        this.port = port;
        this.managementPort = managementPort;
        this.easyecom = easyecom;
        this.database = database;
        this.log = log;
        this.command = command;
    }

    /** From 1. */
    int number() {
        return number;
    }

    /** Of the API, no slash at the end. */
    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Of health and metrics, no slash at the end. */
    URI management() {
        return URI.create("http://127.0.0.1:" + managementPort);
    }

    Proxy easyecom() {
        return easyecom;
    }

    Proxy database() {
        return database;
    }

    /** Of all its lives, one after the other. */
    Path log() {
        return log;
    }

    synchronized long pid() {
        return process.pid();
    }

    synchronized boolean alive() {
        return process != null && process.isAlive();
    }

    /** Returns at once; see {@link #awaitReady}. */
    synchronized void start() {
        if (alive()) {
            throw new IllegalStateException("pod " + number + " is running");
        }
        process = Processes.start(command, log);
    }

    synchronized void kill9() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM, as Kubernetes sends it. Returns at once. */
    synchronized void terminate() {
        process.destroy();
    }

    /** What each of its threads, virtual ones too, is at just now; into a file beside its log. */
    synchronized void tellThreads(String name) {
        Path file = log.resolveSibling("pod-" + number + "-" + name + ".threads");
        Processes.run(
                List.of(
                        Processes.JCMD,
                        Long.toString(pid()),
                        "Thread.dump_to_file",
                        "-overwrite",
                        file.toAbsolutePath().toString()),
                log.resolveSibling("jcmd.log"));
    }

    /** It stands still, connections and all, and does not know it. */
    void pause() {
        Processes.signal("STOP", pid());
    }

    void resume() {
        Processes.signal("CONT", pid());
    }

    /** After a kill, or where an armed point is going to halt it. @return whether it ended in time */
    synchronized boolean awaitEnd(Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void awaitReady() {
        long end = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (!ready()) {
            if (!alive()) {
                throw new IllegalStateException("pod " + number + " ended while starting:\n" + tail());
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "pod " + number + " is not ready within " + STARTS_WITHIN + ":\n" + tail());
            }
            LockSupport.parkNanos(LOOKS_EVERY.toNanos());
        }
    }

    boolean ready() {
        HttpRequest request = HttpRequest.newBuilder(management().resolve("/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Of a gauge without labels, as the pod tells it just now; 0 where it tells nothing. */
    double gauge(String name) {
        HttpRequest request = HttpRequest.newBuilder(management().resolve("/q/metrics"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                    .sum();
        } catch (IOException silent) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void awaitEnd() {
        if (!awaitEnd(Duration.ofSeconds(10))) {
            throw new IllegalStateException("pod " + number + " outlived kill -9");
        }
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
