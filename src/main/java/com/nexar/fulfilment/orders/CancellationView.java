package com.nexar.fulfilment.orders;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A cancellation that the warehouse decides, as the API shows it. */
@Schema(name = "Cancellation", description = "Cancelled at EasyEcom when the warehouse had it already: it decides")
public record CancellationView(
        @Schema(required = true) Cancellation.State state,

        @Schema(required = true, description = "When it was seen at EasyEcom")
        Instant requestedAt,

        @Schema(required = true) Instant decideBy,

        @Schema(required = true, description = "Open after decideBy; it stays open, nothing is decided by itself")
        boolean overdue,

        @Schema(nullable = true, examples = "TOO_LATE", description = "STOPPED or TOO_LATE; null while open")
        String outcome,

        @Schema(nullable = true, examples = "It left with the 17:00 truck")
        String reason,

        @Schema(nullable = true) Instant decidedAt,

        @Schema(
                required = true,
                description = "The parcel has to come back: it was handed over before, or it was TOO_LATE")
        boolean recall) {

    /** Null where the warehouse was never asked. */
    public static CancellationView of(Cancellation asked, Instant now) {
        return asked == null
                ? null
                : new CancellationView(
                        asked.state(),
                        asked.requestedAt(),
                        asked.decideBy(),
                        asked.overdue(now),
                        asked.outcome() == null ? null : asked.outcome().name(),
                        asked.reason(),
                        asked.decidedAt(),
                        asked.recall());
    }
}
