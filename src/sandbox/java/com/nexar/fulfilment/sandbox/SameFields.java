package com.nexar.fulfilment.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Fields that stand in many rows just so: written once, copied from then on. Most of a row is such fields. */
final class SameFields {

    /** As they are written one by one. */
    @FunctionalInterface
    interface Writing {
        void write(RowWriter row) throws IOException;
    }

    final Writing writing;
    private final SerializableString firstName;
    private final SerializableString afterIt;

    private SameFields(Writing writing, String firstName, String afterIt) {
        this.writing = writing;
        this.firstName = new SerializedString(firstName);
        this.afterIt = new SerializedString(afterIt);
    }

    static SameFields of(Writing writing) {
        String object = new String(
                Json.bytes(out -> {
                    RowWriter row = new RowWriter(out);
                    writing.write(row);
                    row.end();
                }),
                StandardCharsets.UTF_8);
        int colon = object.indexOf("\":");
        return new SameFields(writing, object.substring(2, colon), object.substring(colon + 2, object.length() - 1));
    }

    /** Inside an object. */
    void copy(JsonGenerator out) throws IOException {
        out.writeFieldName(firstName);
        out.writeRawValue(afterIt);
    }
}
