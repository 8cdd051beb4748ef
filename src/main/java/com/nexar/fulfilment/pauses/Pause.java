package com.nexar.fulfilment.pauses;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is held back at a location, why, since when and by whom. */
@Schema(name = "Pause")
public record Pause(
        @Schema(required = true, description = "Commands wait as operations")
        boolean sending,

        @Schema(required = true, description = "Orders, products and announced changes are not read by themselves")
        boolean syncing,

        @Schema(required = true, examples = "EasyEcom moves the account tonight")
        String reason,

        @Schema(required = true) Instant since,
        @Schema(required = true, examples = "operators") String by) {}
