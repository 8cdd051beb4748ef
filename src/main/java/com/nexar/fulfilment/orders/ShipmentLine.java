package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.easyecom.UpstreamLine;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;

/**
 * A line of a shipment, as stored in the shipment's row.
 *
 * @param orderedQuantity what EasyEcom says was ordered with it; null where it does not say
 * @param unitPrice in the shipment's currency
 */
@RegisterForReflection
record ShipmentLine(
        String lineId,
        String sku,
        String name,
        int quantity,
        int cancelledQuantity,
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
