package com.nexar.fulfilment.openapi;

import static com.nexar.fulfilment.problems.ProblemCode.ALREADY_ASSIGNED;
import static com.nexar.fulfilment.problems.ProblemCode.CANCELLED;
import static com.nexar.fulfilment.problems.ProblemCode.CONTENT_CHANGED;
import static com.nexar.fulfilment.problems.ProblemCode.DOCUMENT_NOT_READY;
import static com.nexar.fulfilment.problems.ProblemCode.FEED_TRUNCATED;
import static com.nexar.fulfilment.problems.ProblemCode.FORBIDDEN;
import static com.nexar.fulfilment.problems.ProblemCode.MANIFEST_REQUIRED;
import static com.nexar.fulfilment.problems.ProblemCode.METHOD_NOT_ALLOWED;
import static com.nexar.fulfilment.problems.ProblemCode.NOT_FOUND;
import static com.nexar.fulfilment.problems.ProblemCode.ON_HOLD;
import static com.nexar.fulfilment.problems.ProblemCode.STAGE_CONFLICT;
import static com.nexar.fulfilment.problems.ProblemCode.TOO_LARGE;
import static com.nexar.fulfilment.problems.ProblemCode.UPSTREAM_UNAVAILABLE;
import static com.nexar.fulfilment.problems.ProblemCode.VALIDATION;

import java.util.Map;

/** What each operation asks for and answers with, by its operationId: one row per resource method. */
final class OperationTable {

    static final Map<String, Row> ROWS = Map.ofEntries(
            Map.entry("brands", get("brands")),
            Map.entry("connection", get("connection").inLocation()),
            Map.entry("checks", get("checkup").inLocation().problems(UPSTREAM_UNAVAILABLE)),
            Map.entry(
                    "products", get("product-page").answers("304").inLocation().problems(VALIDATION)),
            Map.entry("product", get("product").answers("304").inLocation()),
            Map.entry("orders", get("order-page").inLocation().problems(VALIDATION)),
            Map.entry("order", get("order").inLocation().problems(VALIDATION)),
            Map.entry("timeline", get("timeline").inLocation().problems(VALIDATION)),
            Map.entry(
                    "eligibility",
                    get("eligible", "eligible-with-note", "not-eligible")
                            .inLocation()
                            .problems(VALIDATION)),
            Map.entry("shipments", get("shipment-page").inLocation().problems(VALIDATION)),
            Map.entry("shipment", get("shipment").inLocation().problems(VALIDATION)),
            Map.entry(
                    "assign",
                    new Row("assign", "assign-with-own-label")
                            .answers("200", "assigned")
                            .answers("202", "operation-waiting")
                            .inLocation()
                            .changesEasyEcom()
                            .problems(ON_HOLD, ALREADY_ASSIGNED)),
            Map.entry(
                    "unassign",
                    new Row()
                            .answers("200", "shipment")
                            .answers("202", "unassign-running")
                            .inLocation()
                            .changesEasyEcom()
                            .problems(ON_HOLD, ALREADY_ASSIGNED, METHOD_NOT_ALLOWED)),
            Map.entry(
                    "hold",
                    new Row("hold")
                            .answers("200", "held")
                            .answers("202", "hold-running")
                            .inLocation()
                            .changesEasyEcom()),
            Map.entry(
                    "release",
                    new Row()
                            .answers("200", "shipment")
                            .answers("202", "hold-running")
                            .inLocation()
                            .changesEasyEcom()
                            .problems(ON_HOLD)),
            Map.entry(
                    "confirm",
                    new Row("confirm", "confirm-packed")
                            .answers("200", "confirmed")
                            .answers("202", "operation-running")
                            .inLocation()
                            .changesEasyEcom()
                            .problems(ON_HOLD, CONTENT_CHANGED)),
            Map.entry("changes", get("change-page").inLocation().problems(VALIDATION, FEED_TRUNCATED)),
            Map.entry("stream", get().inLocation().problems(VALIDATION, FEED_TRUNCATED)),
            Map.entry(
                    "confirmAll",
                    new Row("confirm-all")
                            .answers("207", "confirmed-all")
                            .inLocation()
                            .takesKey()),
            Map.entry("documents", get("documents").inLocation().problems(VALIDATION)),
            Map.entry(
                    "document",
                    get().answers("303")
                            .answers("304")
                            .inLocation()
                            .readsEasyEcom()
                            .problems(VALIDATION, DOCUMENT_NOT_READY, TOO_LARGE)),
            Map.entry(
                    "bundle",
                    new Row("make-bundle", "make-bundle-of-labels")
                            .answers("201", "bundle")
                            .answers("202", "bundle-waiting")
                            .inLocation()
                            .takesKey()
                            .problems(UPSTREAM_UNAVAILABLE)),
            Map.entry("documentBundle", get("bundle").inLocation().problems(VALIDATION, DOCUMENT_NOT_READY)),
            Map.entry("bundleDocument", get().answers("304").inLocation().problems(VALIDATION, DOCUMENT_NOT_READY)),
            Map.entry(
                    "close",
                    new Row("close-shipments", "close-repacked", "close-courier")
                            .answers("200", "manifest-dry-run")
                            .answers("201", "manifest")
                            .answers("202", "manifest-running")
                            .inLocation()
                            .readsEasyEcom()
                            .changesEasyEcom()
                            .problems(ON_HOLD, CONTENT_CHANGED)),
            Map.entry("manifest", get("manifest").inLocation().problems(VALIDATION)),
            Map.entry(
                    "manifestDocument",
                    get().inLocation().readsEasyEcom().problems(VALIDATION, DOCUMENT_NOT_READY, TOO_LARGE)),
            Map.entry(
                    "report",
                    new Row("report-scan", "report-delivery")
                            .answers("200", "tracked")
                            .answers("202", "scan-waiting")
                            .inLocation()
                            .changesEasyEcom()
                            .problems(MANIFEST_REQUIRED)),
            Map.entry(
                    "acknowledge",
                    new Row("acknowledge")
                            .answers("200", "acknowledged")
                            .inLocation()
                            .takesKey()
                            .problems(CANCELLED)),
            Map.entry("cancellations", get("cancellation-page").inLocation().problems(VALIDATION)),
            Map.entry(
                    "decide",
                    new Row("decide-stopped", "decide-too-late")
                            .answers("200", "decided")
                            .inLocation()
                            .takesKey()
                            .problems(STAGE_CONFLICT)),
            Map.entry(
                    "reportAll",
                    new Row("report-all")
                            .answers("207", "tracked-all")
                            .inLocation()
                            .takesKey()),
            Map.entry(
                    "operation",
                    get("operation-running", "operation-succeeded", "operation-waiting")
                            .inLocation()
                            .problems(VALIDATION)),
            Map.entry("open", get("open-outcomes").problems(FORBIDDEN, NOT_FOUND, VALIDATION)),
            Map.entry(
                    "settle",
                    new Row("settle").answers("200", "settled").problems(FORBIDDEN, NOT_FOUND, STAGE_CONFLICT)),
            Map.entry(
                    "receive",
                    new Row("webhook-v1", "webhook-v2", "webhook-tracking", "webhook-batch-manifest")
                            .ofAnyKind()
                            .answers("200", "webhook-taken")),
            Map.entry("webhookEndpoints", get("webhook-endpoints")),
            Map.entry(
                    "webhookEndpoint",
                    get("webhook-endpoint", "webhook-endpoint-failing").ofEndpoint()),
            Map.entry(
                    "addWebhookEndpoint",
                    new Row("add-webhook-endpoint", "add-webhook-endpoint-of-brand")
                            .answers("200", "webhook-endpoint")
                            .answers("201", "webhook-endpoint-made")
                            .problems(FORBIDDEN, NOT_FOUND)),
            Map.entry(
                    "changeWebhookEndpoint",
                    new Row("enable-webhook-endpoint", "change-webhook-endpoint")
                            .answers("200", "webhook-endpoint")
                            .ofEndpoint()
                            .problems(FORBIDDEN)),
            Map.entry(
                    "removeWebhookEndpoint",
                    new Row().answers("204").ofEndpoint().problems(FORBIDDEN)),
            Map.entry(
                    "rotateSecret", get("webhook-endpoint-rotated").ofEndpoint().problems(FORBIDDEN)),
            Map.entry("endFormerSecrets", new Row().answers("204").ofEndpoint().problems(FORBIDDEN)),
            Map.entry("pingWebhookEndpoint", get("webhook-ping").ofEndpoint().problems(FORBIDDEN)),
            Map.entry("webhookDeliveries", get("webhook-delivery-page").ofEndpoint()),
            Map.entry("redeliver", get("webhook-delivery").ofEndpoint().problems(FORBIDDEN)),
            Map.entry("pause", get("pause").problems(FORBIDDEN, NOT_FOUND)),
            Map.entry(
                    "pauseLocation",
                    new Row("pause-location").answers("200", "pause").problems(FORBIDDEN, NOT_FOUND)),
            Map.entry("resumeLocation", new Row().problems(FORBIDDEN, NOT_FOUND)),
            Map.entry("driftReports", get("drift-reports").problems(FORBIDDEN, NOT_FOUND, VALIDATION)),
            Map.entry(
                    "compare",
                    new Row("compare-location")
                            .answers("201", "drift-report-begun")
                            .problems(FORBIDDEN, NOT_FOUND, STAGE_CONFLICT)),
            Map.entry("driftReport", get("drift-report").problems(FORBIDDEN, NOT_FOUND)),
            Map.entry("resync", new Row("resync").answers("200", "resynced").problems(FORBIDDEN, NOT_FOUND)),
            Map.entry("givenUp", get("given-up").problems(FORBIDDEN, NOT_FOUND, VALIDATION)),
            Map.entry("keys", get("keys").problems(FORBIDDEN)),
            Map.entry("audit", get("audit").problems(FORBIDDEN, NOT_FOUND, VALIDATION)),
            Map.entry(
                    "rehearse",
                    new Row("rehearse-failed", "rehearse-named", "rehearse-rows")
                            .answers("201", "replay-rehearsed")
                            .problems(FORBIDDEN, NOT_FOUND)),
            Map.entry("replay", get("replay-rehearsed").problems(FORBIDDEN, NOT_FOUND)),
            Map.entry("commit", new Row().answers("200", "replay-committed").problems(FORBIDDEN, NOT_FOUND)),
            Map.entry("quarantine", get("quarantine").problems(FORBIDDEN, NOT_FOUND, VALIDATION)));

    private OperationTable() {}

    private static Row get(String... examples) {
        return new Row().answers("200", examples);
    }
}
