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
import com.nexar.fulfilment.operations.Taking.Wanted;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Taking the order to take an assignment back: it is written down before anything is asked or sent, and the same again joins it. */
@Singleton
class TakeBackIntent implements CommandAgain {

    private static final String FINGERPRINT = "unassign";

    /** Stored as the operation's request: what is taken back, so that nothing else is. */
    @RegisterForReflection
    record Intent(String awb, String carrierId) {

        boolean isGone(ShipmentFacts shipment) {
            return !awb.equals(shipment.awb());
        }
    }

    private final Orders orders;
    private final Taking taking;
    private final EasyEcomAssignments easyecom;
    private final Transactions transactions;
    private final Requests requests;

    TakeBackIntent(
            Orders orders, Taking taking, EasyEcomAssignments easyecom, Transactions transactions, Requests requests) {
        this.orders = orders;
        this.taking = taking;
        this.easyecom = easyecom;
        this.transactions = transactions;
        this.requests = requests;
    }

    @Override
    public OperationKind kind() {
        return OperationKind.UNASSIGN;
    }

    @Override
    public UUID again(Location location, OpenOperation finished, String caller) {
        long shipmentId = finished.allShipmentIds().getFirst();
        boolean gone = requests.read(finished, Intent.class).isGone(orders.facts(location, shipmentId));
        return gone ? null : take(location, shipmentId, caller); // another AWB was never meant
    }

    /** @return the operation; null where the shipment has no AWB */
    UUID take(Location location, long shipmentId, String caller) {
        return taking.start(transactions.lazily(location, () -> {
            ShipmentFacts shipment = orders.inLock(location, shipmentId);
            return taking.inTake(
                    location, shipmentId, OperationKind.UNASSIGN, FINGERPRINT, () -> wanted(shipment, caller));
        }));
    }

    private Wanted wanted(ShipmentFacts shipment, String caller) {
        shipment.mustExist();
        if (shipment.awb() == null) {
            return null; // there is nothing to take back
        }
        AssignmentTakeBack.mustBeBeforeConfirmation(shipment);
        if (!easyecom.canUnassign()) {
            throw AssignmentTakeBack.notHere(shipment);
        }
        Intent intent = new Intent(shipment.awb(), shipment.carrierId());
        return new Wanted(
                new Operations.Intent(
                        OperationKind.UNASSIGN, List.of(shipment.shipmentId()), intent, FINGERPRINT, caller),
                false);
    }
}
