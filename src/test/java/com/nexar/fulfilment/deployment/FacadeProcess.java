package com.nexar.fulfilment.deployment;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One life of the packaged facade, with nothing in its environment but what it is given. It does not outlive the test. */
final class FacadeProcess implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final Process process;
    private final Path log;
    private final int port;
    private final int management;

    private FacadeProcess(Process process, Path log, int port, int management) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.management = management;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** Returns at once. @param log is written anew */
    static FacadeProcess start(List<String> command, Map<String, String> environment, Path log) throws IOException {
        int port = free();
        int management = free();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().putAll(environment);
        // several on one machine; in a pod they are 8080 and 9000
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management));
        return new FacadeProcess(builder.start(), log, port, management);
    }

    long pid() {
        return process.pid();
    }

    /** Of the API, no slash at the end. */
    String api() {
        return "http://127.0.0.1:" + port;
    }

    String said() throws IOException {
        return Files.readString(log);
    }

    void awaitReady(Duration atMost) throws IOException, InterruptedException {
        until(
                "ready",
                atMost,
                () -> answer(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/q/health/ready"))
                                .build())
                        .startsWith("200"));
    }

    /** Until the API's answer holds this. */
    void awaitAnswer(String path, String key, String part, Duration atMost) throws IOException, InterruptedException {
        until(
                part,
                atMost,
                () -> answer(HttpRequest.newBuilder(URI.create(api() + path))
                                .header("Authorization", "Bearer " + key)
                                .build())
                        .contains(part));
    }

    /** SIGTERM, as Kubernetes sends it. */
    void terminate() {
        process.destroy();
    }

    /** @return its exit code */
    int awaitEnd(Duration atMost) throws IOException, InterruptedException {
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("It has not ended within " + atMost + ":\n" + said());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private interface Look {
        boolean now() throws InterruptedException;
    }

    private void until(String what, Duration atMost, Look look) throws IOException, InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!look.now()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("Not " + what + " within " + atMost + ":\n" + said());
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** Status and body; empty without an answer. */
    private static String answer(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException notYet) {
            return "";
        }
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
