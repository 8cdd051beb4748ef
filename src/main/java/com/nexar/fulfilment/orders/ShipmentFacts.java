package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What the other rooms need to know of a shipment; a picture of one moment. */
public record ShipmentFacts(
        long shipmentId,
        long orderId,
        Stage stage,
        boolean onHold,
        String holdReason,
        boolean goneUpstream,
        boolean cancelledUpstream,
        String awb,
        String courier,
        String carrierId,
        String labelUrl,
        String marketplaceId,
        String marketplaceName,
        String manifestNumber,
        String contentVersion,
        String confirmedContent,
        String confirmFailure,
        Set<String> documentKeys,
        LastScan lastScan,
        Instant acknowledgedAt,
        Cancellation cancellation,
        Instant knownAsOf,
        Instant personalDataErasedAt) {

    static ShipmentFacts of(Shipment s) {
        Set<String> documents = s.documentKeys.isEmpty() ? Set.of() : Set.of(s.documentKeys.split(","));
        return new ShipmentFacts(
                s.key.shipmentId(),
                s.orderId,
                s.stage(),
                s.onHold,
                s.holdReason,
                s.goneUpstream,
                s.cancelledUpstream(),
                s.awb,
                s.courier,
                s.carrierId,
                s.labelUrl,
                s.marketplaceId,
                s.marketplaceName,
                s.manifestNumber,
                s.contentVersion,
                s.confirmedContent,
                s.confirmFailure,
                documents,
                s.lastScan,
                s.acknowledgedAt,
                s.cancellation,
                s.knownAsOf,
                s.personalDataErasedAt);
    }

    /** Cancelled or gone: no command goes to EasyEcom. */
    public ShipmentFacts mustExist() {
        if (stage == Stage.CANCELLED) {
            throw new Problem(
                            ProblemCode.CANCELLED,
                            "Shipment " + shipmentId + " is cancelled at EasyEcom; nothing was sent. " + whatToDo())
                    .withStage(stage.name());
        }
        if (cancelledUpstream) {
            throw new Problem(
                            ProblemCode.CANCELLED,
                            "Shipment " + shipmentId
                                    + " was cancelled at EasyEcom after its manifest; nothing was sent. It stays "
                                    + stage + " here. " + whatToDo())
                    .withStage(stage.name());
        }
        if (goneUpstream) {
            throw new Problem(
                            ProblemCode.STAGE_CONFLICT,
                            "Shipment " + shipmentId
                                    + " is no longer found at EasyEcom (gone-upstream); nothing was sent. It"
                                    + " stays " + stage + " and is looked up again.")
                    .withStage(stage.name());
        }
        return this;
    }

    /** It travels although EasyEcom has cancelled it: its scans are kept here and not told there. */
    public boolean keepsScans() {
        boolean tooLate = cancellation != null && cancellation.outcome() == Cancellation.Outcome.TOO_LATE;
        return stage == Stage.CANCELLED ? tooLate : stage.manifestedOrLater() && cancelledUpstream;
    }

    /** Of a cancelled shipment: the warehouse's next move, in a sentence. */
    public String whatToDo() {
        if (cancellation == null) {
            return "Stop the parcel.";
        }
        if (cancellation.open()) {
            return "Its cancellation is open: say by " + cancellation.decideBy()
                    + " whether the parcel was stopped (POST …/cancellations/" + shipmentId
                    + "/decision, STOPPED or TOO_LATE).";
        }
        return cancellation.outcome() == Cancellation.Outcome.STOPPED
                ? "The warehouse has stopped the parcel."
                : "It was too late to stop the parcel; it has to be recalled.";
    }

    /** Held: assign, confirm and manifest wait for the release. */
    public ShipmentFacts mustNotBeHeld() {
        if (onHold) {
            throw new Problem(
                            ProblemCode.ON_HOLD,
                            "Shipment " + shipmentId + " is on hold at EasyEcom; nothing was sent. It stays " + stage
                                    + " and can go on once it is released there.")
                    .withStage(stage.name());
        }
        return this;
    }

    /** Why EasyEcom takes no command for it at all, if that is so: cancelled or gone. */
    public Optional<Problem> absent() {
        try {
            mustExist();
            return Optional.empty();
        } catch (Problem reason) {
            return Optional.of(reason);
        }
    }

    /** Why no command may go to EasyEcom now, if anything speaks against it: cancelled, gone or held. */
    public Optional<Problem> reasonAgainst() {
        try {
            mustExist().mustNotBeHeld();
            return Optional.empty();
        } catch (Problem reason) {
            return Optional.of(reason);
        }
    }

    public Problem conflict(String what) {
        return new Problem(ProblemCode.STAGE_CONFLICT, "Shipment " + shipmentId + " is " + stage + ": " + what)
                .withStage(stage.name());
    }
}
