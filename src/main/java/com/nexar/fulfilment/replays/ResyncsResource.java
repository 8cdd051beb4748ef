package com.nexar.fulfilment.replays;

import com.nexar.fulfilment.access.Administration;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomShares;
import com.nexar.fulfilment.orders.UpstreamId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/admin/resyncs")
@Tag(name = "Administration", description = "For keys with the role operator")
@RunOnVirtualThread
class ResyncsResource {

    @RegisterForReflection
    @Schema(name = "ResyncShipments")
    record ResyncShipments(
            @Schema(required = true, examples = "acme") @NotBlank(message = "is needed: the brand")
            String brand,

            @Schema(required = true, examples = "blr1")
            @NotBlank(message = "is needed: the location that EasyEcom is asked at")
            String location,

            @Schema(required = true, examples = "[\"90210001\"]", description = "One call of EasyEcom each")
            @NotNull(message = "is needed: the shipments to be read again")
            @Size(min = 1, max = Resyncs.MOST, message = "takes 1 to 100 shipments")
            List<String> shipmentIds) {}

    @Schema(name = "Resynced")
    record Resynced(@Schema(required = true) List<Resyncs.Item> items) {}

    private final Resyncs resyncs;
    private final Administration administration;
    private final EasyEcomShares shares;

    ResyncsResource(Resyncs resyncs, Administration administration, EasyEcomShares shares) {
        this.resyncs = resyncs;
        this.administration = administration;
        this.shares = shares;
    }

    @POST
    @Operation(summary = "Read shipments of EasyEcom again now, and take in what it shows")
    public Resynced resync(@Valid @NotNull(message = "a JSON body is needed") ResyncShipments order) {
        Location location =
                administration.locations(order.brand(), order.location()).getFirst();
        shares.mustHaveLeft(location, administration.caller().name());
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < order.shipmentIds().size(); i++) {
            ids.add(UpstreamId.parse(
                    "shipmentIds[" + i + "]", order.shipmentIds().get(i)));
        }
        return new Resynced(resyncs.readAgain(administration.caller(), location, ids));
    }
}
