package com.nexar.fulfilment.confirmation;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The order: these shipments are packed; confirm them. Items are read one by one, so that a bad one stops no other. */
@RegisterForReflection
record ConfirmMany(
        @Schema(
                required = true,
                type = SchemaType.ARRAY,
                implementation = ConfirmShipment.class,
                description = "1 to 200, each shipment once")
        @NotNull(message = "is needed: 1 to 200 shipments")
        @Size(min = 1, max = 200, message = "takes 1 to 200 shipments")
        List<JsonNode> items) {}
