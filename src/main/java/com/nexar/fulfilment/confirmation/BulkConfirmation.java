package com.nexar.fulfilment.confirmation;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.confirmation.ConfirmationIntent.Intent;
import com.nexar.fulfilment.operations.BulkOperations;
import com.nexar.fulfilment.operations.OpenOperation;
import com.nexar.fulfilment.operations.OperationKind;
import com.nexar.fulfilment.operations.Operations;
import com.nexar.fulfilment.orders.BulkItem;
import com.nexar.fulfilment.orders.BulkTaking;
import com.nexar.fulfilment.orders.BulkTaking.Locked;
import com.nexar.fulfilment.orders.ShipmentFacts;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Taking the order to confirm many: each as {@link ConfirmationIntent} takes a single one, all before any is worked on. */
@Singleton
class BulkConfirmation {

    private final BulkTaking taking;
    private final BulkOperations operations;

    BulkConfirmation(BulkTaking taking, BulkOperations operations) {
        this.taking = taking;
        this.operations = operations;
    }

    List<BulkItem<ConfirmShipment>> take(Location location, List<BulkItem<ConfirmShipment>> items, String caller) {
        return taking.take(location, items, (item, locked) -> inTake(location, item, locked, caller));
    }

    private UUID inTake(Location location, BulkItem<ConfirmShipment> item, Locked locked, String caller) {
        ShipmentFacts shipment = locked.shipment();
        ConfirmShipment order = item.order();
        OpenOperation open = locked.open();
        if (open != null && !open.sameAs(OperationKind.CONFIRM, order.fingerprint())) {
            throw open.busy(shipment.shipmentId());
        }
        if (open != null) {
            return open.id();
        }
        if (ConfirmationIntent.nothingToDo(shipment)) {
            return null;
        }
        Intent intent = Intent.of(shipment.orderId(), order);
        UUID written = operations.inWrite(
                location,
                new Operations.Intent(
                        OperationKind.CONFIRM, List.of(shipment.shipmentId()), intent, order.fingerprint(), caller),
                false);
        locked.written().add(written);
        return written;
    }
}
