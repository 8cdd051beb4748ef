package com.nexar.fulfilment.tracking;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.orders.LastScan;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.orders.Stage;
import jakarta.inject.Singleton;

/**
 * Scans of a parcel that travels although EasyEcom has cancelled it: kept here and not told there. They move the stage of a parcel
 * that was handed over before; a stage that is CANCELLED stays.
 */
@Singleton
class ScanKeeping {

    private final Orders orders;

    ScanKeeping(Orders orders) {
        this.orders = orders;
    }

    /** In the caller's transaction, which holds the shipment's lock. */
    void inKept(Location location, ShipmentFacts shipment, TrackingEvent event) {
        event.late = ScanAcceptance.late(shipment, event.occurredAt);
        event.state = TrackingEvent.State.KEPT;
        event.persist();
        Stage stage = shipment.stage() == Stage.CANCELLED
                ? null
                : event.status.stage().orElse(null);
        LastScan scan = new LastScan(event.status.name(), event.occurredAt, event.place, event.note);
        orders.inScanned(location, shipment.shipmentId(), scan, stage, event.late, false, event.key.eventId());
    }
}
