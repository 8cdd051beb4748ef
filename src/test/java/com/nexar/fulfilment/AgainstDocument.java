package com.nexar.fulfilment;

import static io.restassured.RestAssured.given;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.MessageResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.schema.SchemaValidator;
import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.markers.Markers;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Holds every answer against the document that the running facade hands out: status, media type, each field and its type. */
public final class AgainstDocument implements Filter {

    // what the operation that was meant cannot document, because there is none
    private static final String NO_SUCH_PATH = "validation.request.path.missing";

    private static final String NO_SUCH_METHOD = "validation.request.operation.notAllowed";

    private static final Set<String> SUCCEEDED = ConcurrentHashMap.newKeySet();

    private static String document;
    private static OpenAPI described;
    private static OpenApiInteractionValidator validator;

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification specification, FilterContext next) {
        Response response = next.next(request, specification);
        if (response.statusCode() >= 400) {
            Markers.mustNotBeIn("A problem", response.asString());
        }
        SimpleResponse.Builder answer =
                SimpleResponse.Builder.status(response.statusCode()).withBody(response.asByteArray());
        response.headers().forEach(header -> answer.withHeader(header.getName(), header.getValue()));
        String path = URI.create(request.getURI()).getRawPath();
        List<String> faults = faults(request.getMethod(), path, answer.build());
        if (!faults.isEmpty()) {
            throw new AssertionError(request.getMethod() + " " + request.getURI() + " answered " + response.statusCode()
                    + " as the document does not allow: " + faults + "\n" + response.asString());
        }
        if (response.statusCode() / 100 == 2) {
            succeeded(request.getMethod(), path);
        }
        return response;
    }

    /** Of the whole document, by operationId. */
    static Set<String> operations() {
        return described().getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .map(Operation::getOperationId)
                .collect(Collectors.toSet());
    }

    /** What was answered with 2xx since this process began, by operationId. */
    static Set<String> succeeded() {
        return Set.copyOf(SUCCEEDED);
    }

    /** By another client than ours. */
    static void succeeded(String method, String path) {
        operation(method, path).ifPresent(SUCCEEDED::add);
    }

    private static Optional<String> operation(String method, String path) {
        return described().getPaths().entrySet().stream()
                .filter(each -> path.matches(each.getKey().replaceAll("\\{[^}]+}", "[^/]+")))
                // where two fit, the one with fewer words left open
                .sorted(Comparator.comparingLong(
                        each -> each.getKey().chars().filter(c -> c == '{').count()))
                .map(each -> each.getValue().readOperationsMap().get(PathItem.HttpMethod.valueOf(method)))
                .filter(Objects::nonNull)
                .map(Operation::getOperationId)
                .findFirst();
    }

    /** Why the document does not allow this answer; empty where it does. */
    public static List<String> faults(String method, String path, com.atlassian.oai.validator.model.Response answer) {
        return validator().validateResponse(path, Request.Method.valueOf(method), answer).getMessages().stream()
                .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .filter(message -> !rightlyUndocumented(message.getKey(), answer.getStatus()))
                .map(message -> message.getKey() + " " + message.getMessage())
                .toList();
    }

    private static boolean rightlyUndocumented(String key, int status) {
        return (key.equals(NO_SUCH_PATH) && (status == 404 || status == 401))
                || (key.equals(NO_SUCH_METHOD) && (status == 405 || status == 401));
    }

    /** How a value, such as an example, does not fit a schema of the document; empty where it does. */
    public static List<String> misfits(JsonNode schema, JsonNode value) {
        return new SchemaValidator(described(), new MessageResolver())
                        .validate(value.toString(), Json.mapper().convertValue(schema, Schema.class), "example")
                        .getMessages()
                        .stream()
                        .map(ValidationReport.Message::getMessage)
                        .toList();
    }

    private static synchronized OpenApiInteractionValidator validator() {
        if (validator == null) {
            validator = OpenApiInteractionValidator.createForInlineApiSpecification(document())
                    .build();
        }
        return validator;
    }

    private static synchronized OpenAPI described() {
        if (described == null) {
            described = new OpenAPIV3Parser().readContents(document()).getOpenAPI();
        }
        return described;
    }

    private static synchronized String document() {
        if (document == null) {
            document = given().accept("application/json").get("/q/openapi").asString();
        }
        return document;
    }
}
