package com.nexar.fulfilment.bench;

import java.nio.charset.StandardCharsets;

/**
 * A request as its bytes.
 *
 * @param right the status of a right answer
 */
record Ask(byte[] wire, int right) {

    /** The key of {@link Facade}. */
    static Ask get(String path) {
        return of("GET", path, "", null, 200);
    }

    /** @param body JSON */
    static Ask put(String path, String body) {
        return of("PUT", path, "", body, 200);
    }

    /** @param body JSON */
    static Ask post(String path, String body) {
        return of("POST", path, "", body, 200);
    }

    Ask expecting(int status) {
        return new Ask(wire, status);
    }

    /** @param headers each with its line's end; @param body JSON, or null */
    static Ask of(String method, String path, String headers, String body, int right) {
        String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + Facade.KEY
                + "\r\n" + headers;
        byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        String rest = body == null
                ? "\r\n"
                : "Content-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n" + body;
        return new Ask((head + rest).getBytes(StandardCharsets.UTF_8), right);
    }
}
