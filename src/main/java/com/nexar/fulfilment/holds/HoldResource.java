package com.nexar.fulfilment.holds;

import com.nexar.fulfilment.access.Here;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.CallsEasyEcom;
import com.nexar.fulfilment.operations.OperationAnswer;
import com.nexar.fulfilment.operations.Wait;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentView;
import com.nexar.fulfilment.orders.UpstreamId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/brands/{brand}/locations/{location}/shipments/{shipmentId}/hold")
@Tag(name = "Holds", description = "The warehouse cannot fulfil a shipment now, or can again; before the manifest")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class HoldResource {

    private final HoldIntent intent;
    private final OperationAnswer answer;
    private final Orders orders;
    private final Wait wait;
    private final Here here;

    HoldResource(HoldIntent intent, OperationAnswer answer, Orders orders, Wait wait, Here here) {
        this.intent = intent;
        this.answer = answer;
        this.orders = orders;
        this.wait = wait;
        this.here = here;
    }

    @CallsEasyEcom
    @PUT
    @Consumes(MediaType.APPLICATION_JSON) // else a plain text would be made one by its only field
    @Operation(summary = "Put a shipment on hold at EasyEcom; what is held already is 200")
    @APIResponse(
            responseCode = "200",
            description = "On hold",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ShipmentView.class)))
    public RestResponse<?> hold(
            @Parameter(description = "EasyEcom's invoice_id", example = "90210001") @PathParam("shipmentId")
                    String shipmentId,
            @Parameter(description = "wait=N (seconds, default 25) or respond-async", example = "wait=25")
                    @HeaderParam("Prefer")
                    String prefer,
            @Valid @NotNull(message = "a JSON body is needed") HoldShipment order) {
        long id = UpstreamId.parse("shipmentId", shipmentId);
        Location location = here.location();
        Duration most = wait.of(prefer);
        return answer(
                location, id, intent.hold(location, id, order, here.caller().name()), most);
    }

    @CallsEasyEcom
    @DELETE
    @Operation(summary = "End a hold of the warehouse's own; what is not held is 200")
    @APIResponse(
            responseCode = "200",
            description = "Not on hold",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ShipmentView.class)))
    public RestResponse<?> release(
            @Parameter(description = "EasyEcom's invoice_id", example = "90210001") @PathParam("shipmentId")
                    String shipmentId,
            @Parameter(description = "wait=N (seconds, default 25) or respond-async", example = "wait=25")
                    @HeaderParam("Prefer")
                    String prefer) {
        long id = UpstreamId.parse("shipmentId", shipmentId);
        Location location = here.location();
        Duration most = wait.of(prefer);
        return answer(location, id, intent.release(location, id, here.caller().name()), most);
    }

    private RestResponse<?> answer(Location location, long id, UUID operation, Duration most) {
        return answer.of(location, operation, most, () -> RestResponse.ok(orders.view(location, id)));
    }
}
