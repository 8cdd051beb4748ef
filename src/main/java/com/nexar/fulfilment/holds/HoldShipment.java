package com.nexar.fulfilment.holds;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The order: the warehouse cannot fulfil this shipment now. */
@RegisterForReflection
record HoldShipment(
        @Schema(
                required = true,
                examples = "damaged: one of two pieces",
                description = "For the people at EasyEcom and in the timeline; no personal data")
        @NotBlank(message = "is needed: why the warehouse cannot fulfil it now")
        @Size(max = 200, message = "is at most 200 characters")
        String reason) {}
