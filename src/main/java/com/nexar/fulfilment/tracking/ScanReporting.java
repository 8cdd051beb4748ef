package com.nexar.fulfilment.tracking;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.OpenOperation;
import com.nexar.fulfilment.operations.OperationHandler;
import com.nexar.fulfilment.operations.OperationKind;
import com.nexar.fulfilment.operations.OperationState;
import com.nexar.fulfilment.operations.Operations;
import com.nexar.fulfilment.operations.Wait;
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

/** Reporting a scan: stored first, told in order per shipment, and its own time decides whether it moves the stage. */
@Singleton
class ScanReporting implements OperationHandler {

    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);
    private static final Duration TURN = Duration.ofSeconds(1);

    private final Orders orders;
    private final ScanSending sending;
    private final Operations operations;
    private final Wait wait;
    private final Transactions transactions;
    private final Clock clock;

    ScanReporting(
            Orders orders,
            ScanSending sending,
            Operations operations,
            Wait wait,
            Transactions transactions,
            Clock clock) {
        this.orders = orders;
        this.sending = sending;
        this.operations = operations;
        this.wait = wait;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What is to be done with a scan that just came. */
    private record Accepted(UUID operation, boolean now) {}

    /** @return the operation that is still open after the wait; empty when EasyEcom has the scan */
    Optional<UUID> report(Location location, long shipmentId, ReportScan scan, String caller, Duration most) {
        if (scan.occurredAt().isAfter(clock.instant().plus(CLOCK_TOLERANCE))) {
            throw Problem.invalid("occurredAt", "lies in the future; give the time of the courier's scan");
        }
        Accepted accepted = transactions.in(location, () -> accept(location, shipmentId, scan, caller));
        if (accepted == null) {
            return Optional.empty(); // the same event again
        }
        if (accepted.now()) {
            sending.send(location, shipmentId, accepted.operation(), true);
            return Optional.empty();
        }
        wait.until(
                most,
                () -> operations.view(location, accepted.operation()).state().finished());
        operations.problem(location, accepted.operation()).ifPresent(problem -> {
            throw problem;
        });
        OperationState state = operations.view(location, accepted.operation()).state();
        return state == OperationState.SUCCEEDED ? Optional.empty() : Optional.of(accepted.operation());
    }

    private Accepted accept(Location location, long shipmentId, ReportScan scan, String caller) {
        ShipmentFacts shipment = orders.inLock(location, shipmentId);
        TrackingEvent known =
                TrackingEvent.findById(new TrackingEvent.Key(location.brand(), shipmentId, scan.eventId()));
        if (known != null && !known.same(scan)) {
            throw Problem.invalid(
                    "eventId", "was used for another scan of this shipment; every scan needs an id of its own");
        }
        if (known != null && known.state != TrackingEvent.State.REFUSED) {
            return known.state == TrackingEvent.State.QUEUED ? new Accepted(known.operationId, false) : null;
        }
        shipment.mustExist();
        Optional<OpenOperation> open = operations.inOpen(location, shipmentId);
        boolean manifesting =
                open.filter(o -> o.kind() == OperationKind.MANIFEST).isPresent();
        if (!shipment.stage().manifestedOrLater() && !manifesting) {
            throw manifestRequired(shipment);
        }
        List<TrackingEvent> before = TrackingEvent.queued(location.brand(), shipmentId);
        if (before.isEmpty() && !manifesting) {
            mustFit(shipment, scan.status(), scan.occurredAt());
        }
        UUID operation = operations.inBegin(
                location, OperationKind.TRACK, List.of(shipmentId), scan, scan.eventId(), caller, false);
        TrackingEvent event = known != null
                ? known // refused before: a new attempt
                : TrackingEvent.of(location.brand(), shipmentId, location.code(), scan, clock.instant());
        event.operationId = operation;
        event.state = TrackingEvent.State.QUEUED;
        event.persist();
        boolean now = open.isEmpty() && before.isEmpty();
        if (now) {
            operations.inRun(operation);
        }
        return new Accepted(operation, now);
    }

    /** A scan that is the latest must be able to follow the stage; a late one moves nothing and fits always. */
    private static void mustFit(ShipmentFacts shipment, ScanStatus status, Instant occurredAt) {
        boolean late = shipment.lastScan() != null
                && occurredAt.isBefore(shipment.lastScan().occurredAt());
        Stage next = status.stage().orElse(shipment.stage());
        if (!late && next != shipment.stage() && !shipment.stage().mayBecome(next, Stage.Mover.WAREHOUSE)) {
            throw shipment.conflict("a scan " + status + " cannot follow; nothing was sent.");
        }
    }

    @Override
    public OperationKind kind() {
        return OperationKind.TRACK;
    }

    @Override
    public void settle(Location location, OpenOperation operation) {
        long shipmentId = operation.shipmentIds().getFirst();
        boolean mine = transactions.in(location, () -> turn(location, shipmentId, operation));
        if (mine) {
            sending.send(location, shipmentId, operation.id(), false);
        }
    }

    private boolean turn(Location location, long shipmentId, OpenOperation operation) {
        ShipmentFacts shipment = orders.inLock(location, shipmentId);
        Optional<OpenOperation> open = operations.inOpen(location, shipmentId);
        if (open.isPresent() && !open.get().id().equals(operation.id())) {
            operations.inWaiting(operation.id(), TURN);
            return false;
        }
        OperationState state = operations.inState(operation.id());
        if (state.finished() || state != operation.state()) {
            return false; // somebody else was here since
        }
        if (state != OperationState.PENDING && Instant.now(clock).isBefore(operation.quietUntil())) {
            return false; // EasyEcom may still be at it
        }
        TrackingEvent event = TrackingEvent.ofOperation(operation.id()).orElseThrow();
        try {
            if (!shipment.stage().manifestedOrLater()) {
                throw manifestRequired(shipment);
            }
            mustFit(shipment, event.status, event.occurredAt);
        } catch (Problem problem) {
            event.state = TrackingEvent.State.REFUSED;
            operations.inRefused(operation.id(), problem);
            return false;
        }
        boolean first = TrackingEvent.queued(location.brand(), shipmentId)
                .getFirst()
                .key
                .equals(event.key);
        if (first) {
            operations.inRun(operation.id());
        } else {
            operations.inWaiting(operation.id(), TURN);
        }
        return first;
    }

    private static Problem manifestRequired(ShipmentFacts shipment) {
        return new Problem(
                        ProblemCode.MANIFEST_REQUIRED,
                        "Shipment " + shipment.shipmentId() + " is " + shipment.stage()
                                + ": EasyEcom takes scans only after the manifest. Nothing was sent; report it again then.")
                .withStage(shipment.stage().name());
    }
}
