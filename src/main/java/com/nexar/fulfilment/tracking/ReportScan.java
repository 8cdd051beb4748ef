package com.nexar.fulfilment.tracking;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The order: the courier scanned the parcel. */
@RegisterForReflection
record ReportScan(
        @Schema(
                required = true,
                examples = "evt-1001",
                description = "The warehouse's own id; the same again changes nothing")
        @NotBlank(message = "is needed: the warehouse's own id of the event")
        @Size(max = 100, message = "is at most 100 characters")
        String eventId,

        @Schema(required = true)
        @NotNull(
                message =
                        "is needed: PICKUP_SCHEDULED, OUT_FOR_PICKUP, IN_TRANSIT, OUT_FOR_DELIVERY, DELIVERED, UNDELIVERED,"
                                + " RTO_IN_TRANSIT or RTO_DELIVERED")
        ScanStatus status,

        @Schema(
                required = true,
                examples = "2026-02-04T03:40:00Z",
                description = "When the courier scanned it; decides what is late")
        @NotNull(message = "is needed: when the courier scanned it, RFC 3339")
        Instant occurredAt,

        @Schema(nullable = true, examples = "Bhiwandi Hub") @Size(max = 200, message = "is at most 200 characters")
        String location,

        @Schema(nullable = true) @Size(max = 500, message = "is at most 500 characters")
        String note,

        @Schema(nullable = true, examples = "2026-02-06") LocalDate estimatedDeliveryDate) {}
