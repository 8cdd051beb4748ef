package com.nexar.fulfilment.holds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomConnection;
import com.nexar.fulfilment.easyecom.EasyEcomOrders;
import com.nexar.fulfilment.easyecom.EasyEcomUnavailable;
import com.nexar.fulfilment.holds.HoldIntent.Intent;
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
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/**
 * Holding and releasing: gate → call → read-back, because only the shipment's row says that it is held or is not any more. What
 * EasyEcom accepted is waited for; what got lost is read back and adopted, or sent again after the quiet period.
 */
@Singleton
class ShipmentHold implements OperationHandler {

    private final Orders orders;
    private final Operations operations;
    private final Gate gate;
    private final Outcomes outcomes;
    private final Sending sending;
    private final EasyEcomOrders easyecom;
    private final EasyEcomConnection connection;
    private final Transactions transactions;
    private final ObjectMapper json;
    private final Clock clock;

    ShipmentHold(
            Orders orders,
            Operations operations,
            Gate gate,
            Outcomes outcomes,
            Sending sending,
            EasyEcomOrders easyecom,
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
        return OperationKind.HOLD;
    }

    @Override
    public Step attempt(Work work) {
        Intent intent = read(work.operation());
        long shipmentId = shipment(work.operation());
        ShipmentFacts facts = gate.read(work.location(), shipmentId, Cause.OPERATION, work.reference())
                .mustExist();
        if (intent.isSo(facts)) {
            return echo(work);
        }
        transactions.run(work.location(), () -> {
            HoldCheck.mayGo(orders.inLock(work.location(), shipmentId), intent);
            if (intent.hold()) {
                orders.inHoldAsked(work.location(), shipmentId, intent.reason());
            }
            outcomes.inSending(work.lease());
        });
        return switch (sending.send(work, () -> send(work.location(), shipmentId, intent))) {
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
        if (shown && !HoldCheck.over(now) && intent.isSo(now)) {
            return transactions.in(work.location(), () -> outcomes.inSucceeded(work.lease()));
        }
        if (shown && HoldCheck.over(now)) {
            return no(work, intent, now, HoldCheck.notBeforeManifest(now));
        }
        if (!shown || !work.operation().disprovedAt(asked)) {
            return transactions.in(work.location(), () -> outcomes.inLooking(work.lease()));
        }
        Problem doubted = work.operation().doubted();
        return doubted == null
                ? transactions.in(work.location(), () -> outcomes.inResend(work.lease()))
                : no(work, intent, now, doubted);
    }

    /** The last of several is contradicted by what EasyEcom shows: this one came late, or somebody there did the same. */
    @Override
    public int effects(Location location, OpenOperation operation) {
        long shipmentId = shipment(operation);
        boolean shown = gate.readRow(
                        location, shipmentId, Cause.SYNC, operation.id().toString())
                .isPresent();
        return transactions.in(location, () -> {
            int known = operation.succeeded() + operations.inLaterOfKind(operation);
            OpenOperation last = operations
                    .inLatest(location, shipmentId, OperationKind.HOLD)
                    .orElse(operation);
            boolean undone = shown
                    && last.state() == OperationState.SUCCEEDED
                    && read(last).hold() != read(operation).hold()
                    && read(operation).isSo(orders.inLock(location, shipmentId));
            return undone ? known + 1 : known;
        });
    }

    @Override
    public Step inGivenUp(Work work, Problem why) {
        inDropped(work.location(), work.operation());
        return null;
    }

    @Override
    public void inSettled(Location location, OpenOperation operation, boolean happened) {
        if (!happened) {
            inDropped(location, operation);
        }
    }

    private void send(Location location, long shipmentId, Intent intent) {
        if (intent.hold()) {
            easyecom.hold(location, shipmentId, intent.reason());
        } else {
            easyecom.release(location, shipmentId);
        }
    }

    /** It is so already: by somebody else, or by an attempt of ours that showed up later than the quiet period. */
    private Step echo(Work work) {
        return transactions.in(work.location(), () -> {
            if (work.operation().uncertain() > 0) {
                outcomes.inLateArrival(work.lease());
            }
            return outcomes.inSucceeded(work.lease());
        });
    }

    /** Cancelled meanwhile, or so already, is a clearer word. After an attempt without an answer the no may be its echo. */
    private Step refused(Work work, Intent intent, Problem refusal) {
        ShipmentFacts now;
        try {
            now = gate.read(work.location(), shipment(work.operation()), Cause.OPERATION, work.reference());
        } catch (EasyEcomUnavailable unreadable) {
            return doubtful(work, refusal);
        }
        if (!HoldCheck.over(now) && intent.isSo(now)) {
            if (work.operation().uncertain() == 0) {
                transactions.run(
                        work.location(), () -> inDropped(work.location(), work.operation())); // somebody else's
            }
            return echo(work);
        }
        return work.operation().uncertain() > 0 ? doubtful(work, refusal) : no(work, intent, now, refusal);
    }

    private Step doubtful(Work work, Problem refusal) {
        return transactions.in(
                work.location(), () -> outcomes.inDoubt(work.lease(), refusal, connection.quietPeriod()));
    }

    private Step no(Work work, Intent intent, ShipmentFacts now, Problem refusal) {
        Problem why = now.absent().orElse(refusal);
        return transactions.in(work.location(), () -> {
            inDropped(work.location(), work.operation());
            return outcomes.inRefused(work.lease(), why);
        });
    }

    private void inDropped(Location location, OpenOperation operation) {
        if (read(operation).hold()) {
            orders.inHoldDropped(location, shipment(operation));
        }
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
