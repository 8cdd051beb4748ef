package com.nexar.fulfilment.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The door to operations: begin before the call, close with the outcome. Methods named {@code in…} join the caller's
 * transaction, so that the shipment's stage and the operation's state are stored together.
 */
@Singleton
public class Operations {

    private static final Duration UNPROVED_QUIET = Duration.ofSeconds(35);

    private final Transactions transactions;
    private final OperationViews views;
    private final OperationsConfig config;
    private final ObjectMapper json;
    private final Clock clock;

    Operations(
            Transactions transactions, OperationViews views, OperationsConfig config, ObjectMapper json, Clock clock) {
        this.transactions = transactions;
        this.views = views;
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    /** The operation that is open on this shipment, if any. The caller holds the shipment's lock. */
    public Optional<OpenOperation> inOpen(Location location, long shipmentId) {
        return OperationShipment.<OperationShipment>find(
                        "brand = ?1 and key.shipmentId = ?2 and open", location.brand(), shipmentId)
                .firstResultOptional()
                .map(part -> views.open(part.operation));
    }

    /** Writes the intent down. The caller holds the locks of all these shipments and has seen that none is busy. */
    public UUID inBegin(
            Location location,
            OperationKind kind,
            List<Long> shipmentIds,
            Object request,
            String fingerprint,
            String caller,
            boolean exclusive) {
        Operation operation = new Operation();
        operation.operationId = UUID.randomUUID();
        operation.brand = location.brand();
        operation.location = location.code();
        operation.kind = kind;
        operation.state = exclusive ? OperationState.RUNNING : OperationState.PENDING;
        operation.request = write(request);
        operation.fingerprint = fingerprint;
        operation.caller = caller;
        operation.createdAt = clock.instant();
        operation.attempts = exclusive ? 1 : 0;
        operation.nextAttemptAt = exclusive ? clock.instant().plus(config.sendingAtMost()) : clock.instant();
        operation.quietUntil = operation.nextAttemptAt;
        for (int i = 0; i < shipmentIds.size(); i++) {
            operation.shipments.add(new OperationShipment(operation, shipmentIds.get(i), i, exclusive));
        }
        operation.persist();
        return operation.operationId;
    }

    /** A further call of the same operation is about to leave. */
    public void inSending(UUID id) {
        Operation operation = locked(id);
        operation.nextAttemptAt = clock.instant().plus(config.sendingAtMost());
        operation.quietUntil = operation.nextAttemptAt;
    }

    /** It has to wait: its turn has not come, or EasyEcom cannot be reached. */
    public void inWaiting(UUID id, Duration pause) {
        Operation operation = locked(id);
        operation.state = OperationState.PENDING;
        operation.shipments.forEach(part -> {
            part.state = OperationState.PENDING;
            part.open = false;
        });
        operation.nextAttemptAt = clock.instant().plus(pause);
    }

    /** A waiting operation gets its turn. */
    public void inRun(UUID id) {
        Operation operation = locked(id);
        operation.state = OperationState.RUNNING;
        operation.attempts++;
        operation.nextAttemptAt = clock.instant().plus(config.sendingAtMost());
        operation.quietUntil = operation.nextAttemptAt;
        operation.shipments.forEach(part -> {
            part.state = OperationState.RUNNING;
            part.open = true;
        });
    }

    /** EasyEcom took it in; what it made of it is read back, next after {@code pause}. */
    public void inAccepted(UUID id, Duration pause) {
        Operation operation = locked(id);
        operation.accepted = true;
        operation.sentNotAfter = clock.instant();
        operation.nextAttemptAt = clock.instant().plus(pause);
    }

    public boolean inFinished(UUID id) {
        return inState(id).finished();
    }

    /** As it stands now, locked. */
    public OperationState inState(UUID id) {
        return locked(id).state;
    }

    /** What was asked for is so, whatever an earlier word of EasyEcom was. */
    public void inSucceeded(UUID id) {
        Operation operation = locked(id);
        operation.shipments.forEach(part -> finish(part, OperationState.SUCCEEDED, null));
        close(operation, OperationState.SUCCEEDED, null);
    }

    /** EasyEcom said no. */
    public void inRefused(UUID id, Problem problem) {
        finishOpen(id, OperationState.REFUSED, problem);
    }

    /** It surely did not happen. */
    public void inFailed(UUID id, Problem problem) {
        finishOpen(id, OperationState.FAILED, problem);
    }

    /** Sent, and no word whether it took effect. Read-backs asked for after the quiet period decide. */
    public void inUnknown(UUID id, Duration quiet) {
        Operation operation = locked(id);
        operation.state = OperationState.OUTCOME_UNKNOWN;
        operation.shipments.stream()
                .filter(part -> part.open)
                .forEach(part -> part.state = OperationState.OUTCOME_UNKNOWN);
        operation.sentNotAfter = clock.instant();
        operation.quietUntil = clock.instant().plus(quiet == null ? UNPROVED_QUIET : quiet);
        operation.nextAttemptAt = clock.instant().plus(config.settlePause());
    }

    /** One shipment of several is done; the operation closes with the last one. */
    public void inShipmentFinished(UUID id, long shipmentId, OperationState state, Problem problem) {
        Operation operation = locked(id);
        operation.shipments.stream()
                .filter(part -> part.key.shipmentId() == shipmentId && part.open)
                .forEach(part -> finish(part, state, problem));
        if (operation.shipments.stream().noneMatch(part -> part.open)) {
            close(operation, sum(operation), problem);
        }
    }

    public OperationView view(Location location, UUID id) {
        return transactions.in(location, () -> views.view(Operation.findById(id)));
    }

    /** Why an operation ended without success, as it was written down then; empty while it is open or where it succeeded. */
    public Optional<Problem> problem(Location location, UUID id) {
        return transactions.in(location, () -> views.problem(Operation.findById(id)));
    }

    /** All operations that this shipment was part of, oldest first; in the caller's transaction. */
    public List<OperationView> inHistory(Location location, long shipmentId) {
        return OperationShipment.<OperationShipment>find(
                        "brand = ?1 and key.shipmentId = ?2 order by operation.createdAt", location.brand(), shipmentId)
                .stream()
                .map(part -> views.view(part.operation))
                .toList();
    }

    /** The open operations of these shipments; in the caller's transaction. */
    public List<OperationView> inOpenOf(Location location, List<Long> shipmentIds) {
        return OperationShipment.<OperationShipment>find(
                        "select distinct part.operation from OperationShipment part"
                                + " where part.brand = ?1 and part.key.shipmentId in ?2 and part.operation.finishedAt is null",
                        location.brand(),
                        shipmentIds)
                .project(Operation.class)
                .stream()
                .map(views::view)
                .toList();
    }

    private void finishOpen(UUID id, OperationState state, Problem problem) {
        Operation operation = locked(id);
        operation.shipments.stream()
                .filter(part -> !part.state.finished())
                .forEach(part -> finish(part, state, problem));
        close(operation, sum(operation), problem);
    }

    private void finish(OperationShipment part, OperationState state, Problem problem) {
        part.state = state;
        part.open = false;
        part.problem = problem == null ? null : write(problem.view(views.traceId()));
    }

    private void close(Operation operation, OperationState state, Problem problem) {
        operation.state = state;
        operation.finishedAt = clock.instant();
        operation.nextAttemptAt = null;
        operation.problem =
                problem == null || state == OperationState.SUCCEEDED ? null : write(problem.view(views.traceId()));
    }

    private static OperationState sum(Operation operation) {
        List<OperationState> states =
                operation.shipments.stream().map(part -> part.state).distinct().toList();
        return states.size() == 1 ? states.getFirst() : OperationState.PARTIAL;
    }

    private static Operation locked(UUID id) {
        Operation operation = Operation.findById(id, jakarta.persistence.LockModeType.PESSIMISTIC_WRITE);
        if (operation == null) {
            throw new IllegalStateException("Operation " + id + " is not in this scope");
        }
        return operation;
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
