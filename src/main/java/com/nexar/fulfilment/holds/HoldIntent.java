package com.nexar.fulfilment.holds;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
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

/** Taking the order to hold or to release: it is written down before anything is asked or sent, and the same again joins it. */
@Singleton
class HoldIntent implements CommandAgain {

    /**
     * Stored as the operation's request.
     *
     * @param reason of the hold; null for a release
     */
    @RegisterForReflection
    record Intent(boolean hold, String reason) {

        boolean isSo(ShipmentFacts shipment) {
            return shipment.onHold() == hold;
        }

        /** Another reason is no other hold. */
        String fingerprint() {
            return hold ? "hold" : "release";
        }
    }

    private final Orders orders;
    private final Taking taking;
    private final Transactions transactions;
    private final Requests requests;

    HoldIntent(Orders orders, Taking taking, Transactions transactions, Requests requests) {
        this.orders = orders;
        this.taking = taking;
        this.transactions = transactions;
        this.requests = requests;
    }

    @Override
    public OperationKind kind() {
        return OperationKind.HOLD;
    }

    @Override
    public boolean isToDo(Location location, OpenOperation finished) {
        ShipmentFacts shipment =
                orders.facts(location, finished.allShipmentIds().getFirst()).mustExist();
        Intent intent = requests.read(finished, Intent.class);
        if (intent.isSo(shipment)) {
            return false;
        }
        HoldCheck.mayGo(shipment, intent);
        return true;
    }

    @Override
    public UUID again(Location location, OpenOperation finished, String caller) {
        return take(location, finished.allShipmentIds().getFirst(), requests.read(finished, Intent.class), caller);
    }

    UUID hold(Location location, long shipmentId, HoldShipment order, String caller) {
        return take(location, shipmentId, new Intent(true, order.reason().strip()), caller);
    }

    UUID release(Location location, long shipmentId, String caller) {
        return take(location, shipmentId, new Intent(false, null), caller);
    }

    /** Whether it is so already is for EasyEcom to say, which is asked before anything is sent. */
    private UUID take(Location location, long shipmentId, Intent intent, String caller) {
        Wanted wanted = new Wanted(
                new Operations.Intent(OperationKind.HOLD, List.of(shipmentId), intent, intent.fingerprint(), caller),
                false);
        return taking.start(transactions.lazily(location, () -> {
            orders.inLock(location, shipmentId);
            return taking.inTake(location, shipmentId, OperationKind.HOLD, intent.fingerprint(), () -> wanted);
        }));
    }
}
