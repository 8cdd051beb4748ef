package com.nexar.fulfilment.orders;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An order with its shipments at this location. */
@Schema(name = "Order")
record OrderView(
        @Schema(required = true, examples = "70110001") String orderId,

        @Schema(nullable = true, examples = "DEMO-SO-1001") String referenceCode,

        @Schema(required = true, description = "Of the least advanced shipment that is not cancelled")
        Stage stage,

        @Schema(nullable = true) Instant orderedAt,

        @Schema(nullable = true, description = "The earliest of its shipments")
        Instant shipBy,

        @Schema(nullable = true, description = "The worst of its shipments")
        Risk risk,

        @Schema(required = true) List<ShipmentView> shipments,

        @Schema(
                required = true,
                description = "Per SKU, over the shipments of all locations; a difference is a reason in …/eligibility")
        List<OrderLedger.Quantity> quantities) {

    @Schema(name = "OrderPage")
    record Page(
            @Schema(required = true) List<OrderView> items,

            @Schema(nullable = true, description = "Give it back as cursor")
            String next) {}

    @Schema(name = "ShipmentPage")
    record Shipments(
            @Schema(required = true) List<ShipmentView> items,
            @Schema(nullable = true) String next) {}
}
