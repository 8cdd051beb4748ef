package com.nexar.fulfilment.manifests;

import com.nexar.fulfilment.problems.ProblemView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A manifest as the API shows it. */
@Schema(name = "Manifest")
record ManifestView(
        @Schema(required = true) String manifestId,

        @Schema(required = true, description = "One per carrier and marketplace")
        List<Group> groups,

        @Schema(required = true) List<Blocked> blocked) {

    /** How a group stands. */
    @Schema(name = "ManifestGroupState")
    enum State {
        /** EasyEcom has it, shipment by shipment. */
        MANIFESTED,
        /** Some of its shipments are manifested, the others are not. */
        PARTIAL,
        /** Not all of it is proved yet; look at the operation. */
        PENDING,
        /** EasyEcom said no. */
        REFUSED
    }

    @Schema(name = "ManifestGroup")
    record Group(
            @Schema(required = true, examples = "28001") String carrierId,
            @Schema(required = true, examples = "10") String marketplaceId,

            @Schema(nullable = true, examples = "20260203064649_10_28001_2", description = "EasyEcom's manifest number")
            String number,

            @Schema(required = true) List<String> shipmentIds,
            @Schema(required = true) State state,

            @Schema(nullable = true, description = "Where its document is, if EasyEcom gave one")
            String href) {}

    @Schema(name = "BlockedShipment")
    @RegisterForReflection
    record Blocked(
            @Schema(required = true) String shipmentId,
            @Schema(required = true) ProblemView problem) {}

    @Schema(name = "ManifestDryRun")
    record DryRun(
            @Schema(required = true) List<String> ready,
            @Schema(required = true) List<Blocked> blocked) {}
}
