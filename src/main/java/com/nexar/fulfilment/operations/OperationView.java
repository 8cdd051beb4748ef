package com.nexar.fulfilment.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.nexar.fulfilment.problems.ProblemView;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How an operation stands, as the API shows it. */
@Schema(name = "Operation")
public record OperationView(
        @Schema(required = true, examples = "6f1c0c1e-6f0e-4a53-9f43-6f0e4a539f43")
        String operationId,

        @Schema(required = true) OperationKind kind,

        @Schema(required = true) List<String> shipmentIds,

        @Schema(required = true) OperationState state,

        @Schema(required = true, description = "One per shipment, in the order asked")
        List<Result> results,

        @Schema(required = true) int attempts,

        @Schema(nullable = true, description = "When the facade looks at it next; null once it is finished")
        @JsonInclude(JsonInclude.Include.ALWAYS)
        Instant nextAttemptAt,

        @Schema(required = true) Instant createdAt,

        @Schema(nullable = true) @JsonInclude(JsonInclude.Include.ALWAYS)
        Instant finishedAt,

        @Schema(required = true, description = "Nothing can be read that decides it: an operator has to settle it")
        boolean needsPerson,

        @Schema(
                required = true,
                description =
                        "Requests of this operation that took effect later than the quiet period, so that EasyEcom"
                                + " may have done it more than once")
        int lateArrivals,

        @Schema(nullable = true, description = "Who settled it, where a person had to")
        @JsonInclude(JsonInclude.Include.ALWAYS)
        Settlement settlement,

        @Schema(
                nullable = true,
                implementation = ProblemView.class,
                description = "Why it ended without success, or why it is not done yet")
        @JsonInclude(JsonInclude.Include.ALWAYS)
        Object problem) {

    @Schema(name = "OperationSettlement")
    public record Settlement(
            @Schema(required = true) String by,
            @Schema(required = true) String reason) {}

    @Schema(name = "OperationResult")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(
            @Schema(required = true) String shipmentId,
            @Schema(required = true) OperationState state,
            @Schema(implementation = ProblemView.class) Object problem) {}
}
