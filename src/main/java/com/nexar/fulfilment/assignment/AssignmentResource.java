package com.nexar.fulfilment.assignment;

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

@Path("/v1/brands/{brand}/locations/{location}/shipments/{shipmentId}/assignment")
@Tag(name = "Assignment", description = "Courier and AWB, per shipment, before the confirmation")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class AssignmentResource {

    private final AssignmentIntent intent;
    private final TakeBackIntent takeBack;
    private final OperationAnswer answer;
    private final Orders orders;
    private final Wait wait;
    private final Here here;

    AssignmentResource(
            AssignmentIntent intent,
            TakeBackIntent takeBack,
            OperationAnswer answer,
            Orders orders,
            Wait wait,
            Here here) {
        this.intent = intent;
        this.takeBack = takeBack;
        this.answer = answer;
        this.orders = orders;
        this.wait = wait;
        this.here = here;
    }

    @CallsEasyEcom
    @PUT
    @Operation(summary = "Assign courier and AWB; the same again is 200, another AWB after one is 409")
    @APIResponse(
            responseCode = "200",
            description = "Assigned",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ShipmentView.class)))
    public RestResponse<?> assign(
            @Parameter(description = "EasyEcom's invoice_id", example = "90210001") @PathParam("shipmentId")
                    String shipmentId,
            @Parameter(description = "wait=N (seconds, default 25) or respond-async", example = "wait=25")
                    @HeaderParam("Prefer")
                    String prefer,
            @Valid @NotNull(message = "a JSON body is needed") AssignShipment order) {
        long id = UpstreamId.parse("shipmentId", shipmentId);
        Location location = here.location();
        Duration most = wait.of(prefer);
        UUID operation = intent.take(location, id, order, here.caller().name());
        return answer.of(location, operation, most, () -> RestResponse.ok(orders.view(location, id)));
    }

    @CallsEasyEcom
    @DELETE
    @Operation(
            summary = "Take courier and AWB back before the confirmation; where there are none, 200",
            description = "Where EasyEcom lets us: 405 as long as fulfilment.easyecom.paths.unassign-awb is not set")
    @APIResponse(
            responseCode = "200",
            description = "Not assigned",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ShipmentView.class)))
    public RestResponse<?> unassign(
            @Parameter(description = "EasyEcom's invoice_id", example = "90210001") @PathParam("shipmentId")
                    String shipmentId,
            @Parameter(description = "wait=N (seconds, default 25) or respond-async", example = "wait=25")
                    @HeaderParam("Prefer")
                    String prefer) {
        long id = UpstreamId.parse("shipmentId", shipmentId);
        Location location = here.location();
        Duration most = wait.of(prefer);
        UUID operation = takeBack.take(location, id, here.caller().name());
        return answer.of(location, operation, most, () -> RestResponse.ok(orders.view(location, id)));
    }
}
