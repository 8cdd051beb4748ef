package com.nexar.fulfilment.confirmation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.confirmation.ConfirmationIntent.Intent;
import com.nexar.fulfilment.confirmation.LeavesWithLook.Leaving;
import com.nexar.fulfilment.easyecom.EasyEcomConfirmations;
import com.nexar.fulfilment.easyecom.SendRight;
import com.nexar.fulfilment.easyecom.UpstreamPackage;
import com.nexar.fulfilment.easyecom.UpstreamShipment;
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
import com.nexar.fulfilment.orders.Sight;
import com.nexar.fulfilment.orders.Stage;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Confirming: gate (EasyEcom's own row of the shipment, read now, which is also the baseline) → call → outcome, which EasyEcom
 * decides later and {@link ConfirmationReading} reads back.
 */
@Singleton
class OrderConfirmation implements OperationHandler {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final Orders orders;
    private final Gate gate;
    private final ContentCheck content;
    private final Outcomes outcomes;
    private final Sending sending;
    private final ConfirmationReading reading;
    private final EasyEcomConfirmations easyecom;
    private final Transactions transactions;
    private final ObjectMapper json;

    OrderConfirmation(
            Orders orders,
            Gate gate,
            ContentCheck content,
            Outcomes outcomes,
            Sending sending,
            ConfirmationReading reading,
            EasyEcomConfirmations easyecom,
            Transactions transactions,
            ObjectMapper json) {
        this.orders = orders;
        this.gate = gate;
        this.content = content;
        this.outcomes = outcomes;
        this.sending = sending;
        this.reading = reading;
        this.easyecom = easyecom;
        this.transactions = transactions;
        this.json = json;
    }

    @Override
    public OperationKind kind() {
        return OperationKind.CONFIRM;
    }

    @Override
    public Step attempt(Work work) {
        long shipmentId = shipment(work.operation());
        Intent asked = read(work.operation());
        LeavesWithLook plain = new LeavesWithLook(work, asked, orders, outcomes);
        Sight sight = gate.readRowAmongMany(work.location(), shipmentId, Cause.OPERATION, work.reference(), plain);
        if (plain.leaving().isPresent()) {
            return leave(work, plain.leaving().get(), sight);
        }
        ShipmentFacts facts = sight.facts();
        if (ConfirmationReading.confirmed(facts) || reading.seen(asked, sight.row())) {
            return reading.echo(work, facts);
        }
        facts.mustExist().mustNotBeHeld();
        mustTell(asked, sight.row().orElseThrow(() -> notShown(facts)), facts);
        transactions.run(
                work.location(), () -> mayGo(work.location(), orders.inLock(work.location(), shipmentId), asked));
        return Step.atOnce(); // what spoke against it is over by now
    }

    private Step leave(Work work, Leaving leaving, Sight sight) {
        Intent intent = leaving.intent();
        long shipmentId = shipment(work.operation());
        return switch (sending.send(
                work, () -> SendRight.runUntil(sight.until(), () -> send(work.location(), shipmentId, intent)))) {
            case Sent.Taken<Void> taken -> reading.soon(accepted(work, leaving));
            case Sent.No<Void> no -> reading.refused(work, intent, no.refusal());
            case Sent.Later<Void> later -> later.step();
        };
    }

    /** Lost with a crash of PostgreSQL right now it is as if the answer had got lost, and is read back as such. */
    private OpenOperation accepted(Work work, Leaving leaving) {
        return transactions.lazily(work.location(), () -> outcomes.inAccepted(work.lease(), leaving.operation()));
    }

    @Override
    public Step readBack(Work work) {
        return reading.readBack(work, read(work.operation()));
    }

    @Override
    public int effects(Location location, OpenOperation operation) {
        return reading.effects(location, operation, read(operation));
    }

    /** What becomes of it has to show in the history, against what the history shows now. */
    private static void mustTell(Intent asked, UpstreamShipment row, ShipmentFacts facts) {
        Intent intent = asked.from(Confirmed.baseline(row).orElseThrow(() -> untold(facts)));
        if (Confirmed.since(intent.baseline(), row) == Confirmed.UNTOLD) {
            throw untold(facts);
        }
    }

    /** With the shipment's lock: the difference to what the warehouse saw is in its history from the gate's read on. */
    private void mayGo(Location location, ShipmentFacts now, Intent intent) {
        mayGo(now);
        content.inCheck(location, now, intent.order().contentVersion());
    }

    static boolean goes(Stage stage) {
        return stage == Stage.RECEIVED || stage == Stage.ASSIGNED;
    }

    static void mayGo(ShipmentFacts now) {
        now.mustExist().mustNotBeHeld();
        if (!goes(now.stage())) {
            throw now.conflict("it cannot be confirmed; nothing was sent.");
        }
    }

    private void send(Location location, long shipmentId, Intent intent) {
        easyecom.confirm(
                location, intent.orderId(), shipmentId, parcel(intent.order().parcel()));
    }

    private static Problem notShown(ShipmentFacts facts) {
        return new Problem(
                        ProblemCode.UPSTREAM_UNAVAILABLE,
                        "EasyEcom does not show shipment " + facts.shipmentId()
                                + " right now; nothing was sent. It stays " + facts.stage() + ".")
                .withStage(facts.stage().name())
                .withRetryAfter(SOON);
    }

    private static Problem untold(ShipmentFacts facts) {
        return new Problem(
                        ProblemCode.UPSTREAM_UNAVAILABLE,
                        "EasyEcom's history of shipment " + facts.shipmentId()
                                + " is not shown, or does not tell of the confirmation that its status speaks of, so what became"
                                + " of another one could not be told; nothing was sent. It stays " + facts.stage()
                                + " and is looked at again.")
                .withStage(facts.stage().name())
                .withRetryAfter(SOON);
    }

    private static UpstreamPackage parcel(ConfirmShipment.Packed packed) {
        return packed == null
                ? null
                : new UpstreamPackage(packed.weightGrams(), packed.lengthCm(), packed.widthCm(), packed.heightCm());
    }

    static long shipment(OpenOperation operation) {
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
