package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;

/** Tracking updates. */
@Singleton
public class EasyEcomTracking {

    public void update(Location location, TrackingUpdate update) {
        throw new UnsupportedOperationException();
    }
}
