package com.nexar.fulfilment.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;

/** What came back over HTTP. */
record Reply(int status, String contentType, byte[] bytes) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    JsonNode json() {
        try {
            return MAPPER.readTree(text());
        } catch (JsonProcessingException unreadable) {
            throw new AssertionError("no JSON: " + text(), unreadable);
        }
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    int code() {
        return json().path("code").asInt();
    }

    String message() {
        return json().path("message").asText();
    }

    JsonNode data() {
        return json().path("data");
    }

    JsonNode orders() {
        return data().path("orders");
    }
}
