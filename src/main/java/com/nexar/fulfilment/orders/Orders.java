package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.access.Among;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.UpstreamShipment;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * The door to shipments for the rooms that act on them. Methods named {@code in…} join the caller's transaction; the others
 * open their own. A shipment that is not of the location is {@code not-found}.
 */
@Singleton
public class Orders {

    private final Transactions transactions;
    private final ShipmentViews views;
    private final Announcing announcing;
    private final OrdersConfig config;
    private final Clock clock;

    Orders(Transactions transactions, ShipmentViews views, Announcing announcing, OrdersConfig config, Clock clock) {
        this.transactions = transactions;
        this.views = views;
        this.announcing = announcing;
        this.config = config;
        this.clock = clock;
    }

    public ShipmentFacts facts(Location location, long shipmentId) {
        return transactions.in(location, () -> ShipmentFacts.of(find(location, shipmentId)));
    }

    public ShipmentView view(Location location, long shipmentId) {
        return views.one(location, shipmentId).orElseThrow(() -> unknown(location, shipmentId));
    }

    /** Locks the shipment in the caller's transaction. */
    public ShipmentFacts inLock(Location location, long shipmentId) {
        return ShipmentFacts.of(locked(location, shipmentId));
    }

    /** The shipments of these ids that are of this location; in the caller's transaction. */
    public List<ShipmentFacts> inFacts(Location location, Collection<Long> shipmentIds) {
        List<Shipment> found = Shipment.list(
                "key.brand = ?1 and location = ?2 and " + Among.them("key.shipmentId", "?3"),
                location.brand(),
                location.code(),
                shipmentIds.toArray(Long[]::new));
        return found.stream().map(ShipmentFacts::of).toList();
    }

    /** The location's shipments in this stage, oldest ship-by first; in the caller's transaction. */
    public List<ShipmentFacts> inStage(Location location, Stage stage, int most) {
        List<Shipment> found = Shipment.<Shipment>find(
                        "key.brand = ?1 and location = ?2 and stage = ?3 order by shipBy, key.shipmentId",
                        location.brand(),
                        location.code(),
                        stage)
                .page(0, most)
                .list();
        return found.stream().map(ShipmentFacts::of).toList();
    }

    /** How the content of now differs from that of a version which the warehouse saw; without personal data. */
    public ContentDifference inContentDifference(Location location, long shipmentId, String version) {
        Shipment shipment = find(location, shipmentId);
        return Happening.of(location.brand(), List.of(shipmentId)).stream()
                .map(happening -> happening.contentBefore)
                .filter(before -> before != null && before.version().equals(version))
                .reduce((earlier, later) -> later)
                .map(before -> ContentDifference.between(before, ContentSeen.of(shipment)))
                .orElseGet(() -> ContentDifference.unknown(version, shipment.contentVersion));
    }

    /** Takes in what EasyEcom said about one shipment that is known here. */
    public ShipmentFacts learn(Location location, UpstreamShipment row, Instant asOf, Cause cause, String reference) {
        return learn(location, new Reading(row, asOf, cause, reference), InSame.NOTHING);
    }

    ShipmentFacts learn(Location location, Reading reading, InSame inSame) {
        // it can be asked again; what follows in the same transaction may have to be durable, and says so
        return transactions.lazily(location, () -> {
            Shipment shipment = locked(location, reading.row().shipmentId());
            if (!reading.late(shipment)) {
                String before = shipment.contentVersion;
                reading.into(shipment, clock.instant(), config.cancellation().decideWithin());
                shipment.knownAsOf = reading.asOf();
                boolean sameAddress = Boolean.FALSE.equals(Content.shipToChanged(before, shipment.contentVersion));
                if (shipment.personalDataErasedAt == null && !sameAddress) {
                    Recipient recipient = Recipient.findById(shipment.key);
                    recipient.take(reading.row().shipTo());
                }
            }
            announcing.inTell(shipment);
            ShipmentFacts facts = ShipmentFacts.of(shipment);
            inSame.follows(facts, reading.row());
            return facts;
        });
    }

    /** EasyEcom took these shipment details; in the transaction that closes the operation. */
    public void inAssigned(
            Location location,
            long shipmentId,
            String courier,
            String awb,
            String carrierId,
            String labelUrl,
            String trackingUrl,
            String operationId) {
        change(location, shipmentId, (shipment) -> {
            if (shipment.awb != null && !shipment.awb.equals(awb)) {
                String what = "AWB " + shipment.awb + " became " + awb;
                shipment.happened(
                        Happening.Event.ASSIGNMENT_CHANGED, clock.instant(), Cause.OPERATION, operationId, what);
            }
            shipment.awb = awb;
            shipment.courier = courier;
            shipment.carrierId = carrierId;
            shipment.labelUrl = labelUrl;
            shipment.trackingUrl = trackingUrl;
            shipment.assignedAsOf = clock.instant();
            shipment.digest = "";
            shipment.updatedAt = clock.instant();
            if (shipment.stage() == Stage.RECEIVED) {
                shipment.move(
                        Stage.ASSIGNED,
                        Stage.Mover.WAREHOUSE,
                        clock.instant(),
                        Cause.OPERATION,
                        operationId,
                        courier + " " + awb);
            }
        });
    }

    /** It is confirmed with the content of now; in the transaction before the request leaves. */
    public void inPacked(Location location, long shipmentId) {
        change(location, shipmentId, shipment -> shipment.confirmedContent = shipment.contentVersion);
    }

    /** The warehouse asks for a hold, so that the hold is known as its own; in the transaction before the request leaves. */
    public void inHoldAsked(Location location, long shipmentId, String reason) {
        change(location, shipmentId, shipment -> shipment.holdReason = reason);
    }

    /** That hold did not come to be; in the transaction that closes the operation. */
    public void inHoldDropped(Location location, long shipmentId) {
        change(location, shipmentId, shipment -> shipment.holdReason = null);
    }

    /**
     * A scan of the courier.
     *
     * @param stage what the scan means; null where it moves nothing
     * @param late it is older than one already known: it is kept and does not move the stage
     * @param told EasyEcom has it; else it is kept here only
     */
    public void inScanned(
            Location location,
            long shipmentId,
            LastScan scan,
            Stage stage,
            boolean late,
            boolean told,
            String eventId) {
        change(location, shipmentId, shipment -> {
            String detail = scan.status()
                    + (scan.location() == null ? "" : " at " + scan.location())
                    + (late ? " (late: an older scan than one already known)" : "")
                    + (told ? "" : " (kept here: cancelled at EasyEcom)");
            shipment.happened(Happening.Event.SCANNED, clock.instant(), Cause.CALLER, eventId, detail);
            if (late) {
                return;
            }
            shipment.lastScan = scan;
            if (stage != null) {
                shipment.move(stage, Stage.Mover.WAREHOUSE, clock.instant(), Cause.CALLER, eventId, detail);
            }
        });
    }

    /** A document can be had; in the caller's transaction. */
    public void inDocumentReady(Location location, long shipmentId, String document) {
        inDocument(location, shipmentId, Happening.Event.DOCUMENT_READY, document);
    }

    /** EasyEcom offers a document, and it cannot be had. */
    public void inDocumentFailed(Location location, long shipmentId, String document, String reason) {
        inDocument(location, shipmentId, Happening.Event.DOCUMENT_FAILED, document + ": " + reason);
    }

    private void inDocument(Location location, long shipmentId, Happening.Event event, String detail) {
        change(location, shipmentId, shipment -> shipment.happened(event, clock.instant(), Cause.SYNC, null, detail));
    }

    /** There are words about it again after its buyer was forgotten: they are to be forgotten in their turn. */
    public void inSpokenOf(Location location, long shipmentId) {
        locked(location, shipmentId).updatedAt = clock.instant();
    }

    /** EasyEcom knows it no more, at any of the brand's locations. */
    void gone(Location location, long shipmentId, Instant asOf) {
        transactions.run(
                location,
                () -> change(location, shipmentId, shipment -> {
                    if (shipment.learntSince(asOf)) {
                        return;
                    }
                    if (!shipment.goneUpstream) {
                        shipment.goneUpstream = true;
                        shipment.happened(Happening.Event.GONE_UPSTREAM, asOf, Cause.SYNC, null, null);
                    }
                    shipment.knownAsOf = asOf;
                }));
    }

    private void change(Location location, long shipmentId, Consumer<Shipment> change) {
        Shipment shipment = locked(location, shipmentId);
        change.accept(shipment);
        if (!shipment.happenings.isEmpty()) {
            shipment.updatedAt = clock.instant();
        }
        announcing.inTell(shipment);
    }

    private static Shipment find(Location location, long shipmentId) {
        return Shipment.find(location.brand(), shipmentId)
                .filter(shipment -> shipment.location.equals(location.code()))
                .orElseThrow(() -> unknown(location, shipmentId));
    }

    private static Shipment locked(Location location, long shipmentId) {
        return Shipment.locked(location.brand(), shipmentId)
                .filter(shipment -> shipment.location.equals(location.code()))
                .orElseThrow(() -> unknown(location, shipmentId));
    }

    /** What a shipment that is not of this location is answered with. */
    public static Problem unknown(Location location, long shipmentId) {
        return Problem.notFound("Shipment " + shipmentId + " at " + location.ref());
    }
}
