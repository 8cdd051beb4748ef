package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.operations.UnderWay;
import java.util.List;

/**
 * A shipment as it is read to be shown.
 *
 * @param shipment no session knows it, and what nobody is shown is not filled in: it is never to be altered or stored
 * @param to null once it was erased
 * @param underWay null where there is none
 * @param elsewhere what its order has at the brand's other locations
 */
record Shown(Shipment shipment, ShipmentView.ShipTo to, UnderWay underWay, List<OrderPart> elsewhere) {

    long shipmentId() {
        return shipment.key.shipmentId();
    }
}
