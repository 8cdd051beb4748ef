package com.nexar.fulfilment.connection;

import com.nexar.fulfilment.inbound.FailureWindow;
import com.nexar.fulfilment.inbound.Webhooks;
import com.nexar.fulfilment.inbound.WebhooksState;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "WebhooksNow", description = "EasyEcom's webhooks to this location")
record WebhooksView(
        @Schema(
                required = true,
                description =
                        "SILENT: they used to come, and polling found a change that none announced. FAILING: so many were not"
                                + " answered with 2xx that EasyEcom soon gives up. NEVER_SEEN: none are expected")
        WebhooksState state,

        @Schema(nullable = true, description = "From when on they stand so")
        Instant since,

        @Schema(
                nullable = true,
                description = "When the last one about orders came; tracking and batch manifests do not count")
        Instant lastReceivedAt,

        @Schema(required = true, description = "As EasyEcom counts: over 2, 8 and 24 hours")
        List<Window> windows,

        @Schema(required = true, description = "Shipments that were named and are still to be read")
        int waiting,

        @Schema(
                nullable = true,
                description =
                        "How often orders are asked for in this state, where the day's calls allow it; polling.effectiveEvery"
                                + " is what they allow. Null: as configured",
                examples = "PT2M")
        String pollingEvery,

        @Schema(nullable = true, description = "As polling.effectiveEvery", examples = "PT2M")
        String effectiveEvery) {

    @Schema(name = "WebhooksWindow")
    record Window(
            @Schema(required = true, examples = "2") int hours,

            @Schema(required = true, description = "Answered with 2xx")
            int taken,

            @Schema(required = true, description = "Other answers")
            int failures,

            @Schema(
                    required = true,
                    description = "Other answers to requests that do not even say that they are EasyEcom's; they change"
                            + " nothing")
            int strangers,

            @Schema(
                    required = true,
                    description = "So many make EasyEcom slow down, and in 24 hours give up",
                    examples = "20")
            int limit) {}

    /** @param orders how often orders are asked for in this state; null = as configured @param pace of the location */
    static WebhooksView of(Webhooks.Standing now, Duration orders, Duration pace) {
        return new WebhooksView(
                now.state(),
                now.since(),
                now.lastReceivedAt(),
                Arrays.stream(FailureWindow.values())
                        .map(window -> new Window(
                                window.hours(),
                                now.taken().get(window),
                                now.failures().get(window),
                                now.strangers().get(window),
                                window.limit()))
                        .toList(),
                now.waiting(),
                text(orders),
                text(pace));
    }

    private static String text(Duration duration) {
        return duration == null ? null : duration.toString();
    }
}
