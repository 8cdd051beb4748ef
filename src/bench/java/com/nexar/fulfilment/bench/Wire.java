package com.nexar.fulfilment.bench;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** One connection that is kept alive, as plain as can be, so that who asks costs little, and the same beside everyone. */
final class Wire implements AutoCloseable {

    private static final int WAITS_MILLIS = 120_000;

    private final int port;
    private Socket socket;
    private byte[] buffer = new byte[16 * 1024];
    private int filled;

    Wire(int port) {
        this.port = port;
    }

    /** @param text of the whole head, in small letters */
    record Answer(int status, String head, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    Answer send(Ask ask) throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(WAITS_MILLIS);
        }
        filled = 0;
        socket.getOutputStream().write(ask.wire());
        Answer answer = read(socket.getInputStream());
        if (answer.head.contains("\r\nconnection: close")) {
            close();
        }
        return answer;
    }

    private Answer read(InputStream in) throws IOException {
        int end = find(in, 0, "\r\n\r\n");
        String head = new String(buffer, 0, end, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int status = Integer.parseInt(head.substring(9, 12));
        int body = end + 4;
        int length = head.indexOf("\r\ncontent-length:");
        if (length >= 0) {
            int until = head.indexOf('\r', length + 2);
            int bytes = Integer.parseInt(head.substring(length + 17, until < 0 ? head.length() : until)
                    .strip());
            fill(in, body + bytes);
            return new Answer(status, head, Arrays.copyOfRange(buffer, body, body + bytes));
        }
        return new Answer(
                status, head, head.contains("\r\ntransfer-encoding: chunked") ? chunks(in, body) : new byte[0]);
    }

    private byte[] chunks(InputStream in, int from) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int at = from;
        while (true) {
            int end = find(in, at, "\r\n");
            int size = Integer.parseInt(new String(buffer, at, end - at, StandardCharsets.ISO_8859_1), 16);
            fill(in, end + 2 + size + 2);
            body.write(buffer, end + 2, size);
            at = end + 2 + size + 2;
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private int find(InputStream in, int from, String what) throws IOException {
        for (int at = from; ; at++) {
            fill(in, at + what.length());
            int n = 0;
            while (n < what.length() && buffer[at + n] == what.charAt(n)) {
                n++;
            }
            if (n == what.length()) {
                return at;
            }
        }
    }

    private void fill(InputStream in, int atLeast) throws IOException {
        if (buffer.length < atLeast) {
            buffer = Arrays.copyOf(buffer, Math.max(atLeast, 2 * buffer.length));
        }
        while (filled < atLeast) {
            int read = in.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                throw new EOFException("the connection ended within an answer");
            }
            filled += read;
        }
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
