package com.nexar.fulfilment.orders;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * One shipment as its order's {@link OrderLedger} counts it.
 *
 * @param here of the location that asks
 * @param gone EasyEcom shows it at none of the brand's locations
 * @param lines what it has now; of a shipment elsewhere only SKUs and quantities
 * @param seen per SKU, the fewest and the most it ever had
 * @param counted EasyEcom's order_quantity; null where it says nothing, and of a shipment elsewhere
 */
record OrderPart(
        Instant firstSeen,
        boolean here,
        boolean cancelled,
        boolean gone,
        List<ShipmentLine> lines,
        Map<String, Pieces.Seen> seen,
        Integer counted) {

    static OrderPart of(Shipment shipment) {
        return new OrderPart(
                shipment.receivedAt,
                true,
                shipment.stage() == Stage.CANCELLED || shipment.cancelledUpstream(),
                shipment.goneUpstream,
                shipment.lines,
                Pieces.seen(shipment),
                shipment.countedPieces);
    }

    /** All pieces of this SKU, cancelled ones included; none of what EasyEcom does not show any more. */
    int pieces(String sku) {
        return gone ? 0 : sum(sku, ShipmentLine::quantity);
    }

    int cancelled(String sku) {
        return gone ? 0 : sum(sku, cancelled ? ShipmentLine::quantity : ShipmentLine::cancelledQuantity);
    }

    int live(String sku) {
        return pieces(sku) - cancelled(sku);
    }

    int most(String sku) {
        return seen.containsKey(sku) ? seen.get(sku).most() : 0;
    }

    /** What was there all the time, and is still. */
    int constant(String sku) {
        return gone || !seen.containsKey(sku) ? 0 : seen.get(sku).least();
    }

    /** The most that a line claims to have been ordered. */
    int claimed(String sku) {
        int claimed = 0;
        if (!gone) {
            for (ShipmentLine line : lines) {
                if (line.sku().equals(sku) && line.orderedQuantity() != null) {
                    claimed = Math.max(claimed, line.orderedQuantity());
                }
            }
        }
        return claimed;
    }

    private int sum(String sku, ToIntFunction<ShipmentLine> what) {
        int sum = 0;
        for (ShipmentLine line : lines) {
            if (line.sku().equals(sku)) {
                sum += what.applyAsInt(line);
            }
        }
        return sum;
    }
}
