package com.nexar.fulfilment.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.nexar.fulfilment.easyecom.UpstreamLine;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;

/**
 * A line of a shipment, as stored in the shipment's row: without what is null or none cancelled, for there are millions.
 *
 * @param orderedQuantity what EasyEcom says was ordered with it; null where it does not say
 * @param unitPrice in the shipment's currency
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record ShipmentLine(
        String lineId,
        String sku,
        String name,
        int quantity,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int cancelledQuantity,
        Integer orderedQuantity,
        String ean,
        BigDecimal unitPrice) {

    static ShipmentLine of(UpstreamLine line) {
        return new ShipmentLine(
                line.lineId(),
                line.sku(),
                line.name(),
                line.quantity(),
                line.cancelledQuantity(),
                line.orderedQuantity(),
                line.ean(),
                line.unitPrice());
    }

    ShipmentLine withEan(String ean) {
        return new ShipmentLine(lineId, sku, name, quantity, cancelledQuantity, orderedQuantity, ean, unitPrice);
    }
}
