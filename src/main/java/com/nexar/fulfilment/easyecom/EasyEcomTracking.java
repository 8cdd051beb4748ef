package com.nexar.fulfilment.easyecom;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.nexar.fulfilment.brands.Location;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** Tracking of manifested parcels (contract section 8). */
@Singleton
public class EasyEcomTracking {

    // Delivered, and delivered back to the origin.
    private static final Set<Integer> ENDS = Set.of(3, 9);

    private final EasyEcomCalls calls;

    EasyEcomTracking(EasyEcomCalls calls) {
        this.calls = calls;
    }

    /**
     * Tells EasyEcom a parcel's current status and how it came there.
     *
     * @throws EasyEcomFailure refused (also before the manifest), unavailable or uncertain
     */
    public void update(Location location, TrackingUpdate update) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("current_shipment_status_id", update.statusId())
                .put("awb", update.awb());
        if (update.estimatedDelivery() != null) {
            body.put("estimated_delivery_date", update.estimatedDelivery().toString());
        }
        if (update.deliveredAt() != null && ENDS.contains(update.statusId())) {
            body.put("delivery_date", IndianTime.write(update.deliveredAt()));
        }
        var scans = body.putArray("history_scans");
        for (TrackingScan scan : update.scans()) {
            scans.addObject()
                    .put("status", scan.status())
                    .put("time", IndianTime.write(scan.at()))
                    .put("location", scan.place() == null ? "" : scan.place());
        }
        String path = calls.config().paths().updateTracking();
        calls.write(location, Call.write("track", update.awb(), HttpMethod.POST, path, body));
    }

    /**
     * Whether EasyEcom has this scan: same status, time and place among the parcel's scans (contract section 8).
     *
     * @throws EasyEcomRefused it does not tell
     * @throws EasyEcomUnavailable all else
     */
    public boolean shows(Location location, TrackingUpdate update) {
        String path = calls.config().paths().trackingDetails();
        var call = Call.read(
                "tracking-details",
                Call.Endpoints.READS,
                Lane.COMMANDS,
                update.awb(),
                path,
                Map.of("awb_number", update.awb()));
        return calls.read(location, call, root -> update.isIn(root.path("data")), false);
    }
}
