package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Orders as shipments, and holds. */
@Singleton
public class EasyEcomOrders {

    public ShipmentPage first(Location location, ReadWindow window) {
        throw new UnsupportedOperationException();
    }

    public ShipmentPage next(Location location, String cursor) {
        throw new UnsupportedOperationException();
    }

    public Optional<UpstreamShipment> shipment(Location location, long shipmentId) {
        throw new UnsupportedOperationException();
    }

    public List<UpstreamShipment> order(Location location, long orderId) {
        throw new UnsupportedOperationException();
    }

    public void hold(Location location, long shipmentId, String reason) {
        throw new UnsupportedOperationException();
    }

    public void release(Location location, long shipmentId) {
        throw new UnsupportedOperationException();
    }
}
