package com.nexar.fulfilment.inbound;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.AgainstDocument;
import com.nexar.fulfilment.Ground;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** EasyEcom, as it posts to us. */
final class Post {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Post() {}

    static ValidatableResponse to(String ref, Object body) {
        return with(Map.of("Access-Token", Ground.HOOK_TOKEN))
                .body(body)
                .post("/inbound/easyecom/" + ref)
                .then();
    }

    static RequestSpecification with(Map<String, ?> headers) {
        return given().filter(new AgainstDocument())
                .contentType("application/json")
                .headers(headers);
    }

    /** A row as V2 has it, no more than names it; {@code mark} makes its bytes differ. */
    static Map<String, Object> row(long shipmentId, long orderId, String key, String mark) {
        return Map.of("invoice_id", shipmentId, "order_id", orderId, "location_key", key, "message", mark);
    }

    static List<JsonNode> samples() {
        // where EasyEcomWebhookTest's samples are, too
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.getFileName().toString().startsWith("10_webhook"))
                    .sorted()
                    .map(Post::read)
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            return Path.of(Post.class.getResource("/easyecom-samples").toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Where the sandbox has to send a location's webhooks. */
    static String url(String ref) {
        return "http://localhost:" + RestAssured.port + "/inbound/easyecom/" + ref;
    }
}
