package com.nexar.fulfilment.openapi;

import com.nexar.fulfilment.problems.ProblemCode;
import com.nexar.fulfilment.problems.ProblemView;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Completes what the resources say of themselves, while building: the table's examples, every problem, the headers. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class DocumentCompletion implements OASFilter {

    private static final String JSON = "application/json";

    private final Examples examples = new Examples();

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Schemas.complete(document.getComponents());
        document.getPaths().getPathItems().forEach((path, item) -> {
            Parameters.complete(path, item);
            item.getOperations().values().forEach(this::complete);
            if (path.startsWith("/v1/")) {
                item.getOperations().values().forEach(DocumentCompletion::counted);
            }
        });
        SharedParts.share(document);
    }

    private void complete(Operation operation) {
        Row row = OperationTable.ROWS.get(operation.getOperationId());
        if (row == null) {
            return; // ApiDocumentTest names it
        }
        operation.getResponses().removeAPIResponse("400"); // the generator's, without a body
        if (!row.requests.isEmpty()) {
            MediaType body = operation.getRequestBody().getContent().getMediaType(JSON);
            if (row.takesAnything()) {
                body.setSchema(anything());
            }
            exemplify(body, row.requests);
        }
        row.answers.forEach((status, names) -> answer(operation, status, names));
        row.problems.stream()
                .sorted(Comparator.comparing(ProblemCode::status))
                .forEach(code -> problem(operation, code));
        Parameters.complete(operation);
        if (row.hasKey()) {
            Parameters.idempotencyKey(operation);
            operation.getResponses().getAPIResponses().forEach(DocumentCompletion::replayed);
        }
    }

    /** An object or a list of them, as EasyEcom sends it. */
    private static Schema anything() {
        return OASFactory.createSchema()
                .addOneOf(OASFactory.createSchema().addType(Schema.SchemaType.OBJECT))
                .addOneOf(OASFactory.createSchema()
                        .addType(Schema.SchemaType.ARRAY)
                        .items(OASFactory.createSchema().addType(Schema.SchemaType.OBJECT)));
    }

    private void answer(Operation operation, String status, List<String> names) {
        APIResponse response = operation.getResponses().getAPIResponse(status);
        if (status.equals("202")) {
            response = OASFactory.createAPIResponse()
                    .description(
                            "Accepted and not decided yet; the facade carries on, the operation tells how it stands")
                    .content(OASFactory.createContent()
                            .addMediaType(
                                    JSON,
                                    OASFactory.createMediaType()
                                            .schema(OASFactory.createSchema().ref("Operation"))));
            operation.getResponses().addAPIResponse(status, response);
        }
        if (!names.isEmpty()) {
            exemplify(response.getContent().getMediaType(JSON), names);
        }
        switch (status) {
            case "201" -> response.addHeader("Location", header("Where what was made is"));
            case "202" -> response.addHeader("Location", header("Where the operation is"));
            case "303" -> response.addHeader("Location", header("Where the label is"));
            case "304" ->
                Stream.of("200", "304")
                        .map(operation.getResponses()::getAPIResponse)
                        .forEach(each -> each.addHeader("ETag", header("For If-None-Match")));
            default -> {}
        }
    }

    private static void counted(Operation operation) {
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("2") || status.equals("429")) {
                response.addHeader(
                        "RateLimit",
                        header(
                                "What is left (r) and the seconds until it is full again (t), of the key's requests in this"
                                        + " pod, and below a location of the brand's EasyEcom calls where they are counted:"
                                        + " `\"easyecom\";r=49211;t=30600, \"key\";r=998;t=1`"));
                response.addHeader(
                        "RateLimit-Policy",
                        header(
                                "How much it is (q) in how many seconds (w): `\"easyecom\";q=50000;w=86400, \"key\";q=1000;w=5`"));
            }
        });
    }

    private static void replayed(String status, APIResponse response) {
        if (status.startsWith("2") || status.equals("422")) {
            response.addHeader(
                    "Idempotency-Replayed", header("true where this is the stored answer to an Idempotency-Key"));
        }
    }

    private void exemplify(MediaType body, List<String> names) {
        names.forEach(name -> body.addExample(name, OASFactory.createExample().value(examples.named(name))));
    }

    private void problem(Operation operation, ProblemCode code) {
        String status = Integer.toString(code.status());
        APIResponse response = operation.getResponses().getAPIResponse(status);
        if (response == null) {
            Content content = OASFactory.createContent()
                    .addMediaType(
                            ProblemView.MEDIA_TYPE,
                            OASFactory.createMediaType()
                                    .schema(OASFactory.createSchema().ref("Problem")));
            response = OASFactory.createAPIResponse().description("").content(content);
            operation.getResponses().addAPIResponse(status, response);
        }
        String before = response.getDescription();
        response.setDescription((before.isEmpty() ? "" : before + "; ") + code.title() + " (`" + code.code() + "`)");
        response.getContent()
                .getMediaType(ProblemView.MEDIA_TYPE)
                .addExample(
                        code.code(),
                        OASFactory.createExample()
                                .summary(code.title())
                                .value(examples.problem(code, operation.getOperationId())));
        switch (code) {
            case UNAUTHORIZED -> response.addHeader("WWW-Authenticate", header("Bearer"));
            case UPSTREAM_UNAVAILABLE,
                    QUOTA_EXHAUSTED,
                    DOCUMENT_NOT_READY,
                    STAGE_CONFLICT,
                    RATE_LIMITED,
                    IDEMPOTENCY_KEY_IN_PROGRESS ->
                response.addHeader("Retry-After", header("Seconds after which another try is worth it; where known"));
            default -> {}
        }
    }

    private static Header header(String description) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
    }
}
