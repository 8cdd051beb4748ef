package com.nexar.fulfilment.easyecom;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One made-up exchange of the contract's samples. */
record Sample(String name, JsonNode document) {

    record Reply(int status, String body) {}

    static Stream<Sample> all() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().map(Sample::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode request() {
        return document.path("request");
    }

    String path() {
        return URI.create(request().path("url").asText()).getPath();
    }

    Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        request()
                .path("query")
                .properties()
                .forEach(e -> query.put(e.getKey(), e.getValue().asText()));
        return query;
    }

    /** The response and its variants. */
    List<Reply> replies() {
        List<Reply> replies = new ArrayList<>();
        replies.add(reply(document.path("response")));
        document.path("variants").forEach(variant -> replies.add(reply(variant)));
        return replies;
    }

    StubServer.Answer[] answers() {
        return replies().stream()
                .map(r -> StubServer.reply(r.status(), "application/json", r.body()))
                .toArray(StubServer.Answer[]::new);
    }

    private static Reply reply(JsonNode response) {
        JsonNode body = response.path("body");
        return new Reply(response.path("http_status").asInt(), body.isTextual() ? body.textValue() : body.toString());
    }

    private static Sample read(Path file) {
        try {
            return new Sample(
                    file.getFileName().toString().replace(".json", ""), Envelope.JSON.readTree(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            return Path.of(Sample.class.getResource("/easyecom-samples").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
