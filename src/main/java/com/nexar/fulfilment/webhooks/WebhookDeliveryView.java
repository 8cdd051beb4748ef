package com.nexar.fulfilment.webhooks;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "WebhookDelivery", description = "One change for one endpoint")
record WebhookDeliveryView(
        @Schema(
                required = true,
                examples = "0b9f6c0e-55a3-4a2f-a1a4-0d5a52e3c7aa",
                description = "Sent as webhook-id, the same at every attempt")
        String deliveryId,

        @Schema(
                nullable = true,
                examples = "blr1",
                description = "Whose feed; null for a ping to an endpoint of the whole brand")
        String location,

        @Schema(nullable = true, examples = "1042", description = "Of the change in that feed; null for a ping")
        String sequence,

        @Schema(required = true, examples = "shipment.confirmed")
        String type,

        @Schema(required = true, examples = "90210001") String subject,

        @Schema(required = true) Delivery.State state,

        @Schema(required = true, examples = "1") int attempts,

        @Schema(nullable = true, description = "While it is PENDING; earlier ones of its shipment go first")
        Instant nextAttemptAt,

        @Schema(nullable = true) Instant lastAttemptAt,

        @Schema(
                nullable = true,
                examples = "200",
                description = "What the endpoint answered last; null where no answer came")
        Integer lastStatus,

        @Schema(nullable = true, description = "Why the last attempt failed")
        String lastError,

        @Schema(required = true, description = "When it was written out of the feed")
        Instant createdAt,

        @Schema(nullable = true, description = "When it was taken first")
        Instant deliveredAt) {

    @Schema(name = "WebhookDeliveryPage")
    record Page(
            @Schema(required = true, description = "Newest first")
            List<WebhookDeliveryView> items,

            @Schema(nullable = true) String next) {}

    static WebhookDeliveryView of(Delivery delivery) {
        return new WebhookDeliveryView(
                delivery.id().toString(),
                delivery.location().equals(Endpoint.ALL) ? null : delivery.location(),
                delivery.sequence() == null ? null : delivery.sequence().toString(),
                delivery.type(),
                delivery.subject(),
                delivery.state(),
                delivery.attempts(),
                delivery.nextAttemptAt(),
                delivery.lastAttemptAt(),
                delivery.lastStatus(),
                delivery.lastError(),
                delivery.createdAt(),
                delivery.deliveredAt());
    }
}
