package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.easyecom.UpstreamLine;
import com.nexar.fulfilment.easyecom.UpstreamShipment;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** How many pieces of each SKU a shipment has or had, cancelled ones included. */
final class Pieces {

    /** The fewest and the most that were ever there. */
    @RegisterForReflection
    record Seen(int least, int most) {

        private Seen and(int now) {
            return new Seen(Math.min(least, now), Math.max(most, now));
        }
    }

    private Pieces() {}

    static Map<String, Integer> of(Collection<ShipmentLine> lines) {
        Map<String, Integer> pieces = new TreeMap<>();
        lines.forEach(line -> pieces.merge(line.sku(), line.quantity(), Integer::sum));
        return pieces;
    }

    /** Null where all that was ever there is what the lines show: of nearly every shipment nothing is kept. */
    static Map<String, Seen> kept(Map<String, Seen> seen, List<ShipmentLine> lines) {
        return seen.equals(seen(null, lines)) ? null : seen;
    }

    /** Where nothing is kept, what it shows. */
    static Map<String, Seen> seen(Shipment shipment) {
        return shipment.seenPieces == null ? seen(null, shipment.lines) : shipment.seenPieces;
    }

    /** @param before null where these lines are the first */
    static Map<String, Seen> seen(Map<String, Seen> before, List<ShipmentLine> lines) {
        Map<String, Integer> now = of(lines);
        Map<String, Seen> seen = new TreeMap<>();
        if (before == null) {
            now.forEach((sku, pieces) -> seen.put(sku, new Seen(pieces, pieces)));
            return seen;
        }
        before.forEach((sku, was) -> seen.put(sku, was.and(now.getOrDefault(sku, 0))));
        now.forEach((sku, pieces) -> seen.putIfAbsent(sku, new Seen(0, pieces)));
        return seen;
    }

    /** What EasyEcom counts otherwise than its lines do; empty for nearly every row. */
    static String claims(UpstreamShipment row) {
        StringBuilder claims = new StringBuilder();
        int pieces = row.lines().stream().mapToInt(UpstreamLine::quantity).sum();
        if (row.countedPieces() != null && row.countedPieces() != pieces) {
            claims.append(row.countedPieces());
        }
        row.lines().stream()
                .filter(line -> line.orderedQuantity() != null)
                .filter(line -> !Objects.equals(line.orderedQuantity(), line.quantity()))
                .forEach(line ->
                        claims.append('/').append(line.lineId()).append(':').append(line.orderedQuantity()));
        return claims.toString();
    }
}
