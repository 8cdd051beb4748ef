package com.nexar.fulfilment.orders;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where a shipment of ours is not as EasyEcom has it.
 *
 * @param ours null where there is nothing here
 * @param theirs null where there is nothing at EasyEcom
 */
public record Difference(long shipmentId, What what, String ours, String theirs, Repair repair) {

    /** What differs. */
    @Schema(name = "DriftWhat")
    public enum What {
        /** EasyEcom shows it at this location, and we do not have it. */
        UNKNOWN_HERE,
        /** We have it unfinished, and EasyEcom does not show it at this location. */
        GONE_AT_EASYECOM,
        STAGE,
        AWB,
        HOLD,
        /** Lines, quantities, ship-to or payment. */
        CONTENT,
        /** Cancelled at EasyEcom after the manifest: a recall, which stays as it is (a listed divergence). */
        RECALL
    }

    /** What to do about it. */
    @Schema(name = "DriftRepair")
    public enum Repair {
        /** Read the shipment again: {@code POST /v1/admin/resyncs}. */
        RESYNC,
        /** No read can mend it; a person looks at EasyEcom. */
        LOOK,
        /** It is meant to be so. */
        NONE
    }
}
