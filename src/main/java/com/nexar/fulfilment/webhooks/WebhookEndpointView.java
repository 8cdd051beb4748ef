package com.nexar.fulfilment.webhooks;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "WebhookEndpoint", description = "An address that is told changes, and how it takes them")
record WebhookEndpointView(
        @Schema(required = true, examples = "7b0c4f1e-0f6b-4f0a-9d43-6a1f5c2e8d10")
        String endpointId,

        @Schema(required = true, examples = "https://wms.example.com/hooks/fulfilment")
        String url,

        @Schema(required = true, examples = "acme") String brand,

        @Schema(nullable = true, examples = "blr1", description = "null: all locations of the brand")
        String location,

        @Schema(required = true, description = "Types of change that it is told; empty: all")
        List<String> types,

        @Schema(
                nullable = true,
                examples = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
                description = "What to verify signatures with; shown once, when it is made, and null ever after")
        String secret,

        @Schema(nullable = true, description = "After a rotation: until then a former secret signs as well")
        Instant formerSecretUntil,

        @Schema(required = true) Endpoint.State state,

        @Schema(required = true) Instant stateSince,

        @Schema(
                nullable = true,
                description =
                        "REQUEST, GONE (it answered 410) or FAILING (it took nothing for days); null while it is ACTIVE")
        String disabledBecause,

        @Schema(
                required = true,
                examples = "0",
                description = "Attempts in a row that failed; 0 where the last one succeeded")
        int failures,

        @Schema(nullable = true, description = "When that began")
        Instant failingSince,

        @Schema(nullable = true, description = "How the last attempt failed; null where it succeeded")
        String lastError,

        @Schema(nullable = true, description = "Nothing is sent before, because it failed or asked for a rest")
        Instant pausedUntil,

        @Schema(nullable = true, description = "When it took something last, to within 10 s")
        Instant lastDeliveredAt,

        @Schema(required = true, examples = "0", description = "Deliveries that are still to be taken")
        long pending,

        @Schema(
                required = true,
                examples = "0",
                description =
                        "Changes that it never will be told, because it was DISABLED for longer than they are kept: read the orders (updatedSince)")
        long missed,

        @Schema(required = true) Instant createdAt,

        @Schema(required = true, examples = "nexar-wms") String createdBy) {

    @Schema(name = "WebhookEndpointList")
    record Listing(
            @Schema(required = true, description = "Oldest first")
            List<WebhookEndpointView> items) {}

    static WebhookEndpointView of(Endpoint endpoint) {
        return of(endpoint, null);
    }

    static WebhookEndpointView of(Endpoint endpoint, String secret) {
        return new WebhookEndpointView(
                endpoint.id().toString(),
                endpoint.url(),
                endpoint.brand(),
                endpoint.location().equals(Endpoint.ALL) ? null : endpoint.location(),
                endpoint.types(),
                secret,
                endpoint.formerUntil(),
                endpoint.state(),
                endpoint.stateSince(),
                endpoint.because() == null ? null : endpoint.because().name(),
                endpoint.failures(),
                endpoint.failingSince(),
                endpoint.lastError(),
                endpoint.pausedUntil(),
                endpoint.deliveredAt(),
                endpoint.pending(),
                endpoint.missed(),
                endpoint.createdAt(),
                endpoint.createdBy());
    }
}
