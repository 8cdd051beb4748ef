package com.nexar.fulfilment.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** What one request brings, looked at while it comes: never whole in memory. */
record Download(int status, long bytes, String sha256) {

    private static final int WAITS_MILLIS = 120_000;

    static Download of(int port, Ask ask) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(WAITS_MILLIS);
            socket.getOutputStream().write(ask.wire());
            InputStream in = socket.getInputStream();
            String head = head(in);
            int at = head.indexOf("content-length:");
            if (at < 0) {
                throw new IllegalStateException("no length: " + head);
            }
            long length = Long.parseLong(
                    head.substring(at + 15, head.indexOf('\r', at)).strip());
            return new Download(Integer.parseInt(head.substring(9, 12)), length, digest(in, length));
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int one = in.read();
            if (one < 0) {
                throw new EOFException("the connection ended within the head");
            }
            head.append((char) one);
        }
        return head.toString().toLowerCase(Locale.ROOT);
    }

    private static String digest(InputStream in, long length) throws IOException {
        MessageDigest digest = digester();
        byte[] buffer = new byte[32 * 1024];
        for (long left = length; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException("the connection ended with " + left + " bytes missing");
            }
            digest.update(buffer, 0, read);
            left -= read;
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digester() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** For whoever is no facade and needs no key. */
    static Ask plain(String path) {
        String head = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        return new Ask(head.getBytes(StandardCharsets.US_ASCII), 200);
    }
}
