package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.easyecom.UpstreamShipment;
import java.util.Optional;

/**
 * What pages that many share show of a shipment; nothing is read for one who asks alone.
 *
 * @param shared whether pages were read
 * @param row already taken in, without a history where EasyEcom's list has none; empty where no page showed it
 * @param facts what is known now; null where no pages were read
 */
public record Glimpse(boolean shared, Optional<UpstreamShipment> row, ShipmentFacts facts) {

    /** Nothing was read for it. */
    public static final Glimpse NONE = new Glimpse(false, Optional.empty(), null);
}
