package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.easyecom.UpstreamLine;
import com.nexar.fulfilment.easyecom.UpstreamShipment;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Takes what EasyEcom says into a shipment: data as it is, the stage only as far as the row proves it (design section 3).
 *
 * @param row what EasyEcom said
 * @param asOf when it was asked; an answer to a question older than what we know changes nothing
 * @param cause why it was asked
 * @param reference the operation or message behind it, if any
 */
record Reading(UpstreamShipment row, Instant asOf, Cause cause, String reference) {

    /** Of a row that names none; the accounts are Indian. */
    static final String CURRENCY = "INR";

    /**
     * @param now when it is written; {@code updatedAt} is this and not {@link #asOf}, or whoever polls by it would miss what
     *     was asked before and stored after the poll
     * @param decideWithin how long the warehouse has to decide a cancellation
     * @return whether anything changed that has to be written
     */
    boolean into(Shipment shipment, Instant now, Duration decideWithin) {
        if (late(shipment)) {
            return false;
        }
        boolean fresh = shipment.digest == null;
        String digest = Content.digest(row);
        boolean same = digest.equals(shipment.digest) && !shipment.goneUpstream;
        if (same && row.history().isEmpty()) {
            return false;
        }
        boolean wasCancelled = shipment.cancelledUpstream();
        String failure = shipment.confirmFailure;
        Stage stage = shipment.stage();
        shipment.knownAsOf = asOf;
        if (!same) {
            takeContent(shipment, fresh);
            takeHold(shipment);
            takeData(shipment);
            shipment.digest = beforeAssignment(shipment) ? "" : digest;
        }
        takeConfirmFailure(shipment);
        takeStage(shipment, wasCancelled, decideWithin);
        boolean changed = !same || stage != shipment.stage() || !Objects.equals(failure, shipment.confirmFailure);
        if (changed) {
            shipment.updatedAt = now;
        }
        return changed;
    }

    /** EasyEcom took our assignment after it was asked: of the AWB this row says nothing any more, of all else it does. */
    private boolean beforeAssignment(Shipment shipment) {
        return shipment.assignedSince(asOf) && !Objects.equals(row.awb(), shipment.awb);
    }

    /** Asked before what is known was asked. */
    boolean late(Shipment shipment) {
        return shipment.knownAsOf != null && !asOf.isAfter(shipment.knownAsOf);
    }

    private void takeContent(Shipment shipment, boolean fresh) {
        String version = Content.version(row);
        if (!fresh && !version.equals(shipment.contentVersion)) {
            ContentSeen before = ContentSeen.of(shipment);
            List<String> words =
                    ContentDifference.between(before, ContentSeen.of(row)).inWords();
            String change = before.version() + ": " + String.join("; ", words);
            shipment.happened(Happening.Event.CONTENT_CHANGED, asOf, cause, reference, change)
                    .ended(before);
        }
        shipment.contentVersion = version;
        Map<String, Pieces.Seen> seen = fresh ? null : Pieces.seen(shipment);
        shipment.lines = row.lines().stream().map(line -> line(line, shipment)).toList();
        shipment.seenPieces = Pieces.kept(Pieces.seen(seen, shipment.lines), shipment.lines);
        shipment.countedPieces = row.countedPieces();
        shipment.paymentMode = row.paymentMode();
        shipment.collectAmount = row.collect().setScale(2, RoundingMode.HALF_UP);
        shipment.currency = row.currency() == null ? CURRENCY : row.currency();
    }

    /** A list says "NA" where the order itself has an EAN: what was known is kept. */
    private static ShipmentLine line(UpstreamLine line, Shipment shipment) {
        ShipmentLine now = ShipmentLine.of(line);
        if (now.ean() != null || shipment.lines == null) {
            return now;
        }
        return shipment.lines.stream()
                .filter(was -> was.lineId().equals(now.lineId()))
                .findFirst()
                .map(was -> now.withEan(was.ean()))
                .orElse(now);
    }

    private void takeHold(Shipment shipment) {
        boolean held = row.status().onHold();
        if (held != shipment.onHold) {
            boolean ours = held && shipment.holdReason != null;
            String why = ours ? "by the warehouse: " + shipment.holdReason : row.message();
            shipment.happened(held ? Happening.Event.HELD : Happening.Event.RELEASED, asOf, cause, reference, why);
            shipment.onHold = held;
            shipment.holdReason = held ? shipment.holdReason : null;
        }
        if (shipment.goneUpstream) {
            shipment.happened(Happening.Event.FOUND_AGAIN, asOf, cause, reference, null);
            shipment.goneUpstream = false;
        }
    }

    private void takeData(Shipment shipment) {
        shipment.orderId = row.orderId();
        shipment.referenceCode = row.referenceCode();
        String status = row.status().name();
        if (shipment.upstreamStatus != null && !shipment.upstreamStatus.equals(status)) {
            shipment.happened(
                    Happening.Event.STATUS_CHANGED, asOf, cause, reference, shipment.upstreamStatus + " → " + status);
        }
        shipment.upstreamStatus = status;
        shipment.upstreamStatusId = row.status().id();
        shipment.upstreamPhase = row.status().phase();
        shipment.upstreamUpdatedAt = row.updatedAt();
        shipment.orderedAt = row.orderedAt();
        shipment.shipBy = row.shipBy();
        shipment.availableAfter = row.availableAfter();
        shipment.marketplaceId = row.marketplaceId();
        shipment.marketplaceName = row.marketplaceName();
        shipment.orderType = row.orderType();
        shipment.orderTypeKey = row.orderTypeKey();
        shipment.invoiceNumber = row.invoiceNumber();
        shipment.documentKeys =
                String.join(",", row.documents().keySet().stream().sorted().toList());
        shipment.parcel = row.parcel() == null ? shipment.parcel : Parcel.of(row.parcel());
        shipment.manifestNumber = row.manifestNumber() == null ? shipment.manifestNumber : row.manifestNumber();
        shipment.manifestedAt = row.manifestedAt() == null ? shipment.manifestedAt : row.manifestedAt();
        takeAssignment(shipment);
    }

    private void takeAssignment(Shipment shipment) {
        if (beforeAssignment(shipment)) {
            return;
        }
        if (row.awb() == null) {
            if (shipment.stage() == Stage.RECEIVED || shipment.stage() == Stage.ASSIGNED) {
                if (shipment.awb != null) {
                    String what = shipment.courier + " " + shipment.awb + " (carrier " + shipment.carrierId + ")";
                    shipment.happened(Happening.Event.UNASSIGNED, asOf, cause, reference, what);
                }
                shipment.awb = null;
                shipment.courier = null;
                shipment.carrierId = null;
                shipment.labelUrl = null;
                shipment.trackingUrl = null;
            }
            return;
        }
        boolean other = shipment.awb != null && !shipment.awb.equals(row.awb());
        if (other) {
            shipment.happened(
                    Happening.Event.ASSIGNMENT_CHANGED,
                    asOf,
                    cause,
                    reference,
                    "AWB " + shipment.awb + " became " + row.awb());
            shipment.labelUrl = null;
            shipment.trackingUrl = null;
        }
        shipment.courier = other || shipment.courier == null ? row.courier() : shipment.courier;
        shipment.awb = row.awb();
        shipment.carrierId = row.carrierId();
    }

    private void takeConfirmFailure(Shipment shipment) {
        if (row.history().isEmpty()) {
            return;
        }
        String failure = null;
        if (StageProof.confirmFailed(row)) {
            failure = row.message() == null ? "Confirm Fail" : row.message();
        }
        if (failure != null && !failure.equals(shipment.confirmFailure)) {
            shipment.happened(Happening.Event.CONFIRM_FAILED, asOf, cause, reference, failure);
        }
        shipment.confirmFailure = failure;
    }

    private void takeStage(Shipment shipment, boolean wasCancelled, Duration decideWithin) {
        Stage proven = StageProof.of(row);
        Stage now = shipment.stage();
        if (proven == Stage.CANCELLED && now.manifestedOrLater()) {
            if (!wasCancelled) {
                shipment.openCancellation(Cancellation.opened(asOf, decideWithin, true), cause, reference);
            }
            return;
        }
        // EasyEcom's tracking is what we told it ourselves; without a scan of ours, somebody else tells it
        boolean ownScans = shipment.lastScan != null && proven.tracked();
        boolean backToReceived = proven == Stage.RECEIVED && beforeAssignment(shipment);
        if (!ownScans && !backToReceived && now.mayBecome(proven, Stage.Mover.SYNC)) {
            shipment.move(
                    proven,
                    Stage.Mover.SYNC,
                    asOf,
                    cause,
                    reference,
                    "EasyEcom says " + row.status().name());
            if (proven == Stage.CONFIRMED && shipment.confirmedContent == null) {
                shipment.confirmedContent = shipment.contentVersion; // by somebody else
            }
            boolean handedOver = now == Stage.CONFIRMED && row.manifestNumber() != null;
            if (proven == Stage.CANCELLED && (handedOver || shipment.acknowledgedAt != null)) {
                shipment.openCancellation(Cancellation.opened(asOf, decideWithin, handedOver), cause, reference);
            }
        }
    }
}
