package com.nexar.fulfilment.tracking;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.Lease;
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

/** Taking a scan: stored first, in the queue of its shipment, each event id once. */
@Singleton
class ScanIntent {

    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

    private final Orders orders;
    private final Operations operations;
    private final ScanKeeping keeping;
    private final Transactions transactions;
    private final Clock clock;

    ScanIntent(Orders orders, Operations operations, ScanKeeping keeping, Transactions transactions, Clock clock) {
        this.orders = orders;
        this.operations = operations;
        this.keeping = keeping;
        this.transactions = transactions;
        this.clock = clock;
    }

    private record Taken(UUID operation, Lease begun) {}

    /** @return the operation that tells EasyEcom; null where EasyEcom has this event already, or is not told */
    UUID take(Location location, long shipmentId, ReportScan scan, String caller) {
        if (scan.occurredAt().isAfter(clock.instant().plus(CLOCK_TOLERANCE))) {
            throw Problem.invalid("occurredAt", "lies in the future; give the time of the courier's scan");
        }
        Taken taken = transactions.in(location, () -> accept(location, shipmentId, scan, caller));
        if (taken.begun() != null) {
            operations.start(taken.begun());
        }
        return taken.operation();
    }

    private Taken accept(Location location, long shipmentId, ReportScan scan, String caller) {
        ShipmentFacts shipment = orders.inLock(location, shipmentId);
        Optional<UUID> ofKey = operations.inOfKey();
        if (ofKey.isPresent()) {
            return new Taken(ofKey.get(), null);
        }
        TrackingEvent known =
                TrackingEvent.findById(new TrackingEvent.Key(location.brand(), shipmentId, scan.eventId()));
        if (known != null && !known.same(scan)) {
            throw Problem.invalid(
                    "eventId", "was used for another scan of this shipment; every scan needs an id of its own");
        }
        if (known != null && known.state != TrackingEvent.State.REFUSED) {
            return new Taken(known.state == TrackingEvent.State.QUEUED ? known.operationId : null, null);
        }
        List<TrackingEvent> before = TrackingEvent.queued(location.brand(), shipmentId);
        if (shipment.keepsScans() && before.isEmpty()) {
            mustFit(shipment, scan.status(), scan.occurredAt());
            keeping.inKept(location, shipment, event(known, location, shipmentId, scan));
            return new Taken(null, null);
        }
        Optional<OpenOperation> open = operations.inOpen(location, shipmentId);
        if (!shipment.keepsScans()) {
            mustBeTaken(shipment, scan, open, before);
        }
        var intent = new Operations.Intent(OperationKind.TRACK, List.of(shipmentId), scan, scan.eventId(), caller);
        Lease lease = open.isEmpty() && before.isEmpty() ? operations.inBegin(location, intent) : null;
        UUID operation = lease == null ? operations.inQueue(location, intent) : lease.operation();
        TrackingEvent event = event(known, location, shipmentId, scan);
        event.operationId = operation;
        event.state = TrackingEvent.State.QUEUED;
        event.persist();
        return new Taken(operation, lease);
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
