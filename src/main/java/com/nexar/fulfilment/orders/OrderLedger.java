package com.nexar.fulfilment.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The pieces of an order: ordered = in its shipments + cancelled + difference, per SKU, over all of the brand's locations.
 *
 * <p>EasyEcom names no ordered quantity of a whole order (contract 3.1): {@code order_quantity} and {@code suborder_quantity} stand on
 * each shipment's row, and no source says whether they still speak of the whole once it is split. So an order is at least what
 * its shipments hold now, at least what EasyEcom showed in them before, and at least what any row claims; it is never more than
 * the largest of these. A piece that left a shipment is looked for in the shipments that came after that one, because those may
 * have been split off it. A difference is therefore a piece that EasyEcom named and that nothing explains.
 */
final class OrderLedger {

    /** One SKU of an order. */
    @Schema(name = "OrderQuantity", description = "ordered = inShipments + cancelled + difference")
    record Quantity(
            @Schema(nullable = true, description = "Null: pieces that EasyEcom counts and names on no line")
            String sku,

            @Schema(required = true, examples = "3") int ordered,

            @Schema(required = true, examples = "3", description = "Pieces to send or sent, at whichever location")
            int inShipments,

            @Schema(required = true, examples = "1", description = "Of these, at other locations of the brand")
            int elsewhere,

            @Schema(required = true, examples = "0") int cancelled,

            @Schema(
                    required = true,
                    examples = "0",
                    description = "Pieces that EasyEcom named and that are in no shipment")
            int difference) {}

    private OrderLedger() {}

    /** In the order of SKUs. It is reckoned for every order of a page. */
    static List<Quantity> of(List<OrderPart> parts) {
        Set<String> skus = new TreeSet<>();
        int counted = 0;
        for (OrderPart part : parts) {
            skus.addAll(part.seen().keySet());
            part.lines().forEach(line -> skus.add(line.sku()));
            if (!part.gone() && part.counted() != null) {
                counted = Math.max(counted, part.counted());
            }
        }
        int named = 0;
        List<Quantity> quantities = new ArrayList<>(skus.size());
        for (String sku : skus) {
            Quantity quantity = quantity(sku, parts);
            named += quantity.ordered();
            quantities.add(quantity);
        }
        if (counted > named) {
            quantities.add(new Quantity(null, counted - named, 0, 0, 0, counted - named));
        }
        return quantities;
    }

    private static Quantity quantity(String sku, List<OrderPart> parts) {
        int now = 0;
        int cancelled = 0;
        int elsewhere = 0;
        int known = 0;
        for (OrderPart part : parts) {
            now += part.pieces(sku);
            cancelled += part.cancelled(sku);
            elsewhere += part.here() ? 0 : part.live(sku);
            known = Math.max(known, Math.max(part.claimed(sku), shownBefore(sku, part, parts)));
        }
        int ordered = Math.max(now, known);
        return new Quantity(sku, ordered, now - cancelled, elsewhere, cancelled, ordered - now);
    }

    /** The most of one shipment, and what those always held that were there already: nothing of that came out of it. */
    private static int shownBefore(String sku, OrderPart part, List<OrderPart> parts) {
        int shown = part.most(sku);
        for (OrderPart other : parts) {
            if (other != part && !other.firstSeen().isAfter(part.firstSeen())) {
                shown += other.constant(sku);
            }
        }
        return shown;
    }
}
