package com.nexar.fulfilment.assignment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.assignment.TakeBackIntent.Intent;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomAssignments;
import com.nexar.fulfilment.easyecom.EasyEcomConnection;
import com.nexar.fulfilment.easyecom.EasyEcomUnavailable;
import com.nexar.fulfilment.operations.OpenOperation;
import com.nexar.fulfilment.operations.OperationHandler;
import com.nexar.fulfilment.operations.OperationKind;
import com.nexar.fulfilment.operations.OperationState;
import com.nexar.fulfilment.operations.Operations;
import com.nexar.fulfilment.operations.Outcomes;
import com.nexar.fulfilment.operations.Sending;
import com.nexar.fulfilment.operations.Sending.Sent;
import com.nexar.fulfilment.operations.Step;
import com.nexar.fulfilment.operations.Work;
import com.nexar.fulfilment.orders.Cause;
import com.nexar.fulfilment.orders.Gate;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.orders.Stage;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/**
 * Taking an assignment back: gate → call → read-back. The stage steps back only because EasyEcom's row has the AWB no more, as
 * whenever somebody there takes one off, and never because a command was accepted.
 */
@Singleton
class AssignmentTakeBack implements OperationHandler {

    private final Orders orders;
    private final Operations operations;
    private final Gate gate;
    private final Outcomes outcomes;
    private final Sending sending;
    private final EasyEcomAssignments easyecom;
    private final EasyEcomConnection connection;
    private final Transactions transactions;
    private final ObjectMapper json;
    private final Clock clock;

    AssignmentTakeBack(
            Orders orders,
            Operations operations,
            Gate gate,
            Outcomes outcomes,
            Sending sending,
            EasyEcomAssignments easyecom,
            EasyEcomConnection connection,
            Transactions transactions,
            ObjectMapper json,
            Clock clock) {
        this.orders = orders;
        this.operations = operations;
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
        return OperationKind.UNASSIGN;
    }

    @Override
    public Step attempt(Work work) {
        Intent intent = read(work.operation());
        long shipmentId = shipment(work.operation());
        ShipmentFacts facts = gate.read(work.location(), shipmentId, Cause.OPERATION, work.reference())
                .mustExist();
        if (facts.awb() == null) {
            return echo(work);
        }
        transactions.run(work.location(), () -> {
            mayGo(orders.inLock(work.location(), shipmentId), intent);
            outcomes.inSending(work.lease());
        });
        return switch (sending.send(work, () -> easyecom.unassign(work.location(), shipmentId))) {
            case Sent.Taken<Void> taken -> {
                transactions.run(work.location(), () -> outcomes.inAccepted(work.lease()));
                yield Step.atOnce();
            }
            case Sent.No<Void> no -> refused(work, intent, no.refusal());
            case Sent.Later<Void> later -> later.step();
        };
    }

    @Override
    public Step readBack(Work work) {
        Intent intent = read(work.operation());
        long shipmentId = shipment(work.operation());
        Instant asked = clock.instant();
        boolean shown = gate.readRow(work.location(), shipmentId, Cause.OPERATION, work.reference())
                .isPresent();
        ShipmentFacts now = orders.facts(work.location(), shipmentId);
        if (shown && intent.isGone(now)) {
            return transactions.in(work.location(), () -> outcomes.inSucceeded(work.lease()));
        }
        boolean over = shown && (now.absent().isPresent() || !beforeConfirmation(now));
        if (over) {
            return no(work, now, tooLate(now));
        }
        if (!shown || !work.operation().disprovedAt(asked)) {
            return transactions.in(work.location(), () -> outcomes.inLooking(work.lease()));
        }
        Problem doubted = work.operation().doubted();
        return doubted == null
                ? transactions.in(work.location(), () -> outcomes.inResend(work.lease()))
                : no(work, now, doubted);
    }

    /** An AWB that was given later is gone again: this one came late, or somebody in EasyEcom did the same. */
    @Override
    public int effects(Location location, OpenOperation operation) {
        long shipmentId = shipment(operation);
        boolean shown = gate.readRow(
                        location, shipmentId, Cause.SYNC, operation.id().toString())
                .isPresent();
        return transactions.in(location, () -> {
            int later = operations.inLaterOfKind(operation);
            boolean givenAnew = operations
                    .inLatest(location, shipmentId, OperationKind.ASSIGN)
                    .filter(assign -> assign.state() == OperationState.SUCCEEDED)
                    .filter(assign -> assign.createdAt().isAfter(operation.createdAt()))
                    .isPresent();
            ShipmentFacts now = orders.inLock(location, shipmentId);
            boolean undone = shown && later == 0 && givenAnew && now.awb() == null;
            return operation.succeeded() + later + (undone ? 1 : 0);
        });
    }

    /** Somebody else took it back, or an attempt of ours showed up later than the quiet period. */
    private Step echo(Work work) {
        return transactions.in(work.location(), () -> {
            if (work.operation().uncertain() > 0) {
                outcomes.inLateArrival(work.lease());
            }
            return outcomes.inSucceeded(work.lease());
        });
    }

    /** After an attempt without an answer the no may be the echo of its success: there is no AWB any more. */
    private Step refused(Work work, Intent intent, Problem refusal) {
        ShipmentFacts now;
        try {
            now = gate.read(work.location(), shipment(work.operation()), Cause.OPERATION, work.reference());
        } catch (EasyEcomUnavailable unreadable) {
            return doubtful(work, refusal);
        }
        if (intent.isGone(now)) {
            return echo(work);
        }
        return work.operation().uncertain() > 0 ? doubtful(work, refusal) : no(work, now, refusal);
    }

    private Step doubtful(Work work, Problem refusal) {
        return transactions.in(
                work.location(), () -> outcomes.inDoubt(work.lease(), refusal, connection.quietPeriod()));
    }

    private Step no(Work work, ShipmentFacts now, Problem refusal) {
        Problem why = now.reasonAgainst().orElse(refusal);
        return transactions.in(work.location(), () -> outcomes.inRefused(work.lease(), why));
    }

    /** Between the gate's read and this moment only we ourselves can have learnt more. */
    private void mayGo(ShipmentFacts now, Intent intent) {
        now.mustExist();
        mustBeBeforeConfirmation(now);
        if (intent.isGone(now)) {
            throw new Problem(
                            ProblemCode.ALREADY_ASSIGNED,
                            "Shipment " + now.shipmentId() + " travels as " + now.awb() + " (carrier " + now.carrierId()
                                    + ") meanwhile and not as " + intent.awb()
                                    + ", which was to be taken back; nothing was sent.")
                    .withStage(now.stage().name());
        }
        if (!easyecom.canUnassign()) {
            throw notHere(now);
        }
    }

    static void mustBeBeforeConfirmation(ShipmentFacts shipment) {
        if (!beforeConfirmation(shipment)) {
            throw tooLate(shipment);
        }
    }

    /** EasyEcom's path for it is not public, so it is there only where the configuration names it. */
    static Problem notHere(ShipmentFacts shipment) {
        return new Problem(
                        ProblemCode.METHOD_NOT_ALLOWED,
                        "Shipment " + shipment.shipmentId() + " travels as " + shipment.awb()
                                + "; assignments cannot be taken back here, because fulfilment.easyecom.paths.unassign-awb is"
                                + " not set. Nothing was sent. Take it back in EasyEcom; the shipment is RECEIVED here as soon"
                                + " as EasyEcom shows no AWB.")
                .withStage(shipment.stage().name());
    }

    private static boolean beforeConfirmation(ShipmentFacts shipment) {
        return shipment.stage() == Stage.RECEIVED || shipment.stage() == Stage.ASSIGNED;
    }

    private static Problem tooLate(ShipmentFacts shipment) {
        return shipment.conflict("shipment details are taken back before the confirmation; nothing was sent.");
    }

    private static long shipment(OpenOperation operation) {
        return operation.allShipmentIds().getFirst();
    }

    private Intent read(OpenOperation operation) {
        try {
            return json.readValue(operation.request(), Intent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
