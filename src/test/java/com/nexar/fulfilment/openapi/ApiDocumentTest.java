package com.nexar.fulfilment.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.Ground;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The document against what design section 4 prints literally, and against the table of operations. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class ApiDocumentTest {

    private static final String L = "/v1/brands/{brand}/locations/{location}";

    private Document document;

    @BeforeEach
    void read() {
        document = Document.asHandedOut();
    }

    @Test
    void the_paths_and_verbs_are_those_of_the_design() {
        assertThat(document.operations().keySet())
                .containsExactlyInAnyOrder(
                        "get /v1/brands",
                        "get " + L + "/connection",
                        "post " + L + "/connection/checks",
                        "get " + L + "/products",
                        "get " + L + "/products/{sku}",
                        "get " + L + "/orders",
                        "get " + L + "/orders/{orderId}",
                        "get " + L + "/orders/{orderId}/timeline",
                        "get " + L + "/orders/{orderId}/eligibility",
                        "get " + L + "/shipments",
                        "get " + L + "/shipments/{shipmentId}",
                        "put " + L + "/shipments/{shipmentId}/assignment",
                        "delete " + L + "/shipments/{shipmentId}/assignment",
                        "put " + L + "/shipments/{shipmentId}/hold",
                        "delete " + L + "/shipments/{shipmentId}/hold",
                        "post " + L + "/shipments/{shipmentId}/confirmation",
                        "post " + L + "/confirmations",
                        "get " + L + "/shipments/{shipmentId}/documents",
                        "get " + L + "/shipments/{shipmentId}/documents/{type}",
                        "post " + L + "/document-bundles",
                        "get " + L + "/document-bundles/{bundleId}",
                        "get " + L + "/document-bundles/{bundleId}/document",
                        "post " + L + "/manifests",
                        "get " + L + "/manifests/{manifestId}",
                        "get " + L + "/manifests/{manifestId}/document",
                        "post " + L + "/shipments/{shipmentId}/tracking-events",
                        "put " + L + "/acknowledgements",
                        "get " + L + "/cancellations",
                        "post " + L + "/cancellations/{shipmentId}/decision",
                        "post " + L + "/tracking-events",
                        "get " + L + "/operations/{operationId}",
                        "get " + L + "/changes",
                        "get " + L + "/changes/stream",
                        "get /v1/admin/operations",
                        "post /v1/admin/operations/{operationId}/settlement",
                        "get /v1/admin/operations/given-up",
                        "post /v1/admin/replays",
                        "get /v1/admin/replays/{replayId}",
                        "post /v1/admin/replays/{replayId}/commit",
                        "get /v1/admin/audit",
                        "get /v1/admin/keys",
                        "get /v1/admin/drift-reports",
                        "post /v1/admin/drift-reports",
                        "get /v1/admin/drift-reports/{reportId}",
                        "post /v1/admin/resyncs",
                        "get /v1/admin/locations/{brand}/{location}/pause",
                        "put /v1/admin/locations/{brand}/{location}/pause",
                        "delete /v1/admin/locations/{brand}/{location}/pause",
                        "get /v1/admin/quarantine",
                        "get /v1/webhook-endpoints",
                        "post /v1/webhook-endpoints",
                        "get /v1/webhook-endpoints/{endpointId}",
                        "patch /v1/webhook-endpoints/{endpointId}",
                        "delete /v1/webhook-endpoints/{endpointId}",
                        "post /v1/webhook-endpoints/{endpointId}/secret",
                        "delete /v1/webhook-endpoints/{endpointId}/former-secrets",
                        "post /v1/webhook-endpoints/{endpointId}/ping",
                        "get /v1/webhook-endpoints/{endpointId}/deliveries",
                        "post /v1/webhook-endpoints/{endpointId}/deliveries/{deliveryId}/redeliver",
                        "post /inbound/easyecom/{brand}/{location}");
    }

    @Test
    void the_queries_are_those_of_the_design() {
        assertThat(parameters("get " + L + "/orders", "query"))
                .containsExactlyInAnyOrder(
                        "stage",
                        "eligible",
                        "updatedSince",
                        "shipBefore",
                        "risk",
                        "reference",
                        "sort",
                        "cursor",
                        "limit");
        assertThat(parameters("get " + L + "/products", "query"))
                .containsExactlyInAnyOrder("updatedSince", "sku", "cursor", "limit");
        assertThat(parameters("get " + L + "/cancellations", "query"))
                .containsExactlyInAnyOrder("state", "cursor", "limit");
        assertThat(parameters("get /v1/admin/operations", "query"))
                .containsExactlyInAnyOrder("brand", "location", "state", "olderThan", "cursor", "limit");
        assertThat(parameters("get /v1/admin/quarantine", "query"))
                .containsExactlyInAnyOrder("brand", "location", "feed", "from", "until", "cursor", "limit");
        assertThat(parameters("get /v1/webhook-endpoints/{endpointId}/deliveries", "query"))
                .containsExactlyInAnyOrder("state", "cursor", "limit");
        assertThat(parameters("get " + L + "/shipments", "query")).containsExactly("awb");
        assertThat(parameters("get " + L + "/changes", "query")).containsExactlyInAnyOrder("after", "limit", "wait");
        assertThat(parameters("post " + L + "/manifests", "query")).containsExactly("dryRun");
        assertThat(parameters("post " + L + "/manifests", "header")).containsExactly("Prefer", "Idempotency-Key");
        assertThat(parameters("post " + L + "/document-bundles", "header"))
                .containsExactly("Prefer", "Idempotency-Key");
        assertThat(parameters("get " + L + "/products/{sku}", "header")).containsExactly("If-None-Match");
    }

    @Test
    void the_bodies_have_the_fields_of_the_design() {
        assertThat(fields("Shipment"))
                .containsExactlyInAnyOrder(
                        "shipmentId orderId referenceCode stage onHold eligible pending shipBy handOverBy risk orderedAt marketplace orderType payment shipTo lines contentVersion package assignment invoiceNumber manifest tracking personalDataErasedAt acknowledgedAt cancellation upstream version receivedAt updatedAt"
                                .split(" "));
        assertThat(fields("ShipTo"))
                .containsExactlyInAnyOrder("name", "phone", "line1", "line2", "city", "state", "postalCode", "country");
        assertThat(fields("ShipmentLine"))
                .containsExactlyInAnyOrder(
                        "lineId", "sku", "name", "quantity", "cancelledQuantity", "ean", "unitPrice");
        assertThat(fields("Change"))
                .containsExactlyInAnyOrder(
                        "specversion id source type subject time sequence datacontenttype data".split(" "));
        assertThat(fields("Checkup"))
                .containsExactlyInAnyOrder("brand", "location", "at", "millis", "againAt", "result", "items");
        assertThat(fields("CheckItem")).containsExactlyInAnyOrder("check", "result", "meaning", "remedy");
        assertThat(fields("ChangePage")).containsExactly("items", "next");
        assertThat(fields("Payment")).containsExactlyInAnyOrder("mode", "collect");
        assertThat(fields("Money")).containsExactlyInAnyOrder("amount", "currency");
        assertThat(fields("UpstreamState")).containsExactlyInAnyOrder("status", "statusId", "updatedAt");
        assertThat(fields("Operation"))
                .containsExactlyInAnyOrder(
                        "operationId kind shipmentIds state results attempts nextAttemptAt createdAt finishedAt needsPerson lateArrivals settlement problem"
                                .split(" "));
        assertThat(fields("SettleOperation")).containsExactlyInAnyOrder("outcome", "reason");
        assertThat(fields("OperationSettlement")).containsExactlyInAnyOrder("by", "reason");
        assertThat(fields("OpenOutcomes")).containsExactlyInAnyOrder("items", "next");
        assertThat(fields("OpenOutcome"))
                .hasSize(2 + fields("Operation").size())
                .containsAll(fields("Operation"))
                .contains("location", "caller");
        assertThat(fields("OperationResult")).containsExactlyInAnyOrder("shipmentId", "state", "problem");
        for (String page : List.of("OrderPage", "ProductPage", "ShipmentPage", "QuarantinePage", "CancellationPage")) {
            assertThat(fields(page)).as(page).containsExactlyInAnyOrder("items", "next");
        }
        assertThat(fields("Problem"))
                .contains(
                        "type title status detail code retryable traceId stage operationId upstream errors".split(" "));
        assertThat(fields("UpstreamAnswer")).containsExactlyInAnyOrder("code", "message");
        assertThat(fields("FieldError")).containsExactlyInAnyOrder("field", "message");
        assertThat(fields("AssignShipment"))
                .containsExactlyInAnyOrder("courier", "awb", "carrierId", "labelUrl", "trackingUrl", "replaces");
        assertThat(fields("HoldShipment")).containsExactly("reason");
        assertThat(fields("Order"))
                .containsExactlyInAnyOrder(
                        "orderId", "referenceCode", "stage", "orderedAt", "shipBy", "risk", "shipments", "quantities");
        assertThat(fields("OrderQuantity"))
                .containsExactlyInAnyOrder("sku", "ordered", "inShipments", "elsewhere", "cancelled", "difference");
        assertThat(fields("EligibilityReason")).containsExactlyInAnyOrder("code", "message", "remedy", "blocks");
        assertThat(fields("ContentDifference")).containsExactlyInAnyOrder("lines", "payment", "shipToChanged");
        assertThat(fields("ConfirmShipment")).containsExactlyInAnyOrder("package", "contentVersion");
        assertThat(fields("PackedParcel")).containsExactlyInAnyOrder("weightGrams", "lengthCm", "widthCm", "heightCm");
        assertThat(fields("ConfirmMany")).containsExactly("items");
        assertThat(fields("ConfirmItem")).containsExactlyInAnyOrder("shipmentId", "package", "contentVersion");
        assertThat(fields("ReportMany")).containsExactly("items");
        assertThat(fields("ReportItem"))
                .containsExactlyInAnyOrder(
                        "shipmentId", "eventId", "status", "occurredAt", "location", "note", "estimatedDeliveryDate");
        assertThat(fields("BulkAnswer")).containsExactly("items");
        assertThat(fields("BulkResult"))
                .containsExactlyInAnyOrder("shipmentId", "status", "shipment", "operation", "problem");
        assertThat(fields("CloseManifest"))
                .containsExactlyInAnyOrder("shipmentIds", "courier", "marketplace", "contentVersions");
        assertThat(fields("MakeBundle")).containsExactlyInAnyOrder("shipmentIds", "types");
        assertThat(fields("DocumentBundle")).containsExactlyInAnyOrder("bundleId", "missing", "document");
        assertThat(fields("MissingDocument")).containsExactlyInAnyOrder("shipmentId", "type", "reason", "detail");
        assertThat(fields("ManifestDryRun")).containsExactlyInAnyOrder("ready", "blocked");
        assertThat(fields("BlockedShipment")).containsExactlyInAnyOrder("shipmentId", "problem");
        assertThat(fields("Manifest")).containsExactlyInAnyOrder("manifestId", "groups", "blocked");
        assertThat(fields("ManifestGroup")).contains("carrierId", "marketplaceId", "number", "shipmentIds", "state");
        assertThat(fields("AcknowledgeShipments")).containsExactly("shipmentIds");
        assertThat(fields("Acknowledged")).containsExactlyInAnyOrder("acknowledged", "blocked");
        assertThat(fields("NotAcknowledged")).containsExactlyInAnyOrder("shipmentId", "problem");
        assertThat(fields("DecideCancellation")).containsExactlyInAnyOrder("outcome", "reason");
        assertThat(fields("Cancellation"))
                .containsExactlyInAnyOrder(
                        "state requestedAt decideBy overdue outcome reason decidedAt recall".split(" "));
        assertThat(fields("CancelledShipment"))
                .containsExactlyInAnyOrder("shipmentId", "orderId", "stage", "awb", "cancellation");
        assertThat(fields("ReportScan"))
                .containsExactlyInAnyOrder(
                        "eventId", "status", "occurredAt", "location", "note", "estimatedDeliveryDate");
        assertThat(fields("CreateWebhookEndpoint")).containsExactlyInAnyOrder("url", "brand", "location", "types");
        assertThat(fields("ChangeWebhookEndpoint")).containsExactlyInAnyOrder("url", "types", "state");
    }

    @Test
    void brand_and_location_are_explained_and_the_key_is_a_bearer_scheme() {
        document.root().path("paths").properties().forEach(path -> {
            if (path.getKey().startsWith(L)) {
                JsonNode parameters = path.getValue().path("parameters");
                assertThat(parameters.findValuesAsText("name")).containsExactly("brand", "location");
                assertThat(parameters.findValuesAsText("example")).containsExactly("acme", "blr1");
                assertThat(parameters.findValuesAsText("description"))
                        .doesNotContain("")
                        .hasSize(2);
            }
        });
        JsonNode key = document.root().at("/components/securitySchemes/key");
        assertThat(key.path("type").asText()).isEqualTo("http");
        assertThat(key.path("scheme").asText()).isEqualTo("bearer");
    }

    @Test
    void every_answer_tells_what_is_left_of_the_keys_requests_and_of_the_day() {
        document.operations()
                .forEach((name, operation) -> operation
                        .path("responses")
                        .properties()
                        .forEach(answer -> assertThat(
                                        answer.getValue().at("/headers").has("RateLimit"))
                                .as("%s %s", name, answer.getKey())
                                .isEqualTo(name.contains(" /v1/")
                                        && answer.getKey().matches("2..|429"))));
    }

    @Test
    void what_is_said_alike_is_said_once_and_so_a_start_reads_a_small_document() {
        String text = given().accept("application/json").get("/q/openapi").asString();

        assertThat(text).contains("#/components/headers/", "#/components/examples/");
        assertThat(text.length()).isLessThan(800_000);
    }

    private List<String> parameters(String operation, String in) {
        List<String> names = new ArrayList<>();
        document.operations().get(operation).path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals(in)) {
                names.add(parameter.path("name").asText());
            }
        });
        return names;
    }

    private List<String> fields(String schema) {
        List<String> names = new ArrayList<>();
        document.root()
                .at("/components/schemas/" + schema + "/properties")
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }
}
