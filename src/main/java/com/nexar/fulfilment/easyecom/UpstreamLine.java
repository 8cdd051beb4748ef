package com.nexar.fulfilment.easyecom;

import java.math.BigDecimal;

/**
 * One line of a shipment.
 *
 * @param lineId EasyEcom's suborder_id, the only unique key of a line
 * @param quantity pieces, including the cancelled ones
 * @param unitPrice in the order's currency, per piece; null where EasyEcom says nothing
 */
public record UpstreamLine(
        String lineId,
        String sku,
        String name,
        int quantity,
        int cancelledQuantity,
        String ean,
        BigDecimal unitPrice) {}
