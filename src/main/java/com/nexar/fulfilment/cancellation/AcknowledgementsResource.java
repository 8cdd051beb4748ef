package com.nexar.fulfilment.cancellation;

import com.nexar.fulfilment.access.Here;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/brands/{brand}/locations/{location}/acknowledgements")
@Tag(name = "Cancellation", description = "What the warehouse has taken, and what of it was cancelled after that")
@RunOnVirtualThread
class AcknowledgementsResource {

    private final Acknowledging acknowledging;
    private final Here here;

    AcknowledgementsResource(Acknowledging acknowledging, Here here) {
        this.acknowledging = acknowledging;
        this.here = here;
    }

    @PUT
    @Operation(
            summary = "The warehouse has taken these: from here on a cancellation asks for its decision; again is 200."
                    + " Unknown ids change nothing, cancelled ones are in blocked")
    public AcknowledgedView acknowledge(@Valid @NotNull(message = "a JSON body is needed") AcknowledgeShipments order) {
        return acknowledging.take(here.location(), order, here.caller().name());
    }
}
