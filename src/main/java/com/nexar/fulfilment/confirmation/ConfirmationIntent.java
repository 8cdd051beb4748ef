package com.nexar.fulfilment.confirmation;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.CommandAgain;
import com.nexar.fulfilment.operations.Lease;
import com.nexar.fulfilment.operations.OpenOperation;
import com.nexar.fulfilment.operations.OperationKind;
import com.nexar.fulfilment.operations.Operations;
import com.nexar.fulfilment.operations.Requests;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.orders.Stage;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Taking the order to confirm: it is written down before anything is asked or sent, and the same again joins it. */
@Singleton
class ConfirmationIntent implements CommandAgain {

    /**
     * Stored as the operation's request.
     *
     * @param baseline how many steps of confirmations EasyEcom's history had before this one was first sent; null before that
     */
    @RegisterForReflection
    record Intent(long orderId, ConfirmShipment order, Integer baseline) {

        static Intent of(long orderId, ConfirmShipment order) {
            return new Intent(orderId, order, null);
        }

        Intent from(int baselineNow) {
            return baseline == null ? new Intent(orderId, order, baselineNow) : this;
        }
    }

    private final Orders orders;
    private final ContentCheck content;
    private final Operations operations;
    private final Transactions transactions;
    private final Requests requests;

    ConfirmationIntent(
            Orders orders, ContentCheck content, Operations operations, Transactions transactions, Requests requests) {
        this.orders = orders;
        this.content = content;
        this.operations = operations;
        this.transactions = transactions;
        this.requests = requests;
    }

    private record Taken(UUID operation, Lease begun) {}

    @Override
    public OperationKind kind() {
        return OperationKind.CONFIRM;
    }

    @Override
    public boolean isToDo(Location location, OpenOperation finished) {
        ConfirmShipment order = requests.read(finished, Intent.class).order();
        return transactions.in(location, () -> {
            ShipmentFacts shipment =
                    orders.inLock(location, finished.allShipmentIds().getFirst());
            if (nothingToDo(shipment)) {
                return false;
            }
            OrderConfirmation.mayGo(shipment);
            content.inCheck(location, shipment, order.contentVersion());
            return true;
        });
    }

    @Override
    public UUID again(Location location, OpenOperation finished, String caller) {
        return take(
                location,
                finished.allShipmentIds().getFirst(),
                requests.read(finished, Intent.class).order(),
                caller);
    }

    /** @return the operation; null where the shipment is confirmed already */
    UUID take(Location location, long shipmentId, ConfirmShipment order, String caller) {
        Taken taken = transactions.lazily(location, () -> intend(location, shipmentId, order, caller));
        if (taken.begun() != null) {
            operations.start(taken.begun());
        }
        return taken.operation();
    }

    private Taken intend(Location location, long shipmentId, ConfirmShipment order, String caller) {
        ShipmentFacts shipment = orders.inLock(location, shipmentId);
        Optional<UUID> same = operations.inSame(location, shipmentId, OperationKind.CONFIRM, order.fingerprint());
        if (same.isPresent()) {
            return new Taken(same.get(), null);
        }
        if (nothingToDo(shipment)) {
            return new Taken(null, null);
        }
        Intent intent = Intent.of(shipment.orderId(), order);
        Lease lease = operations.inBegin(
                location,
                new Operations.Intent(OperationKind.CONFIRM, List.of(shipmentId), intent, order.fingerprint(), caller));
        return new Taken(lease.operation(), lease);
    }

    /**
     * EasyEcom is there already. Only what can never change again refuses here; everything else is for the gate, which asks EasyEcom
     * first.
     */
    static boolean nothingToDo(ShipmentFacts shipment) {
        if (shipment.stage() == Stage.CANCELLED || shipment.cancelledUpstream()) {
            shipment.mustExist();
        }
        return ConfirmationReading.confirmed(shipment);
    }
}
