package com.nexar.fulfilment.easyecom;

import java.math.BigDecimal;

/**
 * One line of a shipment.
 *
 * @param lineId EasyEcom's suborder_id, the only unique key of a line
 * @param quantity pieces, including the cancelled ones
 * @param orderedQuantity EasyEcom's suborder_quantity, the pieces that were ordered with this line; null where it counts sets
 * @param unitPrice in the order's currency, per piece; null where EasyEcom says nothing
 */
public record UpstreamLine(
        String lineId,
        String sku,
        String name,
        int quantity,
        int cancelledQuantity,
        Integer orderedQuantity,
        String ean,
        BigDecimal unitPrice) {}
