package com.nexar.fulfilment.cancellation;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.orders.Cancellation;
import com.nexar.fulfilment.orders.Cancellations;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;

/** Deciding an open cancellation, once: the same decision again changes nothing, another one is a conflict. */
@Singleton
class CancellationDecision {

    private final Orders orders;
    private final Cancellations cancellations;
    private final Transactions transactions;

    CancellationDecision(Orders orders, Cancellations cancellations, Transactions transactions) {
        this.orders = orders;
        this.cancellations = cancellations;
        this.transactions = transactions;
    }

    void take(Location location, long shipmentId, DecideCancellation order, String caller) {
        transactions.run(location, () -> inTake(location, shipmentId, order, caller));
    }

    private void inTake(Location location, long shipmentId, DecideCancellation order, String caller) {
        ShipmentFacts shipment = orders.inLock(location, shipmentId);
        Cancellation asked = shipment.cancellation();
        if (asked == null) {
            throw shipment.conflict("no cancellation of it waits for a decision; nothing was changed.");
        }
        if (asked.open()) {
            cancellations.inSettled(location, shipmentId, order.outcome(), order.reason(), caller);
        } else if (asked.outcome() != order.outcome()) {
            throw settled(shipment, asked);
        }
    }

    private static Problem settled(ShipmentFacts shipment, Cancellation asked) {
        return shipment.conflict("its cancellation was decided as " + asked.outcome() + " at " + asked.decidedAt()
                + (asked.reason() == null ? "" : " (" + asked.reason() + ")") + "; that stands, nothing was changed.");
    }
}
