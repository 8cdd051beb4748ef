package com.nexar.fulfilment.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The fields of a request body, JSON or form-encoded alike (quirk 25), numbers as strings tolerated. */
record Fields(JsonNode json) {

    static Fields of(byte[] body, String contentType) {
        boolean form = contentType != null && contentType.startsWith("application/x-www-form-urlencoded");
        return new Fields(form ? form(body) : Json.read(body));
    }

    String text(String name) {
        JsonNode value = json.path(name);
        return value.isMissingNode() || value.isNull() || value.isContainerNode() ? null : value.asText();
    }

    OptionalLong number(String name) {
        return asNumber(text(name));
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        json.path(name).forEach(each -> texts.add(each.asText()));
        return texts;
    }

    static OptionalLong asNumber(String text) {
        if (text == null || text.isBlank()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text.trim()));
        } catch (NumberFormatException unreadable) {
            return OptionalLong.empty();
        }
    }

    private static JsonNode form(byte[] body) {
        ObjectNode fields = Json.object();
        new QueryStringDecoder(new String(body, StandardCharsets.UTF_8), false)
                .parameters()
                .forEach((name, values) -> fields.put(name, values.getFirst()));
        return fields;
    }
}
