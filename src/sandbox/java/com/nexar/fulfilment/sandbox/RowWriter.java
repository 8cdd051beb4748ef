package com.nexar.fulfilment.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes one JSON object field by field; a field that somebody overrode goes out verbatim instead. */
final class RowWriter {
    /** As they go out: a row has a hundred and fifty of them, always the same. */
    private static final Map<String, SerializableString> NAMES = new ConcurrentHashMap<>();

    private final JsonGenerator out;
    private final Map<String, JsonNode> overrides;

    RowWriter(JsonGenerator out, Map<String, JsonNode> raw) throws IOException {
        this.out = out;
        this.overrides = raw.isEmpty() ? Map.of() : new HashMap<>(raw);
        out.writeStartObject();
    }

    RowWriter(JsonGenerator out) throws IOException {
        this(out, Map.of());
    }

    RowWriter put(String name, Object value) throws IOException {
        out.writeFieldName(written(name));
        if (!overrides.isEmpty() && overrides.containsKey(name)) {
            out.writeTree(overrides.remove(name));
            return this;
        }
        write(value);
        return this;
    }

    RowWriter put(SameFields fields) throws IOException {
        if (overrides.isEmpty()) {
            fields.copy(out);
        } else {
            fields.writing.write(this);
        }
        return this;
    }

    RowWriter nothing(String... names) throws IOException {
        for (String name : names) {
            put(name, null);
        }
        return this;
    }

    /** Ends the object with the overrides that are no fields of it. */
    void end() throws IOException {
        for (Map.Entry<String, JsonNode> extra : overrides.entrySet()) {
            out.writeFieldName(extra.getKey());
            out.writeTree(extra.getValue());
        }
        out.writeEndObject();
    }

    private static SerializableString written(String name) {
        SerializableString known = NAMES.get(name);
        return known == null ? NAMES.computeIfAbsent(name, SerializedString::new) : known;
    }

    private void write(Object value) throws IOException {
        switch (value) {
            case null -> out.writeNull();
            case String text -> out.writeString(text);
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case Double number -> out.writeNumber(number);
            case Boolean truth -> out.writeBoolean(truth);
            case Json.Part part -> part.write(out);
            default -> out.writePOJO(value);
        }
    }
}
