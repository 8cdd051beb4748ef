package com.nexar.fulfilment.replays;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One record of a replay: an operation that ended without success, or a row in quarantine. */
@Schema(name = "ReplayItem")
public record ReplayItem(
        @Schema(required = true, examples = "blr1") String location,

        @Schema(nullable = true, description = "Of an operation")
        String operationId,

        @Schema(nullable = true, description = "Of a row in quarantine")
        String quarantineId,

        @Schema(
                required = true,
                examples = "CONFIRM 90210001",
                description = "The command and its shipments, or the row")
        String what,

        @Schema(required = true, description = "What the rehearsal came to")
        ReplayOutcome would,

        @Schema(required = true) String wouldBecause,

        @Schema(
                nullable = true,
                examples = "BEGIN",
                description =
                        "What the commit came to, as would; null before it, while it is IN_PROGRESS, and where its pod ended first:"
                                + " rehearse anew")
        String did,

        @Schema(nullable = true) String didBecause,

        @Schema(nullable = true, description = "Begun or joined by the commit: look there for the end")
        String newOperationId) {

    /** What one attempt came to. @param operation begun or joined; null where neither */
    record Result(ReplayOutcome outcome, String because, UUID operation) {}

    static ReplayItem of(String location, UUID operation, String quarantine, String what, Result rehearsed) {
        return new ReplayItem(
                location,
                operation == null ? null : operation.toString(),
                quarantine,
                what,
                rehearsed.outcome(),
                rehearsed.because(),
                null,
                null,
                null);
    }
}
