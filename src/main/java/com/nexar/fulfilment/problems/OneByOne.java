package com.nexar.fulfilment.problems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Set;

/** Reads the items of a bulk, each by itself, so that a bad one is its own problem and not that of the whole request. */
@Singleton
public class OneByOne {

    private final ObjectMapper json;
    private final Validator validator;

    OneByOne(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /** Throws the {@code validation} problem that the same body would be answered with alone. */
    public <T> T read(JsonNode item, Class<T> type) {
        T read;
        try {
            read = json.treeToValue(item, type);
        } catch (JsonProcessingException e) {
            throw ProblemMappers.unreadable(e);
        }
        Set<ConstraintViolation<T>> violations = validator.validate(read);
        if (!violations.isEmpty()) {
            throw ProblemMappers.invalid(violations);
        }
        return read;
    }
}
