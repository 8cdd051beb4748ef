package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The outcomes of an operation of several calls and shipments, which is settled shipment by shipment. As {@link Outcomes} else. */
@Singleton
public class PartOutcomes {

    private static final Duration SOON = Duration.ofMillis(100);

    private final OperationRows rows;
    private final Outcomes outcomes;
    private final Clock clock;

    PartOutcomes(OperationRows rows, Outcomes outcomes, Clock clock) {
        this.rows = rows;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    /** Of a command of several calls, one is at EasyEcom or done: on to the next, unless that was all. */
    public Step inNextPart(Lease lease) {
        Operation operation = Operation.locked(lease.operation());
        if (operation != null && operation.finishedAt != null) {
            return Step.FINISHED;
        }
        OperationRows.locked(lease).state = OperationState.RETRYING;
        return rows.wait(operation, Duration.ZERO);
    }

    /** One of its calls got no word whether it took effect; on to the next all the same. */
    public Step inUnknownPart(Lease lease) {
        OperationRows.locked(lease).uncertain++;
        return inNextPart(lease);
    }

    /** What a shipment ends with here EasyEcom may overtake: it is looked at again afterwards. */
    public void inMayComeLate(Lease lease) {
        OperationRows.locked(lease).uncertain++;
    }

    /** All of its calls are at EasyEcom; with or without a word whether each took effect. */
    public Step inAllSent(Lease lease, boolean unknown) {
        Operation operation = OperationRows.locked(lease);
        operation.accepted = !unknown;
        operation.state = unknown ? OperationState.OUTCOME_UNKNOWN : OperationState.RUNNING;
        operation.uncertain = Math.max(operation.uncertain, unknown ? 1 : 0);
        operation.sentNotAfter = clock.instant();
        return rows.wait(operation, SOON);
    }

    /**
     * Not decided yet, unless the last of its shipments was just decided.
     *
     * @param quietUntil when the first of the quiet periods ends that all of its open calls are in; null where one is in none
     */
    public Step inLookingIfOpen(Lease lease, Instant quietUntil) {
        Operation operation = Operation.locked(lease.operation());
        return operation != null && operation.finishedAt != null
                ? Step.FINISHED
                : outcomes.inLooking(OperationRows.locked(lease), quietUntil);
    }

    /** One shipment of several is done; the operation closes with the last one. */
    public void inShipmentFinished(Lease lease, long shipmentId, OperationState state, Problem problem) {
        Operation operation = OperationRows.locked(lease);
        operation.shipments.stream()
                .filter(part -> part.key.shipmentId() == shipmentId && !part.state.finished())
                .forEach(part -> rows.finish(part, state, problem));
        if (operation.shipments.stream().allMatch(part -> part.state.finished())) {
            rows.close(operation, OperationRows.sum(operation), problem);
        }
    }
}
