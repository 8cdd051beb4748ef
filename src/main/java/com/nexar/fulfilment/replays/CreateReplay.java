package com.nexar.fulfilment.replays;

import com.nexar.fulfilment.operations.OperationKind;
import com.nexar.fulfilment.operations.OperationState;
import com.nexar.fulfilment.sync.Quarantine;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which records to try again: named ones, and those that a filter finds. */
@RegisterForReflection
@Schema(name = "CreateReplay")
record CreateReplay(
        @Schema(required = true, examples = "acme")
        @NotBlank(message = "is needed: the brand whose records are tried again")
        String brand,

        @Schema(nullable = true, examples = "blr1", description = "Only of this location")
        String location,

        @Schema(nullable = true, description = "Operations that are FAILED, REFUSED or PARTIAL, by id")
        @Size(max = Replays.MOST, message = "takes up to " + Replays.MOST)
        List<String> operationIds,

        @Schema(nullable = true, description = "Rows in quarantine, by id")
        @Size(max = Replays.MOST, message = "takes up to " + Replays.MOST)
        List<String> quarantineIds,

        @Schema(
                nullable = true,
                description = "Instead of ids: the latest " + Replays.MOST + " that fit and are unresolved")
        Filter operations,

        @Schema(nullable = true, description = "Instead of ids: the newest " + Replays.MOST + " that fit")
        RowFilter quarantine) {

    @RegisterForReflection
    @Schema(name = "ReplayFilter")
    record Filter(
            @Schema(
                    nullable = true,
                    examples = "[\"FAILED\"]",
                    description = "FAILED, REFUSED, PARTIAL; all where missing")
            List<OperationState> states,

            @Schema(nullable = true, examples = "[\"CONFIRM\"]")
            List<OperationKind> kinds,

            @Schema(nullable = true, description = "Finished at or after")
            Instant from,

            @Schema(nullable = true, description = "Finished before")
            Instant until) {}

    @RegisterForReflection
    @Schema(name = "ReplayRowFilter")
    record RowFilter(
            @Schema(nullable = true, examples = "[\"ORDERS_TIP\"]", description = "All where missing")
            List<Quarantine.Source> feeds,

            @Schema(nullable = true, description = "Last seen at or after")
            Instant from,

            @Schema(nullable = true, description = "Last seen before")
            Instant until) {}
}
