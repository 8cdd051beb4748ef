package com.nexar.fulfilment.connection;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a location's connection was found. */
@RegisterForReflection
@Schema(name = "Checkup")
public record Checkup(
        @Schema(required = true, examples = "acme") String brand,
        @Schema(required = true, examples = "blr1") String location,

        @Schema(required = true, description = "When it began")
        Instant at,

        @Schema(required = true, description = "How long it took")
        long millis,

        @Schema(
                required = true,
                description = "From when on there is another one; until then this one is answered again")
        Instant againAt,

        @Schema(required = true, description = "The worst of its items")
        CheckItem.Result result,

        @Schema(required = true) List<CheckItem> items) {

    static CheckItem.Result worst(List<CheckItem> items) {
        return items.stream()
                .map(CheckItem::result)
                .filter(result -> result != CheckItem.Result.SKIPPED)
                .min(Comparator.naturalOrder())
                .orElse(CheckItem.Result.SKIPPED);
    }
}
