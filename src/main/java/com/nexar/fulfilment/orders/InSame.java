package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.easyecom.UpstreamShipment;

/** What follows from a row that EasyEcom shows, in the transaction that takes it in. */
@FunctionalInterface
public interface InSame {

    InSame NOTHING = (now, row) -> {};

    /** @param now what is known with the row; the shipment is locked */
    void follows(ShipmentFacts now, UpstreamShipment row);
}
