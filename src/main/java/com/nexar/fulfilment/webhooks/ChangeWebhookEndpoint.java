package com.nexar.fulfilment.webhooks;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The order: change what is given, and leave the rest as it is. */
@RegisterForReflection
record ChangeWebhookEndpoint(
        @Schema(
                nullable = true,
                examples = "https://wms.example.com/hooks/v2",
                description = "Where to POST from now on, also what is pending")
        @Size(min = 1, max = Addresses.LONGEST, message = "is 1 to 1000 characters")
        String url,

        @Schema(
                nullable = true,
                examples = "[\"shipment.received\"]",
                description = "Types of change from now on; empty for all")
        List<String> types,

        @Schema(
                nullable = true,
                description = "DISABLED: nothing is sent. ACTIVE: what is pending goes out at once, then what the feed"
                        + " still has; missed counts what it has lost meanwhile")
        @Pattern(regexp = "(ACTIVE|DISABLED)", message = "is ACTIVE or DISABLED")
        String state) {

    boolean asksFor(Endpoint.State wanted) {
        return wanted.name().equals(state);
    }
}
