package com.nexar.fulfilment.replays;

import com.nexar.fulfilment.access.Administration;
import com.nexar.fulfilment.access.Audit;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.orders.Gate;
import com.nexar.fulfilment.orders.UpstreamId;
import com.nexar.fulfilment.problems.Problem;
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
import java.util.Map;
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
            @Size(min = 1, max = 100, message = "takes 1 to 100 shipments")
            List<String> shipmentIds) {}

    @Schema(name = "Resynced")
    record Resynced(@Schema(required = true) List<Item> items) {

        @Schema(name = "ResyncedShipment")
        record Item(
                @Schema(required = true, examples = "90210001")
                String shipmentId,

                @Schema(
                        required = true,
                        description = "Whether EasyEcom shows it at this location; then it is taken in as it is there")
                boolean shown,

                @Schema(nullable = true, description = "Why it could not be read")
                String problem) {}
    }

    private final Gate gate;
    private final Administration administration;
    private final Audit audit;
    private final Transactions transactions;

    ResyncsResource(Gate gate, Administration administration, Audit audit, Transactions transactions) {
        this.gate = gate;
        this.administration = administration;
        this.audit = audit;
        this.transactions = transactions;
    }

    @POST
    @Operation(summary = "Read shipments of EasyEcom again now, and take in what it shows")
    public Resynced resync(@Valid @NotNull(message = "a JSON body is needed") ResyncShipments order) {
        Location location =
                administration.locations(order.brand(), order.location()).getFirst();
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < order.shipmentIds().size(); i++) {
            ids.add(UpstreamId.parse(
                    "shipmentIds[" + i + "]", order.shipmentIds().get(i)));
        }
        transactions.run(
                location,
                () -> audit.inRecord(
                        administration.caller(),
                        location,
                        "resynced",
                        ids.size() == 1 ? "shipment " + ids.getFirst() : ids.size() + " shipments",
                        null,
                        Map.of("shipmentIds", String.join(",", order.shipmentIds()))));
        return new Resynced(ids.stream().map(id -> read(location, id)).toList());
    }

    private Resynced.Item read(Location location, long id) {
        try {
            boolean shown = gate.readAgain(location, id);
            return new Resynced.Item(Long.toString(id), shown, null);
        } catch (Problem problem) {
            return new Resynced.Item(Long.toString(id), false, problem.getMessage());
        }
    }
}
