package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.access.Here;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.problems.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/brands/{brand}/locations/{location}/shipments")
@Tag(name = "Shipments", description = "The unit that is assigned, confirmed, labelled, manifested and tracked")
@RunOnVirtualThread
class ShipmentsResource {

    private final Orders orders;
    private final ShipmentViews views;
    private final Transactions transactions;
    private final Here here;

    ShipmentsResource(Orders orders, ShipmentViews views, Transactions transactions, Here here) {
        this.orders = orders;
        this.views = views;
        this.transactions = transactions;
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
        return transactions.in(here.location(), () -> {
            List<Shipment> found = Shipment.list(
                    "key.brand = ?1 and location = ?2 and awb = ?3 order by key.shipmentId",
                    here.location().brand(),
                    here.location().code(),
                    awb.strip());
            return new OrderView.Shipments(views.all(here.location(), found), null);
        });
    }
}
