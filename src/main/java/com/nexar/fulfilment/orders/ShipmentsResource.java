package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.access.Here;
import com.nexar.fulfilment.problems.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/brands/{brand}/locations/{location}/shipments")
@Tag(name = "Shipments", description = "The unit that is assigned, confirmed, labelled, manifested and tracked")
@RunOnVirtualThread
class ShipmentsResource {

    private final Orders orders;
    private final ShownShipments shown;
    private final ShipmentViews views;
    private final Here here;

    ShipmentsResource(Orders orders, ShownShipments shown, ShipmentViews views, Here here) {
        this.orders = orders;
        this.shown = shown;
        this.views = views;
        this.here = here;
    }

    @GET
    @Path("{shipmentId}")
    @Operation(summary = "One shipment")
    public ShipmentView shipment(
            @Parameter(description = "EasyEcom's invoice_id", example = "90210001") @PathParam("shipmentId")
                    String shipmentId) {
        return orders.view(here.location(), UpstreamId.parse("shipmentId", shipmentId));
    }

    @GET
    @Operation(summary = "The shipment with this AWB")
    public OrderView.Shipments shipments(
            @Parameter(description = "The AWB, exactly", required = true, example = "NXR0000000001") @QueryParam("awb")
                    String awb) {
        if (awb == null || awb.isBlank()) {
            throw Problem.invalid("awb", "is needed; for lists of work use …/orders");
        }
        return new OrderView.Shipments(views.all(shown.withAwb(here.location(), awb.strip())), null);
    }
}
