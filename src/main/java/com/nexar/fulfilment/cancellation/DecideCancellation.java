package com.nexar.fulfilment.cancellation;

import com.nexar.fulfilment.orders.Cancellation;
import com.nexar.fulfilment.problems.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The order: this is what became of the cancelled parcel. */
@RegisterForReflection
record DecideCancellation(
        @Schema(required = true, description = "Whether the warehouse could stop the parcel")
        @NotNull(message = "is needed: STOPPED or TOO_LATE")
        Cancellation.Outcome outcome,

        @Schema(nullable = true, examples = "It left with the 17:00 truck", description = "Needed with TOO_LATE")
        @Size(max = 500, message = "is at most 500 characters")
        String reason) {

    /** A parcel that travels although it was cancelled has to be explained. */
    DecideCancellation checked() {
        if (outcome == Cancellation.Outcome.TOO_LATE && (reason == null || reason.isBlank())) {
            throw Problem.invalid("reason", "is needed with TOO_LATE: why the parcel could not be stopped");
        }
        return this;
    }
}
