package com.nexar.fulfilment.manifests;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.orders.ContentDifference;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.inject.Singleton;

/** What is in the box must be what EasyEcom has now (promise 4). */
@Singleton
class ContentKept {

    private final Orders orders;

    ContentKept(Orders orders) {
        this.orders = orders;
    }

    /**
     * In the caller's transaction.
     *
     * @param named the version that the warehouse says is in the box; null leaves it at the one that was confirmed
     */
    void inCheck(Location location, ShipmentFacts now, String named) {
        String packed = named == null ? now.confirmedContent() : named;
        if (packed == null || packed.equals(now.contentVersion())) {
            return;
        }
        ContentDifference difference = orders.inContentDifference(location, now.shipmentId(), packed);
        throw new Problem(
                        ProblemCode.CONTENT_CHANGED,
                        "Shipment " + now.shipmentId() + " changed at EasyEcom after "
                                + (named == null ? "its confirmation" : "the version that was named") + " ("
                                + String.join("; ", difference.inWords()) + "); nothing was sent. It stays "
                                + now.stage() + "; see to the box, and name contentVersion " + now.contentVersion()
                                + " for it in contentVersions.")
                .withStage(now.stage().name())
                .with("contentVersion", now.contentVersion())
                .with("difference", difference);
    }
}
