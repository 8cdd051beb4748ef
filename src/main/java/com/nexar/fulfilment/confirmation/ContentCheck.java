package com.nexar.fulfilment.confirmation;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.orders.ContentDifference;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.inject.Singleton;

/** What the warehouse packed by must still be true (promise 4). */
@Singleton
class ContentCheck {

    private final Orders orders;

    ContentCheck(Orders orders) {
        this.orders = orders;
    }

    /** In the transaction that locks the shipment and writes down that it is being sent: what was read before may have changed since. */
    void inCheck(Location location, ShipmentFacts now, String seen) {
        if (seen == null || seen.equals(now.contentVersion())) {
            return;
        }
        ContentDifference difference = orders.inContentDifference(location, now.shipmentId(), seen);
        throw new Problem(
                        ProblemCode.CONTENT_CHANGED,
                        "Shipment " + now.shipmentId()
                                + " changed at EasyEcom after the warehouse saw it ("
                                + String.join("; ", difference.inWords()) + "); nothing was sent. It stays "
                                + now.stage() + "; pack it anew and confirm with contentVersion "
                                + now.contentVersion() + ".")
                .withStage(now.stage().name())
                .with("contentVersion", now.contentVersion())
                .with("difference", difference);
    }
}
