package com.nexar.fulfilment.assignment;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomAssignments;
import com.nexar.fulfilment.operations.CommandAgain;
import com.nexar.fulfilment.operations.Lease;
import com.nexar.fulfilment.operations.OpenOperation;
import com.nexar.fulfilment.operations.OperationKind;
import com.nexar.fulfilment.operations.Operations;
import com.nexar.fulfilment.operations.Requests;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
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

    private record Taken(UUID operation, Lease begun) {}

    private final Orders orders;
    private final Operations operations;
    private final EasyEcomAssignments easyecom;
    private final Transactions transactions;
    private final Requests requests;

    TakeBackIntent(
            Orders orders,
            Operations operations,
            EasyEcomAssignments easyecom,
            Transactions transactions,
            Requests requests) {
        this.orders = orders;
        this.operations = operations;
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
        Taken taken = transactions.lazily(location, () -> intend(location, shipmentId, caller));
        if (taken.begun() != null) {
            operations.start(taken.begun());
        }
        return taken.operation();
    }

    private Taken intend(Location location, long shipmentId, String caller) {
        ShipmentFacts shipment = orders.inLock(location, shipmentId);
        Optional<UUID> same = operations.inSame(location, shipmentId, OperationKind.UNASSIGN, FINGERPRINT);
        if (same.isPresent()) {
            return new Taken(same.get(), null);
        }
        shipment.mustExist();
        if (shipment.awb() == null) {
            return new Taken(null, null); // there is nothing to take back
        }
        AssignmentTakeBack.mustBeBeforeConfirmation(shipment);
        if (!easyecom.canUnassign()) {
            throw AssignmentTakeBack.notHere(shipment);
        }
        Intent intent = new Intent(shipment.awb(), shipment.carrierId());
        Lease lease = operations.inBegin(
                location,
                new Operations.Intent(OperationKind.UNASSIGN, List.of(shipmentId), intent, FINGERPRINT, caller));
        return new Taken(lease.operation(), lease);
    }
}
