package com.nexar.fulfilment.tracking;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.OpenOperation;
import com.nexar.fulfilment.operations.OperationKind;
import com.nexar.fulfilment.operations.Operations;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.orders.Stage;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Whether a scan is taken, and whether EasyEcom can be told of it at once. */
@Singleton
class ScanAcceptance {

    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

    private final Orders orders;
    private final ScanKeeping keeping;
    private final Operations operations;
    private final Clock clock;

    ScanAcceptance(Orders orders, ScanKeeping keeping, Operations operations, Clock clock) {
        this.orders = orders;
        this.keeping = keeping;
        this.operations = operations;
        this.clock = clock;
    }

    /**
     * @param event to be told by a new operation; null where there is none to be told
     * @param atOnce nothing else of the shipment is before it
     * @param joined without an event: the operation that tells it already; null where EasyEcom has it, or is not told
     */
    record Accepted(TrackingEvent event, boolean atOnce, UUID joined) {}

    void mustHaveHappened(ReportScan scan) {
        if (scan.occurredAt().isAfter(clock.instant().plus(CLOCK_TOLERANCE))) {
            throw Problem.invalid("occurredAt", "lies in the future; give the time of the courier's scan");
        }
    }

    /** @param shipment locked by the caller */
    Accepted inAccept(Location location, ShipmentFacts shipment, ReportScan scan) {
        long shipmentId = shipment.shipmentId();
        TrackingEvent known =
                TrackingEvent.findById(new TrackingEvent.Key(location.brand(), shipmentId, scan.eventId()));
        if (known != null && !known.same(scan)) {
            throw Problem.invalid(
                    "eventId", "was used for another scan of this shipment; every scan needs an id of its own");
        }
        if (known != null && known.state != TrackingEvent.State.REFUSED) {
            UUID tells = known.state == TrackingEvent.State.QUEUED ? known.operationId : null;
            return new Accepted(null, false, tells);
        }
        List<TrackingEvent> before = TrackingEvent.queued(location.brand(), shipmentId);
        if (shipment.keepsScans() && before.isEmpty()) {
            ShipmentFacts now =
                    orders.inLock(location, shipmentId); // an earlier scan of the same bulk may have moved it
            mustFit(now, scan.status(), scan.occurredAt());
            keeping.inKept(location, now, event(known, location, shipmentId, scan));
            return new Accepted(null, false, null);
        }
        Optional<OpenOperation> open = operations.inOpen(location, shipmentId);
        if (!shipment.keepsScans()) {
            mustBeTaken(shipment, scan, open, before);
        }
        if (shipment.personalDataErasedAt() != null) {
            orders.inSpokenOf(location, shipmentId); // whatever becomes of the scan, its note is kept
        }
        return new Accepted(event(known, location, shipmentId, scan), open.isEmpty() && before.isEmpty(), null);
    }

    private static void mustBeTaken(
            ShipmentFacts shipment, ReportScan scan, Optional<OpenOperation> open, List<TrackingEvent> before) {
        shipment.mustExist();
        boolean manifesting =
                open.filter(o -> o.kind() == OperationKind.MANIFEST).isPresent();
        if (!shipment.stage().manifestedOrLater() && !manifesting) {
            throw manifestRequired(shipment);
        }
        if (before.isEmpty() && !manifesting) {
            mustFit(shipment, scan.status(), scan.occurredAt());
        }
    }

    /** One that was refused before is tried anew. */
    private TrackingEvent event(TrackingEvent refused, Location location, long shipmentId, ReportScan scan) {
        return refused != null
                ? refused
                : TrackingEvent.of(location.brand(), shipmentId, location.code(), scan, clock.instant());
    }

    /** A scan that is the latest must be able to follow the stage; a late one moves nothing and fits always. */
    static void mustFit(ShipmentFacts shipment, ScanStatus status, Instant occurredAt) {
        Stage next = status.stage().orElse(shipment.stage());
        boolean stays = next == shipment.stage() || shipment.stage() == Stage.CANCELLED || late(shipment, occurredAt);
        if (!stays && !shipment.stage().mayBecome(next, Stage.Mover.WAREHOUSE)) {
            throw shipment.conflict("a scan " + status + " cannot follow; nothing was sent.");
        }
    }

    /** Older than a scan that is known already. */
    static boolean late(ShipmentFacts shipment, Instant occurredAt) {
        return shipment.lastScan() != null
                && occurredAt.isBefore(shipment.lastScan().occurredAt());
    }

    static Problem manifestRequired(ShipmentFacts shipment) {
        return new Problem(
                        ProblemCode.MANIFEST_REQUIRED,
                        "Shipment " + shipment.shipmentId() + " is " + shipment.stage()
                                + ": EasyEcom takes scans only after the manifest. Nothing was sent; report it again then.")
                .withStage(shipment.stage().name());
    }
}
