package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;

/** Carrier and AWB of a shipment. */
@Singleton
public class EasyEcomAssignments {

    public void assign(Location location, AssignRequest request) {
        throw new UnsupportedOperationException();
    }

    public boolean canUnassign() {
        throw new UnsupportedOperationException();
    }

    public void unassign(Location location, long shipmentId) {
        throw new UnsupportedOperationException();
    }
}
