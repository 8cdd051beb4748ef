package com.nexar.fulfilment.manifests;

import com.nexar.fulfilment.orders.UpstreamId;
import com.nexar.fulfilment.problems.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The order: hand these parcels over; either named, or all confirmed ones of a courier. */
@RegisterForReflection
record CloseManifest(
        @Schema(nullable = true, examples = "[\"90210001\",\"90210005\"]", description = "Up to 200")
        @Size(min = 1, max = 200, message = "takes 1 to 200 shipments")
        List<String> shipmentIds,

        @Schema(
                nullable = true,
                examples = "NexarExpress",
                description = "All confirmed shipments of this courier, up to 200")
        String courier,

        @Schema(
                nullable = true,
                examples = "Offline",
                description = "With courier: only of this marketplace, by name or id")
        String marketplace,

        @Schema(
                nullable = true,
                examples = "{\"90210001\":\"972ad969b9a864ab5d02b6a7\"}",
                description =
                        "By shipmentId: the contentVersion that is in the box, where it is no longer the one that was"
                                + " confirmed. What differs from it at EasyEcom stays behind as content-changed")
        @Size(max = 200, message = "takes up to 200 shipments")
        Map<String, String> contentVersions) {

    /** Null where none is named for this one. */
    String contentVersion(long shipment) {
        return contentVersions == null ? null : contentVersions.get(Long.toString(shipment));
    }

    /** The same for these alone. */
    CloseManifest only(List<Long> shipments) {
        List<String> ids = shipments.stream().map(String::valueOf).toList();
        Map<String, String> theirs = contentVersions == null ? null : new HashMap<>(contentVersions);
        if (theirs != null) {
            theirs.keySet().retainAll(ids);
        }
        return new CloseManifest(ids, null, null, theirs);
    }

    /** @param named null where a courier is named instead */
    void checkVersions(Collection<Long> named) {
        if (contentVersions == null) {
            return;
        }
        contentVersions.forEach((id, version) -> {
            long shipment = UpstreamId.parse("contentVersions", id);
            if (version == null || version.isBlank()) {
                throw Problem.invalid(
                        "contentVersions", "needs a version for shipment " + id + ", or not that shipment");
            }
            if (named != null && !named.contains(shipment)) {
                throw Problem.invalid("contentVersions", "names shipment " + id + ", which is not in shipmentIds");
            }
        });
    }
}
