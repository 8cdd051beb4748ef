package com.nexar.fulfilment.cancellation;

import com.nexar.fulfilment.orders.CancellationView;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.orders.Stage;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A shipment whose cancellation the warehouse decides. */
@Schema(name = "CancelledShipment")
record CancelledShipmentView(
        @Schema(required = true, examples = "90210001") String shipmentId,
        @Schema(required = true, examples = "70110001") String orderId,

        @Schema(required = true, description = "CANCELLED; where the parcel stands, if it had been handed over before")
        Stage stage,

        @Schema(nullable = true) String awb,
        @Schema(required = true) CancellationView cancellation) {

    @Schema(name = "CancellationPage")
    record Page(
            @Schema(required = true) List<CancelledShipmentView> items,

            @Schema(nullable = true, description = "Give it back as cursor")
            String next) {}

    static CancelledShipmentView of(ShipmentFacts shipment, Instant now) {
        return new CancelledShipmentView(
                Long.toString(shipment.shipmentId()),
                Long.toString(shipment.orderId()),
                shipment.stage(),
                shipment.awb(),
                CancellationView.of(shipment.cancellation(), now));
    }
}
