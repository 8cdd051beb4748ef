package com.nexar.fulfilment.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
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

    /** In the order of SKUs. */
    static List<Quantity> of(List<OrderPart> parts) {
        TreeSet<String> skus = new TreeSet<>();
        parts.forEach(part -> skus.addAll(part.seen().keySet()));
        parts.forEach(part -> part.lines().forEach(line -> skus.add(line.sku())));
        List<Quantity> quantities = new ArrayList<>();
        skus.forEach(sku -> quantities.add(quantity(sku, parts)));
        int named = quantities.stream().mapToInt(Quantity::ordered).sum();
        int counted = parts.stream()
                .filter(part -> !part.gone())
                .map(OrderPart::counted)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        if (counted > named) {
            quantities.add(new Quantity(null, counted - named, 0, 0, 0, counted - named));
        }
        return quantities;
    }

    private static Quantity quantity(String sku, List<OrderPart> parts) {
        int now = sum(parts, part -> part.pieces(sku));
        int ordered = Math.max(Math.max(now, shownBefore(sku, parts)), claimed(sku, parts));
        int cancelled = sum(parts, part -> part.cancelled(sku));
        int elsewhere = sum(parts, part -> part.here() ? 0 : part.live(sku));
        return new Quantity(sku, ordered, now - cancelled, elsewhere, cancelled, ordered - now);
    }

    /** The most of one shipment, and what those always held that were there already: nothing of that came out of it. */
    private static int shownBefore(String sku, List<OrderPart> parts) {
        return parts.stream()
                .mapToInt(part -> part.most(sku)
                        + sum(
                                parts,
                                other -> other != part && !other.firstSeen().isAfter(part.firstSeen())
                                        ? other.constant(sku)
                                        : 0))
                .max()
                .orElse(0);
    }

    private static int claimed(String sku, List<OrderPart> parts) {
        return parts.stream()
                .filter(part -> !part.gone())
                .flatMap(part -> part.lines().stream())
                .filter(line -> line.sku().equals(sku) && line.orderedQuantity() != null)
                .mapToInt(ShipmentLine::orderedQuantity)
                .max()
                .orElse(0);
    }

    private static int sum(List<OrderPart> parts, ToIntFunction<OrderPart> what) {
        return parts.stream().mapToInt(what).sum();
    }
}
