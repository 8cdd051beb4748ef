package com.nexar.fulfilment.tracking;

import com.nexar.fulfilment.easyecom.TrackingScan;
import com.nexar.fulfilment.easyecom.TrackingUpdate;
import com.nexar.fulfilment.orders.LastScan;
import com.nexar.fulfilment.orders.ShipmentFacts;
import java.util.List;

/** What EasyEcom is told of a scan: it is the parcel's current status, unless it is late; then it stands beside that one. */
final class ScanUpdate {

    private ScanUpdate() {}

    static TrackingUpdate of(ShipmentFacts shipment, TrackingEvent event) {
        TrackingScan scan = new TrackingScan(event.status.easyecomWord(), event.occurredAt, event.place);
        if (!ScanAcceptance.late(shipment, event.occurredAt)) {
            return new TrackingUpdate(
                    shipment.awb(),
                    event.status.easyecomId(),
                    event.estimatedDelivery,
                    event.status.delivered() ? event.occurredAt : null,
                    List.of(scan));
        }
        LastScan last = shipment.lastScan();
        ScanStatus current = ScanStatus.valueOf(last.status());
        TrackingScan beside = new TrackingScan(current.easyecomWord(), last.occurredAt(), last.location());
        return new TrackingUpdate(
                shipment.awb(),
                current.easyecomId(),
                event.estimatedDelivery,
                current.delivered() ? last.occurredAt() : null,
                List.of(scan, beside));
    }
}
