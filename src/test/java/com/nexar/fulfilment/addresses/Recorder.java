package com.nexar.fulfilment.addresses;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who listens at one address, counts who connects, and writes down, byte for byte, what each request's head says. */
public final class Recorder implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");
    private static final int LONGEST_HEAD = 4_000_000;
    private static final int ATTEMPTS = 20;

    private final ServerSocket socket;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private volatile UnaryOperator<String> answers;

    /** @param port 0 for any @param answers the whole answer to a request's head */
    public Recorder(String address, int port, UnaryOperator<String> answers) throws IOException {
        this.answers = answers;
        this.socket = new ServerSocket();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port));
        Thread.startVirtualThread(this::listen);
    }

    /** One that whoever is not meant to come here would like: it answers all with a PDF. */
    public static Recorder canary(String address, int port) throws IOException {
        return new Recorder(address, port, head -> answer(200, "", "%PDF-1.7 of a stranger"));
    }

    /**
     * One at 127.0.0.2, which plays the internet.
     *
     * @param canaries gets those that listen at the same port of the machine's other addresses
     */
    public static Recorder among(List<Recorder> canaries, UnaryOperator<String> answers) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Recorder good = new Recorder("127.0.0.2", 0, answers);
            List<Recorder> listening = new ArrayList<>();
            try {
                listening.add(canary("127.0.0.1", good.port()));
                listening.add(canary("127.0.0.3", good.port()));
                inSixToo(listening, good.port());
                canaries.addAll(listening);
                return good;
            } catch (BindException e) {
                good.close();
                listening.forEach(Recorder::close);
            }
        }
        throw new IllegalStateException("No port is free");
    }

    private static void inSixToo(List<Recorder> canaries, int port) throws IOException {
        try {
            canaries.add(canary("::1", port));
        } catch (BindException e) {
            if (e.getMessage().contains("in use")) {
                throw e;
            }
        } catch (SocketException e) {
            // a machine without IPv6
        }
    }

    public static String answer(int status, String headers, String body) {
        return "HTTP/1.1 " + status + " x\r\n" + headers + "Content-Length: "
                + body.getBytes(StandardCharsets.ISO_8859_1).length + "\r\nConnection: close\r\n\r\n" + body;
    }

    public void answer(UnaryOperator<String> with) {
        answers = with;
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Also those that said nothing. */
    public int connections() {
        return connections.get();
    }

    /** Request line and headers, as ISO-8859-1. */
    public List<String> heads() {
        return heads;
    }

    public void forget() {
        heads.clear();
        connections.set(0);
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                Socket caller = socket.accept();
                connections.incrementAndGet();
                Thread.startVirtualThread(() -> serve(caller));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            caller.setSoTimeout(5_000);
            InputStream in = new BufferedInputStream(caller.getInputStream());
            String head = head(in);
            if (head.isEmpty()) {
                return;
            }
            heads.add(head);
            Matcher length = LENGTH.matcher(head);
            if (length.find()) {
                in.readNBytes(Integer.parseInt(length.group(1)));
            }
            caller.getOutputStream().write(answers.apply(head).getBytes(StandardCharsets.ISO_8859_1));
            caller.getOutputStream().flush();
        } catch (IOException e) {
            // it went away, or spoke TLS to us
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        int last = 0;
        for (int next = in.read(); next >= 0 && head.size() < LONGEST_HEAD; next = in.read()) {
            head.write(next);
            last = (last << 8) | next;
            if (last == 0x0d0a0d0a) {
                break;
            }
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
