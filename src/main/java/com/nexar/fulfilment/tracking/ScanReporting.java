package com.nexar.fulfilment.tracking;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomRefused;
import com.nexar.fulfilment.easyecom.EasyEcomTracking;
import com.nexar.fulfilment.easyecom.TrackingUpdate;
import com.nexar.fulfilment.operations.OpenOperation;
import com.nexar.fulfilment.operations.OperationHandler;
import com.nexar.fulfilment.operations.OperationKind;
import com.nexar.fulfilment.operations.Operations;
import com.nexar.fulfilment.operations.Outcomes;
import com.nexar.fulfilment.operations.Sending;
import com.nexar.fulfilment.operations.Sending.Sent;
import com.nexar.fulfilment.operations.Step;
import com.nexar.fulfilment.operations.Work;
import com.nexar.fulfilment.orders.LastScan;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Telling EasyEcom scans, strictly one after the other per shipment. EasyEcom keeps scans at least once, keyed by AWB, status,
 * time and place (design section 5), so one whose outcome stays unknown may be told again after the quiet period.
 */
@Singleton
class ScanReporting implements OperationHandler {

    /** Only in case nobody wakes it: whoever ends before it does. Not kept in hand meanwhile, so a queue takes no room. */
    private static final Duration TURN = Duration.ofSeconds(10);

    private final Orders orders;
    private final Operations operations;
    private final ScanKeeping keeping;
    private final Outcomes outcomes;
    private final Sending sending;
    private final EasyEcomTracking easyecom;
    private final Transactions transactions;
    private final Clock clock;

    ScanReporting(
            Orders orders,
            Operations operations,
            ScanKeeping keeping,
            Outcomes outcomes,
            Sending sending,
            EasyEcomTracking easyecom,
            Transactions transactions,
            Clock clock) {
        this.orders = orders;
        this.operations = operations;
        this.keeping = keeping;
        this.outcomes = outcomes;
        this.sending = sending;
        this.easyecom = easyecom;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public OperationKind kind() {
        return OperationKind.TRACK;
    }

    @Override
    public Step attempt(Work work) {
        long shipmentId = shipment(work.operation());
        Step notNow = transactions.in(work.location(), () -> inTurn(work, shipmentId));
        if (notNow != null) {
            return notNow;
        }
        ShipmentFacts shipment = orders.facts(work.location(), shipmentId);
        TrackingUpdate update = ScanUpdate.of(shipment, event(work));
        return switch (sending.send(work, () -> easyecom.update(work.location(), update))) {
            case Sent.Taken<Void> taken -> transactions.in(work.location(), () -> inTold(work, shipmentId));
            case Sent.No<Void> no -> refused(work, shipmentId, update, no.refusal());
            case Sent.Later<Void> later -> later.step();
        };
    }

    @Override
    public Step readBack(Work work) {
        long shipmentId = shipment(work.operation());
        Instant asked = clock.instant();
        TrackingUpdate update = ScanUpdate.of(orders.facts(work.location(), shipmentId), event(work));
        if (shown(work, update)) {
            return transactions.in(work.location(), () -> inTold(work, shipmentId));
        }
        return transactions.in(
                work.location(),
                () -> work.operation().disprovedAt(asked)
                        ? outcomes.inResend(work.lease())
                        : outcomes.inLooking(work.lease()));
    }

    @Override
    public Step inGivenUp(Work work, Problem why) {
        inEvent(work.operation().id()).state = TrackingEvent.State.REFUSED;
        return null;
    }

    @Override
    public void inSettled(Location location, OpenOperation operation, boolean happened) {
        TrackingEvent event = inEvent(operation.id());
        if (happened) {
            inScanned(location, shipment(operation), event);
        } else {
            event.state = TrackingEvent.State.REFUSED;
        }
    }

    /** Null where its turn has come and it is about to leave. */
    private Step inTurn(Work work, long shipmentId) {
        Location location = work.location();
        ShipmentFacts shipment = orders.inLock(location, shipmentId);
        Optional<OpenOperation> other = operations
                .inOpen(location, shipmentId)
                .filter(open -> !open.id().equals(work.operation().id()));
        TrackingEvent event = inEvent(work.operation().id());
        List<TrackingEvent> queue = TrackingEvent.queued(location.brand(), shipmentId);
        boolean first = !queue.isEmpty() && queue.getFirst().key.equals(event.key);
        if (other.isPresent() || !first) {
            return outcomes.inWaiting(work.lease(), TURN);
        }
        try {
            if (!shipment.stage().manifestedOrLater() && !shipment.keepsScans()) {
                shipment.mustExist();
                throw ScanAcceptance.manifestRequired(shipment);
            }
            ScanAcceptance.mustFit(shipment, event.status, event.occurredAt);
        } catch (Problem problem) {
            return inRefused(work, shipmentId, problem);
        }
        if (shipment.keepsScans()) {
            keeping.inKept(location, shipment, event);
            return outcomes.inSucceeded(work.lease());
        }
        outcomes.inSending(work.lease());
        return null;
    }

    /** After an attempt without an answer, EasyEcom may have the scan all the same. */
    private Step refused(Work work, long shipmentId, TrackingUpdate update, EasyEcomRefused refusal) {
        boolean there = work.operation().uncertain() > 0 && shown(work, update);
        return transactions.in(
                work.location(), () -> there ? inTold(work, shipmentId) : inRefused(work, shipmentId, refusal));
    }

    private Step inRefused(Work work, long shipmentId, Problem problem) {
        inEvent(work.operation().id()).state = TrackingEvent.State.REFUSED;
        return outcomes.inRefused(work.lease(), problem);
    }

    private Step inTold(Work work, long shipmentId) {
        inScanned(work.location(), shipmentId, inEvent(work.operation().id()));
        return outcomes.inSucceeded(work.lease());
    }

    private void inScanned(Location location, long shipmentId, TrackingEvent event) {
        event.late = ScanAcceptance.late(orders.inLock(location, shipmentId), event.occurredAt);
        event.state = TrackingEvent.State.SENT;
        LastScan scan = new LastScan(event.status.name(), event.occurredAt, event.place, event.note);
        orders.inScanned(
                location, shipmentId, scan, event.status.stage().orElse(null), event.late, true, event.key.eventId());
    }

    private boolean shown(Work work, TrackingUpdate update) {
        try {
            return easyecom.shows(work.location(), update);
        } catch (EasyEcomRefused e) {
            return false; // told again after the quiet period: at least once
        }
    }

    private TrackingEvent event(Work work) {
        return transactions.in(work.location(), () -> inEvent(work.operation().id()));
    }

    private static TrackingEvent inEvent(UUID operation) {
        return TrackingEvent.ofOperation(operation).orElseThrow();
    }

    private static long shipment(OpenOperation operation) {
        return operation.allShipmentIds().getFirst();
    }
}
