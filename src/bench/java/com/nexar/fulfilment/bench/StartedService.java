package com.nexar.fulfilment.bench;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A process, from its first instant to its end, and what {@code /proc} says of it. */
final class StartedService implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);
    /** USER_HZ, which is 100 on every Linux that we run on. */
    private static final double TICKS_PER_SECOND = 100;

    private final Process process;
    private final String path;
    private final int port;
    private final Path log;
    private final long begun;

    private StartedService(Process process, String path, int port, Path log, long begun) {
        this.process = process;
        this.path = path;
        this.port = port;
        this.log = log;
        this.begun = begun;
    }

    static StartedService start(StartForm form, Path log) throws IOException {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(form.command(port, freePort()))
                .directory(form.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(new File("/dev/null"));
        builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("FULFILMENT_"));
        long begun = System.nanoTime();
        return new StartedService(builder.start(), form.path(), port, log, begun);
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
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            socket.setSoTimeout(5000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + StartBench.KEY
                                    + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String line = new String(in.readNBytes(12), StandardCharsets.US_ASCII);
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return line.length() == 12 ? Integer.parseInt(line.substring(9)) : 0;
        } catch (IOException notYet) {
            return 0;
        }
    }

    double residentMegabytes() throws IOException {
        return Files.readAllLines(proc("status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024.0;
    }

    /** All that it has used of all cores. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(proc("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
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

    private Path proc(String file) {
        return Path.of("/proc", Long.toString(process.pid()), file);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
