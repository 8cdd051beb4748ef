package com.nexar.fulfilment.confirmation;

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
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
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

@Path("/v1/brands/{brand}/locations/{location}/shipments/{shipmentId}/confirmation")
@Tag(name = "Confirmation", description = "The shipment is packed: invoice and label come of it")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class ConfirmationResource {

    private final ConfirmationIntent intent;
    private final OperationAnswer answer;
    private final Orders orders;
    private final Wait wait;
    private final Here here;

    ConfirmationResource(ConfirmationIntent intent, OperationAnswer answer, Orders orders, Wait wait, Here here) {
        this.intent = intent;
        this.answer = answer;
        this.orders = orders;
        this.wait = wait;
        this.here = here;
    }

    @CallsEasyEcom
    @POST
    @Operation(summary = "Confirm a packed shipment; waits for EasyEcom's decision, else 202")
    @APIResponse(
            responseCode = "200",
            description = "Confirmed",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ShipmentView.class)))
    public RestResponse<?> confirm(
            @Parameter(description = "EasyEcom's invoice_id", example = "90210001") @PathParam("shipmentId")
                    String shipmentId,
            @Parameter(description = "wait=N (seconds, default 25) or respond-async", example = "wait=25")
                    @HeaderParam("Prefer")
                    String prefer,
            @Valid ConfirmShipment order) {
        long id = UpstreamId.parse("shipmentId", shipmentId);
        ConfirmShipment asked = order == null ? new ConfirmShipment(null, null) : order;
        Location location = here.location();
        Duration most = wait.of(prefer);
        UUID operation = intent.take(location, id, asked, here.caller().name());
        return answer.of(location, operation, most, () -> RestResponse.ok(orders.view(location, id)));
    }
}
