package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.money.Money;
import com.nexar.fulfilment.operations.OperationView;
import com.nexar.fulfilment.operations.Operations;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shipments as the API shows them; in the caller's transaction. */
@Singleton
class ShipmentViews {

    private final Operations operations;
    private final ShipByRule shipByRule;
    private final OrdersConfig config;
    private final Clock clock;

    ShipmentViews(Operations operations, ShipByRule shipByRule, OrdersConfig config, Clock clock) {
        this.operations = operations;
        this.shipByRule = shipByRule;
        this.config = config;
        this.clock = clock;
    }

    ShipmentView one(Location location, Shipment shipment) {
        return all(location, List.of(shipment)).getFirst();
    }

    /** In the order given, whatever their number: three queries in all. */
    List<ShipmentView> all(Location location, List<Shipment> shipments) {
        if (shipments.isEmpty()) {
            return List.of();
        }
        List<Long> ids =
                shipments.stream().map(shipment -> shipment.key.shipmentId()).toList();
        Map<Long, Recipient> recipients = new HashMap<>();
        Recipient.of(location.brand(), ids).forEach(to -> recipients.put(to.key.shipmentId(), to));
        Map<String, OperationView> open = new HashMap<>();
        operations
                .inOpenOf(location, ids)
                .forEach(operation -> operation.shipmentIds().forEach(id -> open.put(id, operation)));
        Instant now = clock.instant();
        return shipments.stream()
                .map(shipment -> view(
                        shipment,
                        recipients.get(shipment.key.shipmentId()),
                        open.get(Long.toString(shipment.key.shipmentId())),
                        now))
                .toList();
    }

    /** Without recipient and without the operation under way, as the feed tells it. */
    ShipmentView told(Shipment shipment, Instant now) {
        return view(shipment, null, null, now);
    }

    private ShipmentView view(Shipment s, Recipient to, OperationView pending, Instant now) {
        return new ShipmentView(
                Long.toString(s.key.shipmentId()),
                Long.toString(s.orderId),
                s.referenceCode,
                s.stage(),
                s.onHold,
                Eligibility.of(s, config.types(), now),
                pending == null
                        ? null
                        : new ShipmentView.Pending(
                                pending.operationId(), pending.kind(), pending.state(), pending.needsPerson()),
                s.shipBy,
                shipByRule.handOverBy(s.shipBy, s.courier),
                shipByRule.of(s, now),
                s.orderedAt,
                new ShipmentView.Marketplace(s.marketplaceId, s.marketplaceName),
                s.orderType,
                new ShipmentView.Payment(s.paymentMode, Money.of(s.collectAmount, s.currency)),
                shipTo(to),
                s.lines.stream().map(line -> line(line, s.currency)).toList(),
                s.contentVersion,
                s.parcel == null
                        ? null
                        : new ShipmentView.ParcelView(
                                s.parcel.weightGrams(), s.parcel.lengthCm(), s.parcel.widthCm(), s.parcel.heightCm()),
                s.awb == null
                        ? null
                        : new ShipmentView.Assignment(s.courier, s.awb, s.carrierId, s.labelUrl, s.trackingUrl),
                s.invoiceNumber,
                s.manifestNumber == null && s.manifestedAt == null
                        ? null
                        : new ShipmentView.Manifest(s.manifestNumber, s.manifestedAt),
                s.lastScan == null
                        ? null
                        : new ShipmentView.Tracking(
                                s.lastScan.status(), s.lastScan.occurredAt(), s.lastScan.location(), s.lastScan.note()),
                s.personalDataErasedAt,
                s.acknowledgedAt,
                CancellationView.of(s.cancellation, now),
                new ShipmentView.Upstream(s.upstreamStatus, s.upstreamStatusId, s.upstreamUpdatedAt),
                s.version,
                s.receivedAt,
                s.updatedAt);
    }

    private static ShipmentView.Line line(ShipmentLine line, String currency) {
        return new ShipmentView.Line(
                line.lineId(),
                line.sku(),
                line.name(),
                line.quantity(),
                line.cancelledQuantity(),
                line.ean(),
                Money.of(line.unitPrice(), currency));
    }

    private static ShipmentView.ShipTo shipTo(Recipient to) {
        return to == null
                ? null
                : new ShipmentView.ShipTo(
                        to.name, to.phone, to.line1, to.line2, to.city, to.state, to.postalCode, to.country);
    }
}
