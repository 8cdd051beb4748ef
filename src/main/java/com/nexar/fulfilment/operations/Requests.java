package com.nexar.fulfilment.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;

/** What an operation was asked for, as its touchpoint wrote it down. */
@Singleton
public class Requests {

    private final ObjectMapper json;

    Requests(ObjectMapper json) {
        this.json = json;
    }

    public <T> T read(OpenOperation operation, Class<T> type) {
        try {
            return json.readValue(operation.request(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Operation " + operation.id() + " holds a request that is no " + type, e);
        }
    }
}
