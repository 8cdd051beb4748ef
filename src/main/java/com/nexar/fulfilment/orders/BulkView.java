package com.nexar.fulfilment.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.nexar.fulfilment.operations.OperationView;
import com.nexar.fulfilment.problems.ProblemView;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a bulk is answered with (design section 4). */
@Schema(name = "BulkAnswer")
public record BulkView(
        @Schema(required = true, description = "One per item, in the order asked")
        List<Item> items) {

    @Schema(name = "BulkResult", description = "Besides status exactly one of shipment, operation and problem")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            @Schema(
                    required = true,
                    nullable = true,
                    examples = "90210001",
                    description = "As asked; null where the item named none")
            @JsonInclude(JsonInclude.Include.ALWAYS)
            String shipmentId,

            @Schema(
                    required = true,
                    examples = "200",
                    description = "What the single command would have been answered with")
            int status,

            @Schema(description = "With 200") ShipmentView shipment,

            @Schema(description = "With 202: accepted and not decided yet")
            OperationView operation,

            @Schema(description = "With 4xx and 503") ProblemView problem) {}
}
