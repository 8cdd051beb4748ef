package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** Labels and invoices. */
@Singleton
public class EasyEcomDocuments {

    public Map<String, URI> list(Location location, long shipmentId) {
        throw new UnsupportedOperationException();
    }

    public FetchedDocument fetch(Location location, URI url, Path into, long maxBytes) {
        throw new UnsupportedOperationException();
    }
}
