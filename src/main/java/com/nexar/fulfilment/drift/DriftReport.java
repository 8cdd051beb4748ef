package com.nexar.fulfilment.drift;

import com.nexar.fulfilment.orders.Difference;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One comparison of a location with EasyEcom. */
@Schema(name = "DriftReport")
public record DriftReport(
        @Schema(required = true) String reportId,
        @Schema(required = true, examples = "acme") String brand,
        @Schema(required = true, examples = "blr1") String location,

        @Schema(
                required = true,
                enumeration = {"RUNNING", "DONE", "BROKEN_OFF"})
        String state,

        @Schema(required = true, examples = "night", description = "night, or the operator who asked for it")
        String begunBy,

        @Schema(required = true) Instant begunAt,
        @Schema(nullable = true) Instant endedAt,

        @Schema(required = true, description = "Shipments compared so far")
        long compared,

        @Schema(
                required = true,
                examples = "0",
                description =
                        "Shipments that had to be read by themselves and were not, for want of calls: nothing is said of them")
        long notRead,

        @Schema(required = true) long differences,

        @Schema(nullable = true, description = "Why it broke off")
        String failure) {

    @Schema(name = "DriftDifference")
    public record Item(
            @Schema(required = true, examples = "90210001") String shipmentId,
            @Schema(required = true) Difference.What what,
            @Schema(nullable = true, examples = "ASSIGNED") String ours,
            @Schema(nullable = true, examples = "CONFIRMED") String theirs,

            @Schema(
                    required = true,
                    description =
                            "RESYNC: read it again (POST /v1/admin/resyncs); LOOK: look at EasyEcom; NONE: meant to be so")
            Difference.Repair repair) {}

    /** A report with what it found; 1000 differences at most. */
    @Schema(name = "DriftReportWhole")
    public record Whole(
            @Schema(required = true) DriftReport report,
            @Schema(required = true) List<Item> items) {}
}
