package com.nexar.fulfilment.openapi;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The document as the running facade hands it out; what it shares under its components stands where it is used. */
record Document(JsonNode root) {

    static Document asHandedOut() {
        String text = given().accept("application/json").get("/q/openapi").asString();
        try {
            JsonNode root = new ObjectMapper().readTree(text);
            return new Document(spread(root, root));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode spread(JsonNode root, JsonNode node) {
        String at = node.path("$ref").asText();
        if (at.matches("#/components/(headers|examples)/.*")) {
            JsonNode shared = root.at(at.substring(1));
            if (shared.isMissingNode()) {
                throw new IllegalStateException("the document points to " + at + ", which is not there");
            }
            return spread(root, shared);
        }
        if (node instanceof ObjectNode object) {
            ObjectNode whole = object.objectNode();
            object.properties().forEach(field -> whole.set(field.getKey(), spread(root, field.getValue())));
            return whole;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode whole = array.arrayNode();
            array.forEach(each -> whole.add(spread(root, each)));
            return whole;
        }
        return node;
    }

    /** By verb and path. */
    Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(verb -> verb.getValue().has("operationId"))
                        .forEach(verb -> operations.put(verb.getKey() + " " + path.getKey(), verb.getValue())));
        return operations;
    }

    /** The schema itself, where this only points to it. */
    JsonNode resolved(JsonNode schema) {
        JsonNode one = schema.path("allOf").isArray() && schema.path("allOf").size() == 1
                ? schema.path("allOf").get(0)
                : schema;
        String at = one.path("$ref").asText();
        return at.startsWith("#") ? root.at(at.substring(1)) : one;
    }

    /** What can carry examples: the request and each answer in JSON. */
    static Map<String, JsonNode> bodies(String name, JsonNode operation) {
        Map<String, JsonNode> bodies = new TreeMap<>();
        JsonNode request = operation.at("/requestBody/content/application~1json");
        if (!request.isMissingNode()) {
            bodies.put(name + " request", request);
        }
        operation.path("responses").properties().forEach(response -> {
            for (String type : List.of("json", "problem+json")) {
                JsonNode body = response.getValue().at("/content/application~1" + type);
                if (!body.isMissingNode()) {
                    bodies.put(name + " " + response.getKey(), body);
                }
            }
        });
        return bodies;
    }
}
