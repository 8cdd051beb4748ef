package com.nexar.fulfilment.confirmation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomConfirmations;
import com.nexar.fulfilment.easyecom.UpstreamPackage;
import com.nexar.fulfilment.easyecom.UpstreamShipment;
import com.nexar.fulfilment.operations.Attempt;
import com.nexar.fulfilment.operations.OpenOperation;
import com.nexar.fulfilment.operations.OperationHandler;
import com.nexar.fulfilment.operations.OperationKind;
import com.nexar.fulfilment.operations.OperationState;
import com.nexar.fulfilment.operations.Operations;
import com.nexar.fulfilment.operations.Wait;
import com.nexar.fulfilment.orders.Cause;
import com.nexar.fulfilment.orders.Gate;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.orders.Stage;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Confirming: gate → intent → call → outcome, which EasyEcom decides later and which is read back until it is known. */
@Singleton
class OrderConfirmation implements OperationHandler {

    /** Stored as the operation's request: what to send, and where the history stood before. */
    @RegisterForReflection
    record Intent(long orderId, ConfirmShipment order, int baseline) {}

    private static final Duration SOON = Duration.ofSeconds(5);

    /** A confirmation takes 0 to 20 s (contract section 5). */
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(30);

    private final Orders orders;
    private final Gate gate;
    private final ContentCheck content;
    private final Operations operations;
    private final Attempt attempt;
    private final Wait wait;
    private final EasyEcomConfirmations easyecom;
    private final Transactions transactions;
    private final ObjectMapper json;
    private final Clock clock;

    OrderConfirmation(
            Orders orders,
            Gate gate,
            ContentCheck content,
            Operations operations,
            Attempt attempt,
            Wait wait,
            EasyEcomConfirmations easyecom,
            Transactions transactions,
            ObjectMapper json,
            Clock clock) {
        this.orders = orders;
        this.gate = gate;
        this.content = content;
        this.operations = operations;
        this.attempt = attempt;
        this.wait = wait;
        this.easyecom = easyecom;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
    }

    /** @return the operation that is still open after the wait; empty when the shipment is confirmed */
    Optional<UUID> confirm(Location location, long shipmentId, ConfirmShipment order, String caller, Duration most) {
        UpstreamShipment row =
                gate.readRow(location, shipmentId, Cause.OPERATION, null).orElse(null);
        ShipmentFacts facts = orders.facts(location, shipmentId);
        facts.mustExist();
        if (facts.stage() == Stage.CONFIRMED || facts.stage().manifestedOrLater()) {
            return Optional.empty(); // EasyEcom is there already
        }
        facts.mustNotBeHeld();
        if (row == null) {
            throw new Problem(
                            ProblemCode.UPSTREAM_UNAVAILABLE,
                            "EasyEcom does not show shipment " + shipmentId + " right now; nothing was sent. It stays "
                                    + facts.stage() + ".")
                    .withStage(facts.stage().name())
                    .withRetryAfter(SOON);
        }
        content.check(location, facts, order.contentVersion());
        Intent intent = new Intent(facts.orderId(), order, Confirmed.baseline(row));
        UUID operation = transactions.in(location, () -> intend(location, shipmentId, intent, caller));
        send(location, shipmentId, operation, intent, most);
        wait.until(most, () -> {
            follow(location, shipmentId, operation, intent.baseline(), null);
            return operations.view(location, operation).state().finished();
        });
        var outcome = operations.view(location, operation);
        if (outcome.state() == OperationState.REFUSED) {
            throw refused(orders.facts(location, shipmentId)).withOperation(operation.toString());
        }
        return outcome.state().finished() ? Optional.empty() : Optional.of(operation);
    }

    private UUID intend(Location location, long shipmentId, Intent intent, String caller) {
        ShipmentFacts now = orders.inLock(location, shipmentId);
        now.mustExist().mustNotBeHeld();
        operations.inOpen(location, shipmentId).ifPresent(open -> {
            throw open.busy(shipmentId);
        });
        if (now.stage() != Stage.RECEIVED && now.stage() != Stage.ASSIGNED) {
            throw now.conflict("it cannot be confirmed; nothing was sent.");
        }
        return operations.inBegin(
                location, OperationKind.CONFIRM, List.of(shipmentId), intent, "confirm", caller, true);
    }

    private void send(Location location, long shipmentId, UUID operation, Intent intent, Duration most) {
        try {
            attempt.run(
                    location,
                    operation,
                    () -> easyecom.confirm(
                            location,
                            intent.orderId(),
                            shipmentId,
                            parcel(intent.order().parcel())));
        } catch (Problem refused) {
            explain(location, shipmentId, operation, refused);
        }
        transactions.run(location, () -> {
            if (!operations.inFinished(operation)) {
                operations.inAccepted(operation, most.plusSeconds(1));
            }
        });
    }

    /** Cancelled or held meanwhile is a clearer word than the refusal; confirmed already by somebody else is what was wanted. */
    private void explain(Location location, long shipmentId, UUID operation, Problem refused) {
        if (refused.code() != ProblemCode.UPSTREAM_REFUSED) {
            throw refused;
        }
        ShipmentFacts now;
        try {
            now = gate.read(location, shipmentId, Cause.OPERATION, null);
        } catch (Problem unreadable) {
            throw refused;
        }
        if (now.stage() == Stage.CONFIRMED || now.stage().manifestedOrLater()) {
            transactions.run(location, () -> operations.inSucceeded(operation));
            return;
        }
        now.mustExist().mustNotBeHeld();
        throw refused;
    }

    @Override
    public OperationKind kind() {
        return OperationKind.CONFIRM;
    }

    @Override
    public void settle(Location location, OpenOperation operation) {
        Intent intent = read(operation.request());
        long shipmentId = operation.shipmentIds().getFirst();
        follow(location, shipmentId, operation.id(), intent.baseline(), operation);
    }

    /** One read-back; closes the operation where it proves something. */
    private void follow(Location location, long shipmentId, UUID id, int baseline, OpenOperation open) {
        Instant asked = clock.instant();
        Optional<UpstreamShipment> row;
        try {
            row = gate.readRow(location, shipmentId, Cause.OPERATION, id.toString());
        } catch (Problem unreadable) {
            return; // later
        }
        ShipmentFacts now = orders.facts(location, shipmentId);
        Confirmed confirmed = row.map(r -> Confirmed.since(baseline, r)).orElse(Confirmed.UNDER_WAY);
        if (now.stage() == Stage.CONFIRMED || now.stage().manifestedOrLater()) {
            transactions.run(location, () -> operations.inSucceeded(id));
        } else if (confirmed == Confirmed.FAIL || now.stage() == Stage.CANCELLED) {
            transactions.run(location, () -> operations.inRefused(id, refused(now)));
        } else if (confirmed == Confirmed.NOT_SEEN && open != null && never(open, asked)) {
            transactions.run(location, () -> operations.inFailed(id, neverArrived(now)));
        }
    }

    /** Nothing of it in the history: after the quiet period, or, where EasyEcom took it in, after far longer than it takes. */
    private static boolean never(OpenOperation open, Instant asked) {
        return open.accepted() ? asked.isAfter(open.sentNotAfter().plus(FORGOTTEN_AFTER)) : open.disprovedAt(asked);
    }

    private static Problem refused(ShipmentFacts now) {
        if (now.stage() == Stage.CANCELLED) {
            return new Problem(
                            ProblemCode.CANCELLED,
                            "Shipment " + now.shipmentId() + " was cancelled at EasyEcom while it was being confirmed.")
                    .withStage(now.stage().name());
        }
        String why = now.confirmFailure() == null ? "Confirm Fail" : now.confirmFailure();
        return new Problem(
                        ProblemCode.UPSTREAM_REFUSED,
                        "EasyEcom took the confirmation of shipment " + now.shipmentId() + " in and then failed it: "
                                + why
                                + ". It stays " + now.stage()
                                + "; once the reason is mended a new confirmation can be given.")
                .withUpstream(18, why)
                .withStage(now.stage().name());
    }

    private static Problem neverArrived(ShipmentFacts now) {
        return new Problem(
                        ProblemCode.UPSTREAM_UNAVAILABLE,
                        "The confirmation of shipment " + now.shipmentId()
                                + " never reached EasyEcom (read back). It stays " + now.stage() + "; give it again.")
                .withStage(now.stage().name());
    }

    private static UpstreamPackage parcel(ConfirmShipment.Packed packed) {
        return packed == null
                ? null
                : new UpstreamPackage(packed.weightGrams(), packed.lengthCm(), packed.widthCm(), packed.heightCm());
    }

    private Intent read(String request) {
        try {
            return json.readValue(request, Intent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
