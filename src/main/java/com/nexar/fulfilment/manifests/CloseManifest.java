package com.nexar.fulfilment.manifests;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The order: hand these parcels over; either named, or all confirmed ones of a courier. */
@RegisterForReflection
record CloseManifest(
        @Schema(nullable = true, examples = "[\"90210001\",\"90210005\"]", description = "Up to 200")
        @Size(min = 1, max = 200, message = "takes 1 to 200 shipments")
        List<String> shipmentIds,

        @Schema(
                nullable = true,
                examples = "NexarExpress",
                description = "All confirmed shipments of this courier, up to 200")
        String courier,

        @Schema(
                nullable = true,
                examples = "Offline",
                description = "With courier: only of this marketplace, by name or id")
        String marketplace) {}
