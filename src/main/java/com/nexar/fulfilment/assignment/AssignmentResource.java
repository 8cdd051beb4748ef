package com.nexar.fulfilment.assignment;

import com.nexar.fulfilment.access.Here;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentView;
import com.nexar.fulfilment.orders.UpstreamId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/brands/{brand}/locations/{location}/shipments/{shipmentId}/assignment")
@Tag(name = "Assignment", description = "Courier and AWB, per shipment, before the confirmation")
@RunOnVirtualThread
class AssignmentResource {

    private final ShipmentAssignment assignment;
    private final Orders orders;
    private final Here here;

    AssignmentResource(ShipmentAssignment assignment, Orders orders, Here here) {
        this.assignment = assignment;
        this.orders = orders;
        this.here = here;
    }

    @PUT
    @Operation(summary = "Assign courier and AWB; the same again is 200, another AWB after one is 409")
    public ShipmentView assign(
            @Parameter(description = "EasyEcom's invoice_id", example = "90210001") @PathParam("shipmentId")
                    String shipmentId,
            @Valid @NotNull(message = "a JSON body is needed") AssignShipment order) {
        long id = UpstreamId.parse("shipmentId", shipmentId);
        assignment.assign(here.location(), id, order, here.caller().name());
        return orders.view(here.location(), id);
    }
}
