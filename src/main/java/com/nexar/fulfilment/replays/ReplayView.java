package com.nexar.fulfilment.replays;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A replay as the API shows it. */
@Schema(name = "Replay")
public record ReplayView(
        @Schema(required = true) String replayId,
        @Schema(required = true, examples = "acme") String brand,

        @Schema(
                required = true,
                description = "DRY_RUN until it is committed; IN_PROGRESS while its records are gone through")
        State state,

        @Schema(required = true) Instant createdAt,
        @Schema(required = true, examples = "operators") String createdBy,
        @Schema(nullable = true) Instant committedAt,
        @Schema(nullable = true) String committedBy,
        @Schema(required = true) List<ReplayItem> items) {

    @Schema(name = "ReplayState")
    public enum State {
        DRY_RUN,
        IN_PROGRESS,
        COMMITTED
    }
}
