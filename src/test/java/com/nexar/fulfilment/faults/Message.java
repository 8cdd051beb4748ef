package com.nexar.fulfilment.faults;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One HTTP/1.1 request or answer, read whole and kept as the bytes it came in.
 *
 * @param keepsAlive whether its sender keeps the connection after it
 */
record Message(List<String> lines, byte[] bytes, boolean keepsAlive) {

    private static final int LARGEST_HEAD = 64 * 1024;
    private static final int LARGEST = 64 * 1024 * 1024;

    static Message request(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Message head = head(in, all);
        return head.withBody(in, all, false);
    }

    /** One that is cut short comes as far as it got. @param method of the request it belongs to */
    static Message answer(InputStream in, String method) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Message head = head(in, all);
        int status = Integer.parseInt(head.lines.getFirst().split(" ")[1]);
        if (status < 200) {
            return answer(in, method);
        }
        boolean bare = method.equals("HEAD") || status == 204 || status == 304;
        try {
            return bare ? head : head.withBody(in, all, true);
        } catch (EOFException cutShort) {
            return new Message(head.lines, all.toByteArray(), false);
        }
    }

    String method() {
        return lines.getFirst().split(" ")[0];
    }

    String target() {
        return lines.getFirst().split(" ")[1];
    }

    String path() {
        return target().split("\\?", 2)[0];
    }

    /** Null where there is none. */
    String header(String name) {
        String start = name + ":";
        return lines.stream()
                .skip(1)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst()
                .orElse(null);
    }

    /** In its target or its body. */
    boolean holds(String text) {
        return new String(bytes, StandardCharsets.UTF_8).contains(text);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
        out.flush();
    }

    private static Message head(InputStream in, ByteArrayOutputStream all) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(in, all); !line.isEmpty(); line = line(in, all)) {
            lines.add(line);
        }
        if (lines.isEmpty() || lines.getFirst().split(" ").length < 2) {
            throw new IOException("no HTTP: " + lines);
        }
        boolean closes = lines.stream()
                .anyMatch(line -> line.toLowerCase(Locale.ROOT).replace(" ", "").equals("connection:close"));
        return new Message(List.copyOf(lines), all.toByteArray(), !closes);
    }

    private Message withBody(InputStream in, ByteArrayOutputStream all, boolean endsWithConnection) throws IOException {
        String length = header("content-length");
        boolean chunked = "chunked".equalsIgnoreCase(header("transfer-encoding"));
        if (chunked) {
            chunks(in, all);
        } else if (length != null) {
            copy(in, all, Integer.parseInt(length));
        } else if (endsWithConnection) {
            in.transferTo(all);
            return new Message(lines, all.toByteArray(), false);
        }
        return new Message(lines, all.toByteArray(), keepsAlive);
    }

    private static void chunks(InputStream in, ByteArrayOutputStream all) throws IOException {
        int size = Integer.parseInt(line(in, all).split(";")[0].strip(), 16);
        while (size > 0) {
            copy(in, all, size);
            line(in, all);
            size = Integer.parseInt(line(in, all).split(";")[0].strip(), 16);
        }
        while (!line(in, all).isEmpty()) {
            continue;
        }
    }

    private static void copy(InputStream in, ByteArrayOutputStream all, int length) throws IOException {
        if (all.size() + (long) length > LARGEST) {
            throw new IOException("larger than " + LARGEST + " bytes");
        }
        byte[] body = in.readNBytes(length);
        all.write(body);
        if (body.length < length) {
            throw new EOFException("cut short");
        }
    }

    private static String line(InputStream in, ByteArrayOutputStream all) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next != '\n') {
            if (next < 0 || line.size() > LARGEST_HEAD) {
                throw new EOFException("the head was cut short or never ended");
            }
            line.write(next);
            next = in.read();
        }
        line.writeTo(all);
        all.write('\n');
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
