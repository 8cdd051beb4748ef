package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import java.time.Instant;

/** The product master. */
@Singleton
public class EasyEcomProducts {

    public ProductPage first(Location location, Instant updatedAfter) {
        throw new UnsupportedOperationException();
    }

    public ProductPage next(Location location, String cursor) {
        throw new UnsupportedOperationException();
    }
}
