package com.nexar.fulfilment.confirmation;

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
import com.nexar.fulfilment.orders.Stage;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.List;
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
    private final Taking taking;
    private final Transactions transactions;
    private final Requests requests;

    ConfirmationIntent(
            Orders orders, ContentCheck content, Taking taking, Transactions transactions, Requests requests) {
        this.orders = orders;
        this.content = content;
        this.taking = taking;
        this.transactions = transactions;
        this.requests = requests;
    }

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
        return taking.start(transactions.lazily(location, () -> {
            ShipmentFacts shipment = orders.inLock(location, shipmentId);
            return taking.inTake(
                    location,
                    shipmentId,
                    OperationKind.CONFIRM,
                    order.fingerprint(),
                    () -> nothingToDo(shipment) ? null : wanted(shipment, order, caller));
        }));
    }

    private static Wanted wanted(ShipmentFacts shipment, ConfirmShipment order, String caller) {
        Intent intent = Intent.of(shipment.orderId(), order);
        return new Wanted(
                new Operations.Intent(
                        OperationKind.CONFIRM, List.of(shipment.shipmentId()), intent, order.fingerprint(), caller),
                false);
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
