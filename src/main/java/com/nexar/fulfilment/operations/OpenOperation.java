package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An operation whose outcome is still open.
 *
 * @param request the touchpoint's own JSON
 * @param accepted EasyEcom took it in
 * @param sentNotAfter after this nothing of it can have left us; null while it may still be running
 * @param quietUntil a read-back that was asked for after this and shows nothing proves that nothing happened
 * @param shipmentIds those of its shipments that are still open
 */
public record OpenOperation(
        UUID id,
        OperationKind kind,
        OperationState state,
        String request,
        String fingerprint,
        boolean accepted,
        Instant createdAt,
        Instant sentNotAfter,
        Instant quietUntil,
        List<Long> shipmentIds) {

    private static final Duration SOON = Duration.ofSeconds(5);

    /** What another command on one of its shipments hears. */
    public Problem busy(long shipmentId) {
        return new Problem(
                        ProblemCode.STAGE_CONFLICT,
                        "Shipment " + shipmentId + " is being worked on (" + kind + "); look at operation " + id
                                + ". Nothing was sent for this request.")
                .withOperation(id.toString())
                .withRetryAfter(SOON);
    }

    /** A read-back that was asked for at this time and shows nothing proves that nothing happened. */
    public boolean disprovedAt(Instant asked) {
        return !accepted && quietUntil != null && asked.isAfter(quietUntil);
    }
}
