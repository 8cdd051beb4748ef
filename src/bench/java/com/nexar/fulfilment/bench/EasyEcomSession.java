package com.nexar.fulfilment.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Who talks to the sandbox without anybody in between, as EasyEcom's contract has it. */
final class EasyEcomSession {

    private final String headers;

    private EasyEcomSession(String headers) {
        this.headers = headers;
    }

    /** As blr1, beside others who did just now: the sandbox forgets about its one login a minute. */
    static EasyEcomSession login(BenchSandbox sandbox) throws IOException {
        sandbox.account().vary(Map.of("token-lockout", "PT0S"));
        String body =
                "{\"email\":\"api.user@example.com\",\"password\":\"demo-password\",\"location_key\":\"nx1000000001\"}";
        String key = "x-api-key: demo-api-key-0000\r\n";
        try (Wire wire = new Wire(sandbox.port())) {
            JsonNode answer = PeerContract.parsed(wire.send(ask("POST", "/access/token", key, body)));
            String token = answer.at("/data/token/jwt_token").asText();
            if (token.isEmpty()) {
                throw new IllegalStateException("no token: " + answer);
            }
            return new EasyEcomSession(key + "Authorization: Bearer " + token + "\r\n");
        }
    }

    Ask get(String path) {
        return ask("GET", path, headers, null);
    }

    Ask post(String path, String body) {
        return ask("POST", path, headers, body);
    }

    private static Ask ask(String method, String path, String headers, String body) {
        String content =
                body == null ? "" : "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n";
        String whole = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + content + "\r\n"
                + (body == null ? "" : body);
        return new Ask(whole.getBytes(StandardCharsets.UTF_8), 200);
    }
}
