package com.nexar.fulfilment.bench;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A process, from its first instant to its end, and what {@code /proc} says of it. */
final class StartedService implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

    private final Process process;
    private final String path;
    private final List<Integer> ports;
    private final Path log;
    private final long begun;

    private StartedService(Process process, String path, List<Integer> ports, Path log, long begun) {
        this.process = process;
        this.path = path;
        this.ports = ports;
        this.log = log;
        this.begun = begun;
    }

    static StartedService start(StartForm form, Path log) throws IOException {
        List<Integer> ports = freePorts(form.ports().size());
        ProcessBuilder builder = new ProcessBuilder(form.command(ports))
                .directory(form.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(new File("/dev/null"));
        // the settings are ours alone
        builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("FULFILMENT_"));
        long begun = System.nanoTime();
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new StartedService(process, form.path(), ports, log, begun);
    }

    /** @return from the start of the process on */
    Duration firstAnswer() throws IOException {
        while (status() != 200) {
            long waited = System.nanoTime() - begun;
            if (waited > STARTS_WITHIN.toNanos() || !process.isAlive()) {
                throw new IllegalStateException(
                        "no answer after " + Duration.ofNanos(waited) + ":\n" + Files.readString(log));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** As plain as can be, so that who asks costs next to nothing. @return 0 where nobody answers */
    int status() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), 1000);
            socket.setSoTimeout(5000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + Facade.KEY
                                    + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String line = new String(in.readNBytes(12), StandardCharsets.US_ASCII);
            in.transferTo(OutputStream.nullOutputStream());
            return line.length() == 12 ? Integer.parseInt(line.substring(9)) : 0;
        } catch (IOException notYet) {
            return 0;
        }
    }

    int port() {
        return ports.getFirst();
    }

    /** Of health and metrics. */
    int managementPort() {
        return ports.getLast();
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** At any instant, and waits for its end. */
    void kill9() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * All of them are held open until the last is found, so that no two are the same. None is of those that the system gives to
     * connections: one might be given away before the service has bound it.
     */
    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            while (sockets.size() < count) {
                free(ThreadLocalRandom.current().nextInt(20_000, 32_000)).ifPresent(sockets::add);
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    private static Optional<ServerSocket> free(int port) {
        try {
            return Optional.of(new ServerSocket(port));
        } catch (IOException taken) {
            return Optional.empty();
        }
    }
}
