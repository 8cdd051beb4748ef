package com.nexar.fulfilment.openapi;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.problems.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Bodies that the running facade gave or took, in {@code /openapi/*.json}; as plain maps and lists. */
final class Examples {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRACE_ID = "514bb36ae6f94a7cbe0b2c3710f0fec5";

    private final Map<String, Map<String, Object>> problems =
            JSON.convertValue(read("problems"), new TypeReference<>() {});

    Object named(String name) {
        return read(name);
    }

    /** The problem as this operation tells it; the words are the operation's own where it has some. */
    Object problem(ProblemCode code, String operationId) {
        Map<String, Object> words = problems.get(code.code() + "." + operationId);
        if (words == null) {
            words = problems.get(code.code());
        }
        if (words == null) {
            throw new IllegalStateException("openapi/problems.json has no " + code.code() + " for " + operationId);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", code.type());
        body.put("title", code.title());
        body.put("status", code.status());
        body.put("detail", words.get("detail"));
        body.put("code", code.code());
        body.put("retryable", code.retryable());
        body.put("traceId", TRACE_ID);
        words.forEach(body::putIfAbsent);
        return body;
    }

    private static Object read(String name) {
        try (InputStream file = Examples.class.getResourceAsStream("/openapi/" + name + ".json")) {
            if (file == null) {
                throw new IllegalStateException("There is no openapi/" + name + ".json");
            }
            return JSON.readValue(file, Object.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
