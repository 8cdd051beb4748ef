package com.nexar.fulfilment.cancellation;

import com.nexar.fulfilment.problems.ProblemView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of an acknowledgement; both lists in the order given. */
@Schema(name = "Acknowledged")
record AcknowledgedView(
        @Schema(required = true, description = "The warehouse has these, now or from an acknowledgement before")
        List<String> acknowledged,

        @Schema(required = true, description = "Cancelled at EasyEcom before: not to be taken")
        List<Blocked> blocked) {

    @Schema(name = "NotAcknowledged")
    @RegisterForReflection
    record Blocked(
            @Schema(required = true) String shipmentId,
            @Schema(required = true) ProblemView problem) {}
}
