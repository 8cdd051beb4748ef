package com.nexar.fulfilment.assignment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.AssignRequest;
import com.nexar.fulfilment.easyecom.EasyEcomAssignments;
import com.nexar.fulfilment.easyecom.EasyEcomConnection;
import com.nexar.fulfilment.easyecom.EasyEcomUnavailable;
import com.nexar.fulfilment.operations.Lease;
import com.nexar.fulfilment.operations.OpenOperation;
import com.nexar.fulfilment.operations.OperationHandler;
import com.nexar.fulfilment.operations.OperationKind;
import com.nexar.fulfilment.operations.Outcomes;
import com.nexar.fulfilment.operations.Sending;
import com.nexar.fulfilment.operations.Sending.Sent;
import com.nexar.fulfilment.operations.Step;
import com.nexar.fulfilment.operations.Work;
import com.nexar.fulfilment.orders.Cause;
import com.nexar.fulfilment.orders.Gate;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** Assigning: call → outcome; an outcome that got lost is read back: this AWB and carrier on the shipment's row prove it. */
@Singleton
class ShipmentAssignment implements OperationHandler {

    private final Orders orders;
    private final Gate gate;
    private final Outcomes outcomes;
    private final Sending sending;
    private final EasyEcomAssignments easyecom;
    private final EasyEcomConnection connection;
    private final Transactions transactions;
    private final ObjectMapper json;
    private final Clock clock;

    ShipmentAssignment(
            Orders orders,
            Gate gate,
            Outcomes outcomes,
            Sending sending,
            EasyEcomAssignments easyecom,
            EasyEcomConnection connection,
            Transactions transactions,
            ObjectMapper json,
            Clock clock) {
        this.orders = orders;
        this.gate = gate;
        this.outcomes = outcomes;
        this.sending = sending;
        this.easyecom = easyecom;
        this.connection = connection;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public OperationKind kind() {
        return OperationKind.ASSIGN;
    }

    @Override
    public Step attempt(Work work) {
        AssignShipment order = read(work.operation());
        long shipmentId = shipment(work.operation());
        if (order.replaces() != null) {
            gate.read(
                    work.location(),
                    shipmentId,
                    Cause.OPERATION,
                    work.reference()); // so that nothing but that one is replaced
        }
        Step done = transactions.in(work.location(), () -> inMayGo(work, shipmentId, order));
        return done == null ? leave(work) : done;
    }

    @Override
    public Step leave(Work work) {
        AssignShipment order = read(work.operation());
        long shipmentId = shipment(work.operation());
        return switch (sending.send(work, () -> easyecom.assign(work.location(), request(shipmentId, order)))) {
            case Sent.Taken<Void> taken -> succeeded(work, shipmentId, order);
            case Sent.No<Void> no -> refused(work, shipmentId, order, no.refusal());
            case Sent.Later<Void> later -> later.step();
        };
    }

    @Override
    public Step readBack(Work work) {
        AssignShipment order = read(work.operation());
        long shipmentId = shipment(work.operation());
        Instant asked = clock.instant();
        boolean shown = gate.readRow(work.location(), shipmentId, Cause.OPERATION, work.reference())
                .isPresent();
        ShipmentFacts now = orders.facts(work.location(), shipmentId);
        if (shown && AssignmentCheck.isSo(now, order)) {
            return succeeded(work, shipmentId, order);
        }
        if (shown && AssignmentCheck.inTheWay(now, order)) {
            return transactions.in(
                    work.location(), () -> outcomes.inRefused(work.lease(), AssignmentCheck.alreadyAssigned(now)));
        }
        boolean disproved = shown && work.operation().disprovedAt(asked);
        return transactions.in(work.location(), () -> {
            Lease lease = work.lease();
            if (!disproved) {
                return outcomes.inLooking(lease);
            }
            Problem doubted = work.operation().doubted();
            return doubted == null
                    ? outcomes.inResend(lease)
                    : outcomes.inRefused(lease, now.reasonAgainst().orElse(doubted));
        });
    }

    @Override
    public int effects(Location location, OpenOperation operation) {
        long shipmentId = shipment(operation);
        boolean shown = gate.readRow(
                        location, shipmentId, Cause.SYNC, operation.id().toString())
                .isPresent();
        boolean there = shown && AssignmentCheck.isSo(orders.facts(location, shipmentId), read(operation));
        return there ? 1 : 0; // twice the same AWB looks like once
    }

    @Override
    public void inSettled(Location location, OpenOperation operation, boolean happened) {
        if (happened) {
            inAssigned(
                    location, operation.id().toString(), operation.shipmentIds().getFirst(), read(operation));
        }
    }

    /** What was true when the command came may have changed while it waited. Null where it goes now. */
    private Step inMayGo(Work work, long shipmentId, AssignShipment order) {
        ShipmentFacts shipment = orders.inLock(work.location(), shipmentId);
        shipment.mustExist();
        if (AssignmentCheck.isSo(shipment, order)) {
            return inEcho(work, shipmentId, order);
        }
        shipment.mustNotBeHeld();
        if (AssignmentCheck.inTheWay(shipment, order)) {
            throw AssignmentCheck.alreadyAssigned(shipment);
        }
        outcomes.inSending(work.lease());
        return null;
    }

    /** It is there although nothing told us so. After a quiet period that showed nothing, the first request came late. */
    private Step inEcho(Work work, long shipmentId, AssignShipment order) {
        if (work.operation().uncertain() > 0) {
            outcomes.inLateArrival(work.lease());
        }
        return inSucceeded(work, shipmentId, order);
    }

    private Step succeeded(Work work, long shipmentId, AssignShipment order) {
        return transactions.in(work.location(), () -> inSucceeded(work, shipmentId, order));
    }

    private Step inSucceeded(Work work, long shipmentId, AssignShipment order) {
        inAssigned(work.location(), work.reference(), shipmentId, order);
        return outcomes.inSucceeded(work.lease());
    }

    private void inAssigned(Location location, String reference, long shipmentId, AssignShipment order) {
        orders.inAssigned(
                location,
                shipmentId,
                order.courier(),
                order.awb(),
                order.carrierId(),
                order.labelUrl(),
                order.trackingUrl(),
                reference);
    }

    /**
     * A refusal may have a reason that we can name: cancelled or held meanwhile, or our own AWB is there already. After an
     * attempt without an answer it may be the echo of that one's success, so it is doubted until a quiet read-back.
     */
    private Step refused(Work work, long shipmentId, AssignShipment order, Problem refusal) {
        ShipmentFacts now;
        try {
            now = gate.read(work.location(), shipmentId, Cause.OPERATION, work.reference());
        } catch (EasyEcomUnavailable unreadable) {
            return doubtful(work, refusal);
        }
        if (AssignmentCheck.isSo(now, order)) {
            return transactions.in(work.location(), () -> inEcho(work, shipmentId, order));
        }
        if (AssignmentCheck.inTheWay(now, order)) {
            return transactions.in(
                    work.location(), () -> outcomes.inRefused(work.lease(), AssignmentCheck.alreadyAssigned(now)));
        }
        return work.operation().uncertain() > 0 ? doubtful(work, refusal) : no(work, now, refusal);
    }

    private Step no(Work work, ShipmentFacts now, Problem refusal) {
        Problem why = now.reasonAgainst().orElse(refusal);
        return transactions.in(work.location(), () -> outcomes.inRefused(work.lease(), why));
    }

    private Step doubtful(Work work, Problem refusal) {
        return transactions.in(
                work.location(), () -> outcomes.inDoubt(work.lease(), refusal, connection.quietPeriod()));
    }

    private static AssignRequest request(long shipmentId, AssignShipment order) {
        return new AssignRequest(shipmentId, order.courier(), order.awb(), order.carrierId(), order.labelUrl());
    }

    private static long shipment(OpenOperation operation) {
        return operation.allShipmentIds().getFirst();
    }

    private AssignShipment read(OpenOperation operation) {
        try {
            return json.readValue(operation.request(), AssignShipment.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
