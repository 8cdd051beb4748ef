package com.nexar.fulfilment.faults.checks;

import java.util.Map;

/**
 * A shipment as our own table holds it.
 *
 * @param lines line id to quantity/cancelled
 */
public record OurShipment(
        String brand,
        String location,
        long shipmentId,
        long orderId,
        String stage,
        boolean onHold,
        boolean gone,
        String awb,
        String manifestNumber,
        Map<String, String> lines) {

    public String place() {
        return brand + "/" + location;
    }
}
