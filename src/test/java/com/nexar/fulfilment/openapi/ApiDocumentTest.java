package com.nexar.fulfilment.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.AgainstDocument;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.problems.ProblemCode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The document against what design section 4 prints literally, and against the table of operations. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class ApiDocumentTest {

    private static final String L = "/v1/brands/{brand}/locations/{location}";

    private JsonNode document;

    @BeforeEach
    void read() throws Exception {
        String text = given().accept("application/json").get("/q/openapi").asString();
        document = new ObjectMapper().readTree(text);
    }

    @Test
    void the_paths_and_verbs_are_those_of_the_design() {
        assertThat(operations().keySet())
                .containsExactlyInAnyOrder(
                        "get /v1/brands",
                        "get " + L + "/connection",
                        "get " + L + "/products",
                        "get " + L + "/products/{sku}",
                        "get " + L + "/orders",
                        "get " + L + "/orders/{orderId}",
                        "get " + L + "/orders/{orderId}/timeline",
                        "get " + L + "/orders/{orderId}/eligibility",
                        "get " + L + "/shipments",
                        "get " + L + "/shipments/{shipmentId}",
                        "put " + L + "/shipments/{shipmentId}/assignment",
                        "post " + L + "/shipments/{shipmentId}/confirmation",
                        "get " + L + "/shipments/{shipmentId}/documents",
                        "get " + L + "/shipments/{shipmentId}/documents/{type}",
                        "post " + L + "/manifests",
                        "get " + L + "/manifests/{manifestId}",
                        "get " + L + "/manifests/{manifestId}/document",
                        "post " + L + "/shipments/{shipmentId}/tracking-events",
                        "get " + L + "/operations/{operationId}",
                        "get /v1/admin/quarantine");
    }

    @Test
    void the_queries_are_those_of_the_design() {
        assertThat(parameters("get " + L + "/orders", "query"))
                .containsExactlyInAnyOrder(
                        "stage", "eligible", "updatedSince", "shipBefore", "reference", "sort", "cursor", "limit");
        assertThat(parameters("get " + L + "/products", "query"))
                .containsExactlyInAnyOrder("updatedSince", "sku", "cursor", "limit");
        assertThat(parameters("get " + L + "/shipments", "query")).containsExactly("awb");
        assertThat(parameters("post " + L + "/manifests", "query")).containsExactly("dryRun");
        assertThat(parameters("post " + L + "/manifests", "header")).containsExactly("Prefer");
        assertThat(parameters("get " + L + "/products/{sku}", "header")).containsExactly("If-None-Match");
    }

    @Test
    void the_bodies_have_the_fields_of_the_design() {
        assertThat(fields("Shipment"))
                .containsExactlyInAnyOrder(
                        "shipmentId orderId referenceCode stage onHold eligible pending shipBy orderedAt marketplace orderType payment shipTo lines contentVersion package assignment invoiceNumber manifest tracking upstream version receivedAt updatedAt"
                                .split(" "));
        assertThat(fields("ShipTo"))
                .containsExactlyInAnyOrder("name", "phone", "line1", "line2", "city", "state", "postalCode", "country");
        assertThat(fields("ShipmentLine"))
                .containsExactlyInAnyOrder(
                        "lineId", "sku", "name", "quantity", "cancelledQuantity", "ean", "unitPrice");
        assertThat(fields("Payment")).containsExactlyInAnyOrder("mode", "collect");
        assertThat(fields("Money")).containsExactlyInAnyOrder("amount", "currency");
        assertThat(fields("UpstreamState")).containsExactlyInAnyOrder("status", "statusId", "updatedAt");
        assertThat(fields("Operation"))
                .containsExactlyInAnyOrder(
                        "operationId kind shipmentIds state results attempts nextAttemptAt createdAt finishedAt problem"
                                .split(" "));
        assertThat(fields("OperationResult")).containsExactlyInAnyOrder("shipmentId", "state", "problem");
        for (String page : List.of("OrderPage", "ProductPage", "ShipmentPage", "QuarantinePage")) {
            assertThat(fields(page)).as(page).containsExactlyInAnyOrder("items", "next");
        }
        assertThat(fields("Problem"))
                .contains(
                        "type title status detail code retryable traceId stage operationId upstream errors".split(" "));
        assertThat(fields("UpstreamAnswer")).containsExactlyInAnyOrder("code", "message");
        assertThat(fields("FieldError")).containsExactlyInAnyOrder("field", "message");
        assertThat(fields("AssignShipment"))
                .containsExactlyInAnyOrder("courier", "awb", "carrierId", "labelUrl", "trackingUrl");
        assertThat(fields("ConfirmShipment")).containsExactlyInAnyOrder("package", "contentVersion");
        assertThat(fields("PackedParcel")).containsExactlyInAnyOrder("weightGrams", "lengthCm", "widthCm", "heightCm");
        assertThat(fields("CloseManifest")).containsExactlyInAnyOrder("shipmentIds", "courier", "marketplace");
        assertThat(fields("ManifestDryRun")).containsExactlyInAnyOrder("ready", "blocked");
        assertThat(fields("BlockedShipment")).containsExactlyInAnyOrder("shipmentId", "problem");
        assertThat(fields("Manifest")).containsExactlyInAnyOrder("manifestId", "groups", "blocked");
        assertThat(fields("ManifestGroup")).contains("carrierId", "marketplaceId", "number", "shipmentIds", "state");
        assertThat(fields("ReportScan"))
                .containsExactlyInAnyOrder(
                        "eventId", "status", "occurredAt", "location", "note", "estimatedDeliveryDate");
    }

    @Test
    void every_resource_method_has_its_row_in_the_table() {
        Set<String> documented = new TreeSet<>();
        operations()
                .values()
                .forEach(operation ->
                        documented.add(operation.path("operationId").asText()));

        assertThat(documented).isEqualTo(new TreeSet<>(OperationTable.ROWS.keySet()));
    }

    @Test
    void every_operation_has_summary_security_examples_and_problems() {
        operations().forEach((name, operation) -> {
            assertThat(operation.path("summary").asText()).as(name).isNotBlank();
            JsonNode security = operation.has("security") ? operation.path("security") : document.path("security");
            assertThat(security.toString()).as(name).isEqualTo("[{\"key\":[]}]");
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
            bodies(name, operation)
                    .forEach((at, body) ->
                            assertThat(body.path("examples")).as(at).isNotEmpty());
        });
    }

    @Test
    void every_example_fits_the_schema_beside_it() {
        List<String> misfits = new ArrayList<>();
        operations()
                .forEach((name, operation) -> bodies(name, operation)
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
        operations()
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
        JsonNode responses = operations()
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
                        "internal",
                        "not-acceptable",
                        "not-found",
                        "on-hold",
                        "outcome-unknown",
                        "quota-exhausted",
                        "stage-conflict",
                        "too-large",
                        "unauthorized",
                        "unsupported-media-type",
                        "upstream-refused",
                        "upstream-unavailable",
                        "validation");
    }

    @Test
    void answers_that_lead_elsewhere_document_their_headers() {
        for (String command : List.of(
                "post " + L + "/shipments/{shipmentId}/confirmation",
                "post " + L + "/manifests",
                "post " + L + "/shipments/{shipmentId}/tracking-events")) {
            JsonNode accepted = operations().get(command).at("/responses/202");
            assertThat(accepted.at("/content/application~1json/schema/$ref").asText())
                    .as(command)
                    .isEqualTo("#/components/schemas/Operation");
            assertThat(accepted.at("/headers/Location").isObject()).as(command).isTrue();
            assertThat(operations()
                            .get(command)
                            .at("/responses/503/headers/Retry-After")
                            .isObject())
                    .as(command)
                    .isTrue();
        }
        JsonNode document = operations().get("get " + L + "/shipments/{shipmentId}/documents/{type}");
        assertThat(document.at("/responses/303/headers/Location").isObject()).isTrue();
        assertThat(document.at("/responses/304/headers/ETag").isObject()).isTrue();
        assertThat(document.at("/responses/200/headers/ETag").isObject()).isTrue();
        assertThat(document.at("/responses/409/headers/Retry-After").isObject()).isTrue();
        assertThat(operations()
                        .get("post " + L + "/manifests")
                        .at("/responses/201/headers/Location")
                        .isObject())
                .isTrue();
    }

    @Test
    void brand_and_location_are_explained_and_the_key_is_a_bearer_scheme() {
        document.path("paths").properties().forEach(path -> {
            if (path.getKey().startsWith(L)) {
                JsonNode parameters = path.getValue().path("parameters");
                assertThat(parameters.findValuesAsText("name")).containsExactly("brand", "location");
                assertThat(parameters.findValuesAsText("example")).containsExactly("acme", "blr1");
                assertThat(parameters.findValuesAsText("description"))
                        .doesNotContain("")
                        .hasSize(2);
            }
        });
        JsonNode key = document.at("/components/securitySchemes/key");
        assertThat(key.path("type").asText()).isEqualTo("http");
        assertThat(key.path("scheme").asText()).isEqualTo("bearer");
    }

    private Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new java.util.TreeMap<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(verb -> verb.getValue().has("operationId"))
                        .forEach(verb -> operations.put(verb.getKey() + " " + path.getKey(), verb.getValue())));
        return operations;
    }

    /** What can carry examples: the request and each answer in JSON. */
    private static Map<String, JsonNode> bodies(String name, JsonNode operation) {
        Map<String, JsonNode> bodies = new java.util.TreeMap<>();
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

    private List<String> parameters(String operation, String in) {
        List<String> names = new ArrayList<>();
        operations().get(operation).path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals(in)) {
                names.add(parameter.path("name").asText());
            }
        });
        return names;
    }

    private List<String> fields(String schema) {
        List<String> names = new ArrayList<>();
        document.at("/components/schemas/" + schema + "/properties")
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }
}
