package com.nexar.fulfilment.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON is written as a stream: a page of 250 rows never exists as a tree. */
final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** A value on its way into an answer. */
    @FunctionalInterface
    interface Part {
        void write(JsonGenerator out) throws IOException;
    }

    static final Part EMPTY_LIST = out -> {
        out.writeStartArray();
        out.writeEndArray();
    };

    private Json() {}

    static byte[] bytes(Part part) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(4096)) {
            try (JsonGenerator out = MAPPER.createGenerator(bytes)) {
                part.write(out);
            }
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static Part value(Object value) {
        return out -> out.writePOJO(value);
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The body as JSON, or a missing node when it is none. */
    static JsonNode read(byte[] body) {
        if (body.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException unreadable) {
            return MissingNode.getInstance();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
