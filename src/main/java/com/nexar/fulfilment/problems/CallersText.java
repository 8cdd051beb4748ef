package com.nexar.fulfilment.problems;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Texts that no database stores and no JSON can hold are no texts: with a NUL, or with half of a character. */
@Singleton
class CallersText implements ObjectMapperCustomizer {

    static final String MUST = "must be text without U+0000 and without halves of characters";

    @Override
    public void customize(ObjectMapper json) {
        json.registerModule(new SimpleModule("callers-text").addDeserializer(String.class, new Whole()));
    }

    static boolean isWhole(String text) {
        return text.codePoints()
                .noneMatch(each -> each == 0 || each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE);
    }

    private static final class Whole extends StringDeserializer {
        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = super.deserialize(parser, context);
            if (text != null && !isWhole(text)) {
                throw InvalidFormatException.from(parser, MUST, text, String.class);
            }
            return text;
        }
    }
}
