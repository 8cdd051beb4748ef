package com.nexar.fulfilment.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The order: the courier scanned these parcels. Items are read one by one, so that a bad one stops no other. */
@RegisterForReflection
record ReportMany(
        @Schema(
                required = true,
                type = SchemaType.ARRAY,
                implementation = ReportScan.class,
                description = "1 to 200; several of one shipment are told in this order")
        @NotNull(message = "is needed: 1 to 200 scans")
        @Size(min = 1, max = 200, message = "takes 1 to 200 scans")
        List<JsonNode> items) {}
