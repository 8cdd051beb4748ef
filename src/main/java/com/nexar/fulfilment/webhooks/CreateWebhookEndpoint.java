package com.nexar.fulfilment.webhooks;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The order: tell this address what changes. */
@RegisterForReflection
record CreateWebhookEndpoint(
        @Schema(
                required = true,
                examples = "https://wms.example.com/hooks/fulfilment",
                description = "Where to POST; https, and a public address unless the deployment allows others")
        @NotBlank(message = "is needed: where changes are to be posted")
        @Size(max = Addresses.LONGEST, message = "is at most 1000 characters")
        String url,

        @Schema(required = true, examples = "acme") @NotBlank(message = "is needed: whose changes")
        String brand,

        @Schema(
                nullable = true,
                examples = "blr1",
                description = "Only this location's changes; those of all the brand's locations where missing")
        String location,

        @Schema(
                nullable = true,
                examples = "[\"shipment.received\",\"shipment.cancelled\",\"cancellation.requested\"]",
                description = "Only these types of change; all where missing or empty")
        List<String> types) {}
