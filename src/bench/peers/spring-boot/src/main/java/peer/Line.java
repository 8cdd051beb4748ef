package peer;

import java.math.BigDecimal;

/** As stored in the shipment's row. */
public record Line(
        String lineId,
        String sku,
        String name,
        int quantity,
        int cancelledQuantity,
        Integer orderedQuantity,
        String ean,
        BigDecimal unitPrice) {}
