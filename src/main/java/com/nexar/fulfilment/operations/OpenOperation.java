package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An operation as its touchpoint sees it.
 *
 * @param request the touchpoint's own JSON
 * @param accepted EasyEcom took it in
 * @param attempts how often it was sent
 * @param uncertain how often it was sent without a word whether it took effect
 * @param doubted EasyEcom said no to a repeat, which may be an echo of our own success; null where it did not
 * @param sentAt its latest attempt was about to leave; null of what was never sent, and of what an earlier release sent
 * @param sentNotAfter after this nothing of it can have left us; null while it may still be running
 * @param quietUntil a read-back that was asked for after this and shows nothing proves that nothing happened
 * @param allShipmentIds in the order asked
 * @param shipmentIds those of its shipments that are still open
 * @param succeededIds those of its shipments that succeeded
 */
public record OpenOperation(
        UUID id,
        OperationKind kind,
        OperationState state,
        String request,
        String fingerprint,
        boolean accepted,
        int attempts,
        int uncertain,
        Problem doubted,
        Instant createdAt,
        Instant sentAt,
        Instant sentNotAfter,
        Instant quietUntil,
        List<Long> allShipmentIds,
        List<Long> shipmentIds,
        List<Long> succeededIds) {

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

    /** The same was asked for before: its answer is this operation's. */
    public boolean sameAs(OperationKind asked, String asFingerprint) {
        return kind == asked && fingerprint.equals(asFingerprint);
    }

    /** A read-back that was asked for at this time and shows nothing proves that nothing happened. */
    public boolean disprovedAt(Instant asked) {
        return !accepted && quietUntil != null && asked.isAfter(quietUntil);
    }

    public int succeeded() {
        return succeededIds.size();
    }

    /** As it stands when it is about to leave. @param asks its request from then on */
    OpenOperation leaving(String asks, Instant now) {
        return standing(asks, false, attempts + 1, now, sentNotAfter);
    }

    /** As it stands when EasyEcom has taken it in. */
    OpenOperation accepted(Instant now) {
        return standing(request, true, attempts, sentAt, now);
    }

    private OpenOperation standing(String asks, boolean takenIn, int sent, Instant lastSentAt, Instant notAfter) {
        return new OpenOperation(
                id,
                kind,
                OperationState.RUNNING,
                asks,
                fingerprint,
                takenIn,
                sent,
                uncertain,
                doubted,
                createdAt,
                lastSentAt,
                notAfter,
                quietUntil,
                allShipmentIds,
                shipmentIds,
                succeededIds);
    }

    int wantedEffects() {
        return succeeded();
    }
}
