package com.nexar.fulfilment.operations;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.changes.ChangeType;
import com.nexar.fulfilment.changes.Changes;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The rows behind the outcomes: locked, checked against the lease, put off or closed. */
@Singleton
class OperationRows {

    private final OperationViews views;
    private final Backoff backoff;
    private final EntityManager entities;
    private final Changes changes;
    private final ObjectMapper json;
    private final Clock clock;

    OperationRows(
            OperationViews views,
            Backoff backoff,
            EntityManager entities,
            Changes changes,
            ObjectMapper json,
            Clock clock) {
        this.views = views;
        this.backoff = backoff;
        this.entities = entities;
        this.changes = changes;
        this.json = json;
        this.clock = clock;
    }

    Step wait(Operation operation, Duration pause) {
        operation.nextAttemptAt = clock.instant().plus(pause);
        if (operation.kind == OperationKind.TRACK && operation.state != OperationState.OUTCOME_UNKNOWN) {
            operation.shipments.forEach(part -> part.open = false); // a scan in the queue is not in other commands' way
        }
        return Step.again(pause);
    }

    static void open(Operation operation) {
        operation.shipments.stream().filter(part -> !part.state.finished()).forEach(part -> part.open = true);
    }

    Step finishOpen(Operation operation, OperationState state, Problem problem) {
        operation.shipments.stream()
                .filter(part -> !part.state.finished())
                .forEach(part -> finish(part, state, problem));
        return close(operation, sum(operation), problem);
    }

    void finish(OperationShipment part, OperationState state, Problem problem) {
        part.state = state;
        part.open = false;
        part.problem = problem == null ? null : views.write(problem);
    }

    Step close(Operation operation, OperationState state, Problem problem) {
        operation.state = state;
        operation.finishedAt = clock.instant();
        operation.nextAttemptAt = null;
        operation.needsPerson = false;
        operation.problem = problem == null || state == OperationState.SUCCEEDED ? null : views.write(problem);
        boolean mayComeLate = operation.uncertain > 0 && (operation.attempts > 1 || state != OperationState.SUCCEEDED);
        operation.watchAt = mayComeLate ? clock.instant().plus(backoff.quiet()) : null;
        if (state != OperationState.SUCCEEDED) {
            inTellFailed(operation);
        }
        inLeave(operation);
        return Step.finished(state);
    }

    private void inTellFailed(Operation operation) {
        changes.inTell(
                operation.brand,
                operation.location,
                ChangeType.OPERATION_FAILED,
                operation.operationId.toString(),
                operation.finishedAt,
                () -> json.valueToTree(views.view(operation)));
    }

    /** Nobody holds what has ended; and of the scans that wait for their turn behind it one has it now. */
    private void inLeave(Operation operation) {
        entities.createNativeQuery("""
                        with left_behind as (
                          update operations set lease_until = '-infinity', lease_pod = null where operation_id = cast(:id as uuid))
                        update operations next set next_attempt_at = clock_timestamp()
                        where next.kind = 'TRACK' and next.state = 'PENDING' and next.operation_id <> cast(:id as uuid)
                          and next.operation_id in (
                            select waiting.operation_id from operation_shipments waiting
                            join operation_shipments done on done.brand = waiting.brand and done.shipment_id = waiting.shipment_id
                            where done.operation_id = cast(:id as uuid) and waiting.operation_id <> done.operation_id
                              and waiting.state = 'PENDING')""")
                .setParameter("id", operation.operationId.toString())
                .executeUpdate();
    }

    static OperationState sum(Operation operation) {
        List<OperationState> states =
                operation.shipments.stream().map(part -> part.state).distinct().toList();
        return states.size() == 1 ? states.getFirst() : OperationState.PARTIAL;
    }

    /** Of whoever holds the lease now. */
    static Operation locked(Lease lease) {
        Operation operation = Operation.locked(lease.operation());
        if (operation == null || !fenced(lease, operation) || operation.finishedAt != null) {
            throw new LeaseLost(lease);
        }
        return operation;
    }

    private static boolean fenced(Lease lease, Operation operation) {
        return operation.fencing == lease.fencing();
    }
}
