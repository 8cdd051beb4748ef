package com.nexar.fulfilment.easyecom;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.nexar.fulfilment.brands.Location;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.util.List;

/** Manifests (contract section 7): one call per carrier and marketplace. Path and answer are not public. */
@Singleton
public class EasyEcomManifests {

    private final EasyEcomCalls calls;

    EasyEcomManifests(EasyEcomCalls calls) {
        this.calls = calls;
    }

    /**
     * Closes a manifest over these AWBs. Whatever it returns, only each shipment's own row proves that it is on it.
     *
     * @throws EasyEcomFailure refused, unavailable or uncertain
     */
    public ManifestReply generate(Location location, String carrierId, String marketplaceId, List<String> awbs) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("carrier_id", carrierId)
                .put("marketplace_id", marketplaceId);
        var numbers = body.putArray("awb_numbers");
        awbs.forEach(numbers::add);
        String subject = carrierId + "/" + marketplaceId + "/" + awbs.size();
        String path = calls.config().paths().generateManifest();
        return ManifestReply.read(calls.write(location, Call.write("manifest", subject, HttpMethod.POST, path, body)));
    }
}
