package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;

/** Confirmation of shipments. */
@Singleton
public class EasyEcomConfirmations {

    public void confirm(Location location, long orderId, long shipmentId, UpstreamPackage parcel) {
        throw new UnsupportedOperationException();
    }
}
