package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;

/** The state of a connection. */
@Singleton
public class EasyEcomConnection {

    public ConnectionState state(Location location) {
        throw new UnsupportedOperationException();
    }

    public void login(Location location) {
        throw new UnsupportedOperationException();
    }
}
