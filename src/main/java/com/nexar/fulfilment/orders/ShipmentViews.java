package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.money.Money;
import com.nexar.fulfilment.operations.UnderWay;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shipments as the API shows them. */
@Singleton
class ShipmentViews {

    private final ShownShipments shown;
    private final ShipByRule shipByRule;
    private final OrdersConfig config;
    private final Clock clock;

    ShipmentViews(ShownShipments shown, ShipByRule shipByRule, OrdersConfig config, Clock clock) {
        this.shown = shown;
        this.shipByRule = shipByRule;
        this.config = config;
        this.clock = clock;
    }

    Optional<ShipmentView> one(Location location, long shipmentId) {
        return all(shown.one(location, shipmentId)).stream().findFirst();
    }

    /** In the order given. */
    List<ShipmentView> all(List<Shown> them) {
        Instant now = clock.instant();
        return them.stream()
                .map(each -> view(each.shipment(), each.to(), each.underWay(), now))
                .toList();
    }

    /** Without recipient and without the operation under way, as the feed tells it. */
    ShipmentView told(Shipment shipment, Instant now) {
        return view(shipment, null, null, now);
    }

    private ShipmentView view(Shipment s, ShipmentView.ShipTo to, UnderWay pending, Instant now) {
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
                to,
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
}
