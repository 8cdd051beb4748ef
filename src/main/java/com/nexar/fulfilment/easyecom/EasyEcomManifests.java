package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import java.util.List;

/** Manifests. */
@Singleton
public class EasyEcomManifests {

    public ManifestReply generate(Location location, String carrierId, String marketplaceId, List<String> awbs) {
        throw new UnsupportedOperationException();
    }
}
