package com.nexar.fulfilment.assignment;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomAssignments;
import com.nexar.fulfilment.operations.CommandAgain;
import com.nexar.fulfilment.operations.OpenOperation;
import com.nexar.fulfilment.operations.OperationKind;
import com.nexar.fulfilment.operations.Operations;
import com.nexar.fulfilment.operations.Requests;
import com.nexar.fulfilment.operations.Taking;
import com.nexar.fulfilment.operations.Taking.Taken;
import com.nexar.fulfilment.operations.Taking.Wanted;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.orders.Stage;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.UUID;

/** Taking the order to assign: it is written down before anything is sent, and the same again joins it. */
@Singleton
class AssignmentIntent implements CommandAgain {

    private final Orders orders;
    private final Taking taking;
    private final EasyEcomAssignments easyecom;
    private final Transactions transactions;
    private final Requests requests;

    AssignmentIntent(
            Orders orders, Taking taking, EasyEcomAssignments easyecom, Transactions transactions, Requests requests) {
        this.orders = orders;
        this.taking = taking;
        this.easyecom = easyecom;
        this.transactions = transactions;
        this.requests = requests;
    }

    @Override
    public OperationKind kind() {
        return OperationKind.ASSIGN;
    }

    @Override
    public UUID again(Location location, OpenOperation finished, String caller) {
        return take(
                location, finished.allShipmentIds().getFirst(), requests.read(finished, AssignShipment.class), caller);
    }

    /** @return the operation; null where the shipment has this AWB already */
    UUID take(Location location, long shipmentId, AssignShipment order, String caller) {
        mustBeUrl("labelUrl", order.labelUrl());
        mustBeUrl("trackingUrl", order.trackingUrl());
        Taken taken = order.replaces() == null
                ? transactions.in(location, () -> inTake(location, shipmentId, order, caller)) // it leaves right away
                : transactions.lazily(location, () -> inTake(location, shipmentId, order, caller));
        return taking.start(taken);
    }

    private Taken inTake(Location location, long shipmentId, AssignShipment order, String caller) {
        ShipmentFacts shipment = orders.inLock(location, shipmentId);
        return taking.inTake(
                location, shipmentId, OperationKind.ASSIGN, order.fingerprint(), () -> wanted(shipment, order, caller));
    }

    private Wanted wanted(ShipmentFacts shipment, AssignShipment order, String caller) {
        shipment.mustExist();
        if (AssignmentCheck.isSo(shipment, order)) {
            return null; // the same again
        }
        shipment.mustNotBeHeld();
        if (AssignmentCheck.inTheWay(shipment, order)) {
            throw AssignmentCheck.alreadyAssigned(shipment);
        }
        if (shipment.awb() != null && !easyecom.overwrites()) {
            throw AssignmentCheck.notReplaceable(shipment);
        }
        boolean replaces = shipment.awb() != null && shipment.stage() == Stage.ASSIGNED;
        if (shipment.stage() != Stage.RECEIVED && !replaces) {
            throw shipment.conflict("shipment details are given before the confirmation; nothing was sent.");
        }
        Operations.Intent intent = new Operations.Intent(
                OperationKind.ASSIGN, List.of(shipment.shipmentId()), order, order.fingerprint(), caller);
        return new Wanted(intent, order.replaces() == null); // before one replaces another EasyEcom is asked
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
}
