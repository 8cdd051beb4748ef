package com.nexar.fulfilment.assignment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.AssignRequest;
import com.nexar.fulfilment.easyecom.EasyEcomAssignments;
import com.nexar.fulfilment.operations.Attempt;
import com.nexar.fulfilment.operations.OpenOperation;
import com.nexar.fulfilment.operations.OperationHandler;
import com.nexar.fulfilment.operations.OperationKind;
import com.nexar.fulfilment.operations.Operations;
import com.nexar.fulfilment.orders.Cause;
import com.nexar.fulfilment.orders.Gate;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.orders.Stage;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Assigning: intent → call → outcome; an outcome that got lost is read back. */
@Singleton
class ShipmentAssignment implements OperationHandler {

    private final Orders orders;
    private final Gate gate;
    private final Operations operations;
    private final Attempt attempt;
    private final EasyEcomAssignments easyecom;
    private final Transactions transactions;
    private final ObjectMapper json;
    private final Clock clock;

    ShipmentAssignment(
            Orders orders,
            Gate gate,
            Operations operations,
            Attempt attempt,
            EasyEcomAssignments easyecom,
            Transactions transactions,
            ObjectMapper json,
            Clock clock) {
        this.orders = orders;
        this.gate = gate;
        this.operations = operations;
        this.attempt = attempt;
        this.easyecom = easyecom;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
    }

    void assign(Location location, long shipmentId, AssignShipment order, String caller) {
        mustBeUrl("labelUrl", order.labelUrl());
        mustBeUrl("trackingUrl", order.trackingUrl());
        Optional<UUID> intent = transactions.in(location, () -> intend(location, shipmentId, order, caller));
        if (intent.isEmpty()) {
            return; // the same again
        }
        try {
            attempt.run(location, intent.get(), () -> easyecom.assign(location, request(shipmentId, order)));
        } catch (Problem refused) {
            explain(location, shipmentId, order, intent.get(), refused);
            return;
        }
        transactions.run(location, () -> {
            record(location, shipmentId, order, intent.get());
            operations.inSucceeded(intent.get());
        });
    }

    private Optional<UUID> intend(Location location, long shipmentId, AssignShipment order, String caller) {
        ShipmentFacts shipment = orders.inLock(location, shipmentId);
        if (order.awb().equals(shipment.awb()) && order.carrierId().equals(shipment.carrierId())) {
            shipment.mustExist();
            return Optional.empty();
        }
        shipment.mustExist().mustNotBeHeld();
        if (shipment.awb() != null) {
            throw alreadyAssigned(shipment);
        }
        if (shipment.stage() != Stage.RECEIVED) {
            throw shipment.conflict("shipment details are given before the confirmation; nothing was sent.");
        }
        operations.inOpen(location, shipmentId).ifPresent(open -> {
            throw open.busy(shipmentId);
        });
        return Optional.of(operations.inBegin(
                location, OperationKind.ASSIGN, List.of(shipmentId), order, order.fingerprint(), caller, true));
    }

    private void record(Location location, long shipmentId, AssignShipment order, UUID operation) {
        orders.inAssigned(
                location,
                shipmentId,
                order.courier(),
                order.awb(),
                order.carrierId(),
                order.labelUrl(),
                order.trackingUrl(),
                operation.toString());
    }

    /** A refusal may have a reason that we can name: cancelled or held meanwhile, or our own AWB is there already. */
    private void explain(Location location, long shipmentId, AssignShipment order, UUID operation, Problem refused) {
        if (refused.code() != ProblemCode.UPSTREAM_REFUSED) {
            throw refused;
        }
        ShipmentFacts now;
        try {
            now = gate.read(location, shipmentId, Cause.OPERATION, null);
        } catch (Problem unreadable) {
            throw refused;
        }
        if (order.awb().equals(now.awb()) && order.carrierId().equals(now.carrierId())) {
            transactions.run(location, () -> {
                record(location, shipmentId, order, operation);
                operations.inSucceeded(operation);
            });
            return;
        }
        now.mustExist().mustNotBeHeld();
        if (now.awb() != null) {
            throw alreadyAssigned(now);
        }
        throw refused;
    }

    @Override
    public OperationKind kind() {
        return OperationKind.ASSIGN;
    }

    @Override
    public void settle(Location location, OpenOperation operation) {
        AssignShipment order = read(operation.request());
        long shipmentId = operation.shipmentIds().getFirst();
        Instant asked = clock.instant();
        boolean shown = gate.readRow(
                        location, shipmentId, Cause.OPERATION, operation.id().toString())
                .isPresent();
        ShipmentFacts now = orders.facts(location, shipmentId);
        if (order.awb().equals(now.awb()) && order.carrierId().equals(now.carrierId())) {
            transactions.run(location, () -> {
                record(location, shipmentId, order, operation.id());
                operations.inSucceeded(operation.id());
            });
        } else if (now.awb() != null) {
            transactions.run(location, () -> operations.inRefused(operation.id(), alreadyAssigned(now)));
        } else if (shown && operation.disprovedAt(asked)) {
            transactions.run(
                    location,
                    () -> operations.inFailed(
                            operation.id(),
                            new Problem(
                                    ProblemCode.UPSTREAM_UNAVAILABLE,
                                    "The assignment of shipment " + shipmentId
                                            + " never reached EasyEcom (read back); give it again.")));
        }
    }

    private static void mustBeUrl(String field, String text) {
        try {
            if (text != null && new URI(text).getHost() == null) {
                throw Problem.invalid(field, "is an http or https URL with a host");
            }
        } catch (URISyntaxException e) {
            throw Problem.invalid(field, "is no URL: " + e.getReason());
        }
    }

    private static AssignRequest request(long shipmentId, AssignShipment order) {
        return new AssignRequest(shipmentId, order.courier(), order.awb(), order.carrierId(), order.labelUrl());
    }

    private static Problem alreadyAssigned(ShipmentFacts shipment) {
        return new Problem(
                        ProblemCode.ALREADY_ASSIGNED,
                        "Shipment " + shipment.shipmentId() + " already travels as " + shipment.awb() + " (carrier "
                                + shipment.carrierId() + "); that one has to be taken back first.")
                .withStage(shipment.stage().name());
    }

    private AssignShipment read(String request) {
        try {
            return json.readValue(request, AssignShipment.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
