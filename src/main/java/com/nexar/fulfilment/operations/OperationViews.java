package com.nexar.fulfilment.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import com.nexar.fulfilment.traces.Carried;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.MDC;

/** Operations as the API and the handlers see them, and their JSON. */
@Singleton
class OperationViews {

    private static final Set<String> PROBLEM_FIELDS = Set.of(
            "type",
            "title",
            "status",
            "detail",
            "code",
            "retryable",
            "traceId",
            "stage",
            "operationId",
            "upstream",
            "errors");

    private final ObjectMapper json;

    OperationViews(ObjectMapper json) {
        this.json = json;
    }

    OperationView view(Operation operation) {
        List<OperationView.Result> results = operation.shipments.stream()
                .map(part -> new OperationView.Result(
                        Long.toString(part.key.shipmentId()), state(operation, part), read(part.problem)))
                .toList();
        return new OperationView(
                operation.operationId.toString(),
                operation.kind,
                results.stream().map(OperationView.Result::shipmentId).toList(),
                operation.state,
                results,
                operation.attempts,
                operation.nextAttemptAt,
                operation.createdAt,
                operation.finishedAt,
                operation.needsPerson,
                operation.lateArrivals,
                operation.settledBy == null
                        ? null
                        : new OperationView.Settlement(operation.settledBy, operation.settledReason),
                read(operation.problem));
    }

    /** As it stands for whoever holds this lease. */
    OpenOperation openOf(Lease lease) {
        Operation operation = Operation.findById(lease.operation());
        if (operation == null || operation.fencing != lease.fencing()) {
            throw new LeaseLost(lease);
        }
        return open(operation);
    }

    OpenOperation open(Operation operation) {
        return new OpenOperation(
                operation.operationId,
                operation.kind,
                operation.state,
                operation.request,
                operation.fingerprint,
                operation.accepted,
                operation.attempts,
                operation.uncertain,
                problem(operation.doubted),
                operation.createdAt,
                operation.sentAt,
                operation.sentNotAfter,
                operation.quietUntil,
                operation.shipments.stream().map(part -> part.key.shipmentId()).toList(),
                operation.shipments.stream()
                        .filter(part -> !part.state.finished())
                        .map(part -> part.key.shipmentId())
                        .toList(),
                operation.shipments.stream()
                        .filter(part -> part.state == OperationState.SUCCEEDED)
                        .map(part -> part.key.shipmentId())
                        .toList());
    }

    Optional<Problem> problem(Operation operation) {
        boolean failed = operation.finishedAt != null && operation.problem != null;
        return failed
                ? Optional.of(problem(operation.problem).withOperation(operation.operationId.toString()))
                : Optional.empty();
    }

    String write(Problem problem) {
        Object traceId =
                MDC.get(Carried.TRACE_ID); // of the request that it is done for; a pod that took it over has none
        return write(problem.view(traceId == null ? "none" : traceId.toString()));
    }

    String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A shipment that is not finished stands as its operation does. */
    private static OperationState state(Operation operation, OperationShipment part) {
        return part.state.finished() ? part.state : operation.state;
    }

    private Problem problem(String text) {
        JsonNode stored = (JsonNode) read(text);
        if (stored == null) {
            return null;
        }
        Problem problem = new Problem(
                ProblemCode.of(stored.path("code").asText()),
                stored.path("detail").asText());
        problem.withStage(stored.path("stage").asText(null));
        if (stored.hasNonNull("upstream")) {
            JsonNode upstream = stored.path("upstream");
            problem.withUpstream(
                    upstream.path("code").asInt(), upstream.path("message").asText(null));
        }
        stored.properties().stream()
                .filter(field -> !PROBLEM_FIELDS.contains(field.getKey()))
                .forEach(field -> problem.with(field.getKey(), field.getValue()));
        return problem;
    }

    private Object read(String text) {
        try {
            return text == null ? null : json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
