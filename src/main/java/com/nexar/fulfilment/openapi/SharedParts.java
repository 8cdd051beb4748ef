package com.nexar.fulfilment.openapi;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Moves what several operations say alike to the document's components, and leaves references. The document is read and written at
 * every start of a pod, so that each repetition would cost all of them time and memory.
 */
final class SharedParts {

    /** Where the same part stands, and what it is called there. */
    private record Shelf<T>(Map<Object, String> names, Map<String, T> parts) {

        Shelf() {
            this(new HashMap<>(), new LinkedHashMap<>());
        }

        String nameOf(Object content, String wished, T part) {
            return names.computeIfAbsent(content, same -> {
                String name = wished;
                for (int n = 2; parts.containsKey(name); n++) {
                    name = wished + "-" + n;
                }
                parts.put(name, part);
                return name;
            });
        }
    }

    private final Map<Object, Integer> times = new HashMap<>();
    private final Shelf<Header> headers = new Shelf<>();
    private final Shelf<Example> examples = new Shelf<>();

    private SharedParts() {}

    /** Answers as a whole stay where they are: tools that resolve every reference lose their way in shared ones of recursive schemas. */
    static void share(OpenAPI document) {
        List<Operation> operations = document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .toList();
        SharedParts shared = new SharedParts();
        operations.forEach(
                operation -> operation.getResponses().getAPIResponses().values().forEach(shared::shareHeaders));
        List<MediaType> bodies =
                operations.stream().flatMap(SharedParts::bodies).toList();
        bodies.forEach(shared::countExamples);
        bodies.forEach(shared::shareExamples);
        Components components = document.getComponents();
        shared.headers.parts().forEach(components::addHeader);
        shared.examples.parts().forEach(components::addExample);
    }

    private void shareHeaders(APIResponse response) {
        if (response.getHeaders() != null) {
            new LinkedHashMap<>(response.getHeaders()).forEach((name, header) -> {
                String at = headers.nameOf(List.of(name, header.getDescription()), name, header);
                response.addHeader(name, OASFactory.createHeader().ref(at));
            });
        }
    }

    /** Of the request and of every answer. */
    private static Stream<MediaType> bodies(Operation operation) {
        Stream<Content> request = operation.getRequestBody() == null
                ? Stream.empty()
                : Stream.ofNullable(operation.getRequestBody().getContent());
        Stream<Content> answers = operation.getResponses().getAPIResponses().values().stream()
                .map(APIResponse::getContent)
                .filter(Objects::nonNull);
        return Stream.concat(request, answers).flatMap(content -> content.getMediaTypes().values().stream());
    }

    private void countExamples(MediaType body) {
        if (body.getExamples() != null) {
            body.getExamples().values().forEach(example -> times.merge(example.getValue(), 1, Integer::sum));
        }
    }

    private void shareExamples(MediaType body) {
        if (body.getExamples() != null) {
            new LinkedHashMap<>(body.getExamples()).forEach((name, example) -> {
                if (times.get(example.getValue()) > 1) {
                    String at = examples.nameOf(example.getValue(), name, example);
                    body.addExample(name, OASFactory.createExample().ref(at));
                }
            });
        }
    }
}
