package com.nexar.fulfilment.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.MDC;

/** Operations as the API and the handlers see them. */
@Singleton
class OperationViews {

    private final ObjectMapper json;

    OperationViews(ObjectMapper json) {
        this.json = json;
    }

    OperationView view(Operation operation) {
        List<OperationView.Result> results = operation.shipments.stream()
                .map(part ->
                        new OperationView.Result(Long.toString(part.key.shipmentId()), part.state, read(part.problem)))
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
                read(operation.problem));
    }

    OpenOperation open(Operation operation) {
        return new OpenOperation(
                operation.operationId,
                operation.kind,
                operation.state,
                operation.request,
                operation.fingerprint,
                operation.accepted,
                operation.createdAt,
                operation.sentNotAfter,
                operation.quietUntil,
                operation.shipments.stream()
                        .filter(part -> !part.state.finished())
                        .map(part -> part.key.shipmentId())
                        .toList());
    }

    Optional<Problem> problem(Operation operation) {
        if (operation.problem == null) {
            return Optional.empty();
        }
        JsonNode stored = (JsonNode) read(operation.problem);
        Problem problem = new Problem(
                ProblemCode.of(stored.path("code").asText()),
                stored.path("detail").asText());
        problem.withOperation(operation.operationId.toString());
        problem.withStage(stored.path("stage").asText(null));
        if (stored.hasNonNull("upstream")) {
            JsonNode upstream = stored.path("upstream");
            problem.withUpstream(
                    upstream.path("code").asInt(), upstream.path("message").asText(null));
        }
        return Optional.of(problem);
    }

    /** Of the request at hand; a worker has none. */
    String traceId() {
        Object traceId = MDC.get("traceId");
        return traceId == null ? "none" : traceId.toString();
    }

    private Object read(String text) {
        try {
            return text == null ? null : json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
