package com.nexar.fulfilment.bundles;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The order: these parcels' papers as one PDF. */
@RegisterForReflection
record MakeBundle(
        @Schema(
                required = true,
                examples = "[\"90210001\",\"90210005\"]",
                description = "Up to 200, each once; the pages come in this order")
        @NotNull(message = "is needed: the shipments whose papers are wanted")
        @Size(min = 1, max = 200, message = "takes 1 to 200 shipments")
        List<String> shipmentIds,

        @Schema(
                nullable = true,
                examples = "[\"label\",\"invoice\"]",
                description =
                        "label, invoice or both, in the order in which they come for each parcel; both where missing")
        @Size(min = 1, max = 2, message = "takes label, invoice, or both")
        List<String> types) {}
