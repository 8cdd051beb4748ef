package com.nexar.fulfilment.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.model.SimpleResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.AgainstDocument;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.problems.ProblemCode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each operation tells of itself: summary, security, examples, problems, headers. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class DocumentedOperationsTest {

    private static final String L = "/v1/brands/{brand}/locations/{location}";

    private Document document;

    @BeforeEach
    void read() {
        document = Document.asHandedOut();
    }

    @Test
    void every_operation_has_summary_security_examples_and_problems() {
        document.operations().forEach((name, operation) -> {
            assertThat(operation.path("summary").asText()).as(name).isNotBlank();
            JsonNode security = operation.has("security")
                    ? operation.path("security")
                    : document.root().path("security");
            String by = name.contains(" /inbound/") ? "webhookToken" : "key";
            assertThat(security.toString()).as(name).isEqualTo("[{\"" + by + "\":[]}]");
            assertThat(operation
                            .at("/responses/401/content/application~1problem+json/examples/unauthorized")
                            .isObject())
                    .as(name)
                    .isTrue();
            assertThat(operation
                            .at("/responses/500/content/application~1problem+json/examples/internal")
                            .isObject())
                    .as(name)
                    .isTrue();
            Document.bodies(name, operation)
                    .forEach((at, body) ->
                            assertThat(body.path("examples")).as(at).isNotEmpty());
        });
    }

    @Test
    void every_example_fits_the_schema_beside_it() {
        List<String> misfits = new ArrayList<>();
        document.operations()
                .forEach((name, operation) -> Document.bodies(name, operation)
                        .forEach((at, body) -> body.path("examples")
                                .properties()
                                .forEach(example -> AgainstDocument.misfits(
                                                body.path("schema"),
                                                example.getValue().path("value"))
                                        .forEach(misfit -> misfits.add(at + " " + example.getKey() + ": " + misfit)))));

        assertThat(misfits).isEmpty();
    }

    @Test
    void every_problem_example_tells_its_code_and_status() {
        document.operations()
                .forEach((name, operation) -> operation
                        .path("responses")
                        .properties()
                        .forEach(response -> response.getValue()
                                .at("/content/application~1problem+json/examples")
                                .properties()
                                .forEach(example -> {
                                    JsonNode problem = example.getValue().path("value");
                                    ProblemCode code = Arrays.stream(ProblemCode.values())
                                            .filter(each -> each.code().equals(example.getKey()))
                                            .findFirst()
                                            .orElseThrow();
                                    assertThat(problem.path("code").asText())
                                            .as(name)
                                            .isEqualTo(code.code());
                                    assertThat(response.getKey()).as(name).isEqualTo(Integer.toString(code.status()));
                                })));
    }

    @Test
    void assignment_documents_all_that_can_stop_it() {
        JsonNode responses = document.operations()
                .get("put " + L + "/shipments/{shipmentId}/assignment")
                .path("responses");
        Set<String> codes = new TreeSet<>();
        responses.forEach(response -> response.at("/content/application~1problem+json/examples")
                .fieldNames()
                .forEachRemaining(codes::add));

        assertThat(codes)
                .containsExactly(
                        "already-assigned",
                        "cancelled",
                        "forbidden",
                        "idempotency-key-in-progress",
                        "idempotency-key-reused",
                        "internal",
                        "not-acceptable",
                        "not-found",
                        "on-hold",
                        "rate-limited",
                        "stage-conflict",
                        "too-large",
                        "unauthorized",
                        "unsupported-media-type",
                        "upstream-refused",
                        "upstream-unavailable",
                        "validation");
    }

    @Test
    void every_command_of_a_location_takes_an_idempotency_key_and_no_question_does() {
        document.operations().forEach((name, operation) -> {
            boolean command =
                    name.contains(L + "/") && !name.startsWith("get ") && !name.endsWith("/connection/checks");
            assertThat(operation.path("parameters").findValuesAsText("name").contains("Idempotency-Key"))
                    .as(name)
                    .isEqualTo(command);
            assertThat(operation
                            .at("/responses/422/content/application~1problem+json/examples/idempotency-key-reused")
                            .isObject())
                    .as(name)
                    .isEqualTo(command);
            String done = Stream.of("200", "201", "204", "207")
                    .filter(status -> operation.path("responses").has(status))
                    .findFirst()
                    .orElseThrow();
            assertThat(operation
                            .at("/responses/" + done + "/headers/Idempotency-Replayed")
                            .isObject())
                    .as(name)
                    .isEqualTo(command);
        });
    }

    @Test
    void answers_that_lead_elsewhere_document_their_headers() {
        for (String command : List.of(
                "put " + L + "/shipments/{shipmentId}/assignment",
                "delete " + L + "/shipments/{shipmentId}/assignment",
                "put " + L + "/shipments/{shipmentId}/hold",
                "delete " + L + "/shipments/{shipmentId}/hold",
                "post " + L + "/shipments/{shipmentId}/confirmation",
                "post " + L + "/document-bundles",
                "post " + L + "/manifests",
                "post " + L + "/shipments/{shipmentId}/tracking-events")) {
            JsonNode accepted = document.operations().get(command).at("/responses/202");
            assertThat(accepted.at("/content/application~1json/schema/$ref").asText())
                    .as(command)
                    .isEqualTo("#/components/schemas/Operation");
            assertThat(accepted.at("/headers/Location").isObject()).as(command).isTrue();
            assertThat(document.operations()
                            .get(command)
                            .at("/responses/503/headers/Retry-After")
                            .isObject())
                    .as(command)
                    .isTrue();
        }
        JsonNode pdf = document.operations().get("get " + L + "/shipments/{shipmentId}/documents/{type}");
        assertThat(pdf.at("/responses/303/headers/Location").isObject()).isTrue();
        assertThat(pdf.at("/responses/304/headers/ETag").isObject()).isTrue();
        assertThat(pdf.at("/responses/200/headers/ETag").isObject()).isTrue();
        assertThat(pdf.at("/responses/409/headers/Retry-After").isObject()).isTrue();
        for (String making : List.of("post " + L + "/document-bundles", "post " + L + "/manifests")) {
            assertThat(document.operations()
                            .get(making)
                            .at("/responses/201/headers/Location")
                            .isObject())
                    .as(making)
                    .isTrue();
        }
    }

    @Test
    void every_resource_method_has_its_row_in_the_table() {
        Set<String> documented = new TreeSet<>();
        document.operations()
                .values()
                .forEach(operation ->
                        documented.add(operation.path("operationId").asText()));

        assertThat(documented).isEqualTo(new TreeSet<>(OperationTable.ROWS.keySet()));
    }

    @Test
    void an_answer_that_is_not_as_documented_is_found() {
        String order = "{\"orderId\":\"1\",\"eligible\":true,\"shipments\":[]}";

        assertThat(faults(200, order)).isEmpty();
        assertThat(faults(200, "{\"eligible\":true,\"shipments\":[]}")).hasSize(1);
        assertThat(faults(200, order.replace("true", "true,\"strange\":1"))).hasSize(1);
        assertThat(faults(200, order.replace("true", "\"yes\""))).hasSize(1);
        assertThat(faults(409, order)).hasSize(1);
    }

    private static List<String> faults(int status, String body) {
        SimpleResponse answer = SimpleResponse.Builder.status(status)
                .withContentType("application/json")
                .withBody(body)
                .build();
        return AgainstDocument.faults("GET", "/v1/brands/acme/locations/blr1/orders/1/eligibility", answer);
    }
}
