package com.nexar.fulfilment.pauses;

import com.nexar.fulfilment.access.Here;
import com.nexar.fulfilment.problems.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/admin/locations/{brand}/{location}/pause")
@Tag(name = "Administration", description = "For keys with the role operator")
@RunOnVirtualThread
class PauseResource {

    /** What is to be held back. */
    @RegisterForReflection
    @Schema(name = "PauseLocation")
    record PauseLocation(
            @Schema(required = true, description = "Commands shall wait") @NotNull(message = "is true or false")
            Boolean sending,

            @Schema(required = true, description = "Nothing shall be read by itself")
            @NotNull(message = "is true or false")
            Boolean syncing,

            @Schema(required = true, examples = "EasyEcom moves the account tonight")
            @NotBlank(message = "is needed: whoever waits wants to know why")
            @Size(max = 200, message = "is at most 200 characters")
            String reason) {}

    private final Pauses pauses;
    private final Here here;

    PauseResource(Pauses pauses, Here here) {
        this.pauses = pauses;
        this.here = here;
    }

    @GET
    @Operation(summary = "What is held back at this location")
    public Pause pause() {
        Pause pause = pauses.of(here.location()).pause();
        if (pause == null) {
            throw Problem.notFound("A pause of " + here.location().ref());
        }
        return pause;
    }

    @PUT
    @Operation(summary = "Hold sending or syncing back; what is accepted meanwhile waits")
    public Pause pauseLocation(@Valid @NotNull(message = "a JSON body is needed") PauseLocation order) {
        if (!order.sending() && !order.syncing()) {
            throw Problem.invalid("sending", "or syncing is true; to end a pause, DELETE it");
        }
        return pauses.pause(
                here.caller(),
                here.location(),
                order.sending(),
                order.syncing(),
                order.reason().strip());
    }

    @DELETE
    @APIResponse(responseCode = "204", description = "Nothing is held back any more; what waited goes on within 10 s")
    @Operation(summary = "End the pause")
    public void resumeLocation() {
        pauses.resume(here.caller(), here.location());
    }
}
