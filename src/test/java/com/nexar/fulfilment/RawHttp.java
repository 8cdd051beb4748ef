package com.nexar.fulfilment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Bytes to the running facade and back, with no client between that would mend them. */
public final class RawHttp {

    /** @param status -1 where the connection ended without an answer, 0 where nothing had come when the patience ended */
    public record Answer(int status, String text) {}

    private static final int PATIENCE_MILLIS = 15_000;

    private RawHttp() {}

    /** Until the other side ends the connection. */
    public static Answer ask(URI to, String request) {
        try (Socket socket = new Socket(to.getHost(), to.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException refused) {
                // it ended while we were still sending; what it had to say may be there all the same
            }
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Until the other side ends the connection, or the socket's patience does. */
    public static Answer read(InputStream in) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        boolean ended = false;
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                all.write(next);
            }
            ended = true;
        } catch (SocketTimeoutException quiet) {
            ended = false;
        } catch (IOException reset) {
            ended = true;
        }
        String text = all.toString(StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            return new Answer(ended ? -1 : 0, text);
        }
        return new Answer(Integer.parseInt(text.substring(9, 12)), text);
    }
}
