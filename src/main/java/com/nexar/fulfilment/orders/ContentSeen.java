package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.easyecom.UpstreamShipment;
import com.nexar.fulfilment.money.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.util.List;

/**
 * A shipment's content at one version, as it is kept with the change that ended it: no personal data, so of the ship-to
 * nothing but what the version says of it.
 */
@RegisterForReflection
record ContentSeen(String version, List<Line> lines, String paymentMode, BigDecimal collect, String currency) {

    @RegisterForReflection
    record Line(String lineId, String sku, int quantity, int cancelledQuantity) {}

    /** As it stands in our store. */
    static ContentSeen of(Shipment shipment) {
        return new ContentSeen(
                shipment.contentVersion,
                lines(shipment.lines),
                shipment.paymentMode,
                shipment.collectAmount,
                shipment.currency);
    }

    /** As EasyEcom's row has it. */
    static ContentSeen of(UpstreamShipment row) {
        return new ContentSeen(
                Content.version(row),
                lines(row.lines().stream().map(ShipmentLine::of).toList()),
                row.paymentMode(),
                row.collect(),
                row.currency() == null ? Reading.CURRENCY : row.currency());
    }

    boolean samePayment(ContentSeen other) {
        return paymentMode.equals(other.paymentMode) && collect.compareTo(other.collect) == 0;
    }

    ShipmentView.Payment payment() {
        return new ShipmentView.Payment(paymentMode, Money.of(collect, currency));
    }

    private static List<Line> lines(List<ShipmentLine> lines) {
        return lines.stream()
                .map(line -> new Line(line.lineId(), line.sku(), line.quantity(), line.cancelledQuantity()))
                .toList();
    }
}
