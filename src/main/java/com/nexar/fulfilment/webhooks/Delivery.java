package com.nexar.fulfilment.webhooks;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One change for one endpoint, as it stands; without its body.
 *
 * @param position of all deliveries, in the order in which they were written out
 * @param sequence of the change in its location's feed; null for a ping
 * @param attempts all that were made
 * @param lastStatus what the endpoint answered last; null where there was no answer
 */
record Delivery(
        UUID id,
        long position,
        String location,
        Long sequence,
        String type,
        String subject,
        State state,
        int attempts,
        Instant nextAttemptAt,
        Instant lastAttemptAt,
        Integer lastStatus,
        String lastError,
        Instant createdAt,
        Instant deliveredAt) {

    @Schema(name = "WebhookDeliveryState")
    enum State {
        /** Still to be taken. */
        PENDING,
        /** Taken: the endpoint answered with 2xx. */
        DELIVERED,
        /** Given up after the last attempt of the schedule. */
        FAILED
    }
}
