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
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.net.URI;
import java.util.List;

/** Holds every answer against the document that the running facade hands out: status, media type, each field and its type. */
public final class AgainstDocument implements Filter {

    // what the operation that was meant cannot document, because there is none
    private static final String NO_SUCH_PATH = "validation.request.path.missing";

    private static final String NO_SUCH_METHOD = "validation.request.operation.notAllowed";

    private static String document;
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
        return response;
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
        OpenAPI api = new OpenAPIV3Parser().readContents(document()).getOpenAPI();
        return new SchemaValidator(api, new MessageResolver())
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

    private static synchronized String document() {
        if (document == null) {
            document = given().accept("application/json").get("/q/openapi").asString();
        }
        return document;
    }
}
