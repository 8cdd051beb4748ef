package com.nexar.fulfilment.openapi;

import static com.nexar.fulfilment.problems.ProblemCode.ALREADY_ASSIGNED;
import static com.nexar.fulfilment.problems.ProblemCode.CANCELLED;
import static com.nexar.fulfilment.problems.ProblemCode.CONTENT_CHANGED;
import static com.nexar.fulfilment.problems.ProblemCode.DOCUMENT_NOT_READY;
import static com.nexar.fulfilment.problems.ProblemCode.FEED_TRUNCATED;
import static com.nexar.fulfilment.problems.ProblemCode.FORBIDDEN;
import static com.nexar.fulfilment.problems.ProblemCode.IDEMPOTENCY_KEY_IN_PROGRESS;
import static com.nexar.fulfilment.problems.ProblemCode.IDEMPOTENCY_KEY_REUSED;
import static com.nexar.fulfilment.problems.ProblemCode.INTERNAL;
import static com.nexar.fulfilment.problems.ProblemCode.MANIFEST_REQUIRED;
import static com.nexar.fulfilment.problems.ProblemCode.METHOD_NOT_ALLOWED;
import static com.nexar.fulfilment.problems.ProblemCode.NOT_ACCEPTABLE;
import static com.nexar.fulfilment.problems.ProblemCode.NOT_FOUND;
import static com.nexar.fulfilment.problems.ProblemCode.ON_HOLD;
import static com.nexar.fulfilment.problems.ProblemCode.QUOTA_EXHAUSTED;
import static com.nexar.fulfilment.problems.ProblemCode.STAGE_CONFLICT;
import static com.nexar.fulfilment.problems.ProblemCode.TOO_LARGE;
import static com.nexar.fulfilment.problems.ProblemCode.UNAUTHORIZED;
import static com.nexar.fulfilment.problems.ProblemCode.UNSUPPORTED_MEDIA_TYPE;
import static com.nexar.fulfilment.problems.ProblemCode.UPSTREAM_REFUSED;
import static com.nexar.fulfilment.problems.ProblemCode.UPSTREAM_UNAVAILABLE;
import static com.nexar.fulfilment.problems.ProblemCode.VALIDATION;

import com.nexar.fulfilment.problems.ProblemCode;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What each operation asks for and answers with, by its operationId: one row per resource method. */
final class OperationTable {

    /** Named examples are files beside {@link Examples}; the problems are all that the operation's flow can end in. */
    static final class Row {

        final List<String> requests;
        final Map<String, List<String>> answers = new LinkedHashMap<>();
        final Set<ProblemCode> problems = EnumSet.of(UNAUTHORIZED, NOT_ACCEPTABLE, INTERNAL);

        private Row(String... requests) {
            this.requests = List.of(requests);
            if (requests.length > 0) {
                problems.addAll(EnumSet.of(VALIDATION, UNSUPPORTED_MEDIA_TYPE, TOO_LARGE));
            }
        }

        private Row answers(String status, String... examples) {
            answers.put(status, List.of(examples));
            return this;
        }

        private Row problems(ProblemCode... codes) {
            problems.addAll(List.of(codes));
            return this;
        }

        /** Takes whatever comes. */
        private Row ofAnyKind() {
            problems.removeAll(EnumSet.of(VALIDATION, UNSUPPORTED_MEDIA_TYPE, NOT_ACCEPTABLE));
            return this;
        }

        private Row inLocation() {
            return problems(FORBIDDEN, NOT_FOUND);
        }

        private Row readsEasyEcom() {
            return problems(UPSTREAM_REFUSED, UPSTREAM_UNAVAILABLE, QUOTA_EXHAUSTED);
        }

        /** Whatever keeps it from EasyEcom for now is a 202; unavailable is what could not leave for a day. */
        private Row changesEasyEcom() {
            return problems(UPSTREAM_REFUSED, UPSTREAM_UNAVAILABLE, CANCELLED, STAGE_CONFLICT)
                    .takesKey();
        }

        /** Every command below a location does. */
        private Row takesKey() {
            return problems(VALIDATION, IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_KEY_IN_PROGRESS);
        }

        boolean takesAnything() {
            return !requests.isEmpty() && !problems.contains(VALIDATION);
        }

        boolean hasKey() {
            return problems.contains(IDEMPOTENCY_KEY_REUSED);
        }
    }

    static final Map<String, Row> ROWS = Map.ofEntries(
            Map.entry("brands", get("brands")),
            Map.entry("connection", get("connection").inLocation()),
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
                    new Row("close-shipments", "close-courier")
                            .answers("200", "manifest-dry-run")
                            .answers("201", "manifest")
                            .answers("202", "manifest-running")
                            .inLocation()
                            .readsEasyEcom()
                            .changesEasyEcom()
                            .problems(ON_HOLD)),
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
            Map.entry("quarantine", get("quarantine").problems(FORBIDDEN, VALIDATION)));

    private OperationTable() {}

    private static Row get(String... examples) {
        return new Row().answers("200", examples);
    }
}
