package com.nexar.fulfilment.cancellation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The order: the warehouse has taken these. */
@RegisterForReflection
record AcknowledgeShipments(
        @Schema(required = true, examples = "[\"90210001\",\"90210005\"]", description = "Up to 500")
        @NotNull(message = "is needed: the shipments that the warehouse has taken")
        @Size(min = 1, max = 500, message = "takes 1 to 500 shipments")
        List<String> shipmentIds) {}
