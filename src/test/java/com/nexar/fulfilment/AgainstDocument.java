package com.nexar.fulfilment;

import static io.restassured.RestAssured.given;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.MessageResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.schema.SchemaValidator;
import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.stream.Collectors;

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
        ValidationReport report = validate(
                URI.create(request.getURI()).getRawPath(), Request.Method.valueOf(request.getMethod()), response);
        List<ValidationReport.Message> errors = report.getMessages().stream()
                .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .filter(message -> !rightlyUndocumented(message.getKey(), response.statusCode()))
                .toList();
        if (!errors.isEmpty()) {
            throw new AssertionError(request.getMethod() + " " + request.getURI() + " answered " + response.statusCode()
                    + " as the document does not allow: "
                    + errors.stream()
                            .map(message -> message.getKey() + " " + message.getMessage())
                            .collect(Collectors.joining("; "))
                    + "\n" + response.asString());
        }
        return response;
    }

    private static ValidationReport validate(String path, Request.Method method, Response response) {
        SimpleResponse.Builder answer = SimpleResponse.Builder.status(response.statusCode());
        response.headers().forEach(header -> answer.withHeader(header.getName(), header.getValue()));
        answer.withBody(response.asByteArray());
        return validator().validateResponse(path, method, answer.build());
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
