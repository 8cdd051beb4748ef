package peer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** What is answered: the facade's fields that are plainly in the tables. */
final class Views {

    private static final List<String> STAGES = List.of(
            "RECEIVED", "ASSIGNED", "CONFIRMED", "MANIFESTED", "IN_TRANSIT", "UNDELIVERED", "OUT_FOR_DELIVERY",
            "DELIVERED", "RTO_IN_TRANSIT", "RTO_DELIVERED");

    private Views() {}

    record Page(List<OrderView> items, Long next) {}

    record OrderView(
            String orderId,
            String referenceCode,
            String stage,
            Instant orderedAt,
            Instant shipBy,
            List<ShipmentView> shipments) {

        static OrderView of(List<ShipmentView> shipments) {
            ShipmentView first = shipments.getFirst();
            String stage = shipments.stream()
                    .map(ShipmentView::stage)
                    .filter(each -> !each.equals("CANCELLED"))
                    .min(Comparator.comparingInt(STAGES::indexOf))
                    .orElse("CANCELLED");
            Instant shipBy = shipments.stream()
                    .map(ShipmentView::shipBy)
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
            return new OrderView(first.orderId, first.referenceCode, stage, first.orderedAt, shipBy, shipments);
        }
    }

    record ShipmentView(
            String shipmentId,
            String orderId,
            String referenceCode,
            String stage,
            boolean onHold,
            Instant shipBy,
            Instant orderedAt,
            Marketplace marketplace,
            String orderType,
            Payment payment,
            ShipTo shipTo,
            List<LineView> lines,
            String contentVersion,
            Assignment assignment,
            String invoiceNumber,
            Upstream upstream,
            int version,
            Instant receivedAt,
            Instant updatedAt) {

        static ShipmentView of(Shipment s, Recipient to) {
            return new ShipmentView(
                    Long.toString(s.id.shipmentId()),
                    Long.toString(s.orderId),
                    s.referenceCode,
                    s.stage,
                    s.onHold,
                    s.shipBy,
                    s.orderedAt,
                    new Marketplace(s.marketplaceId, s.marketplaceName),
                    s.orderType,
                    new Payment(s.paymentMode, Money.of(s.collectAmount, s.currency)),
                    to == null ? null : ShipTo.of(to),
                    s.lines.stream().map(line -> LineView.of(line, s.currency)).toList(),
                    s.contentVersion,
                    s.awb == null
                            ? null
                            : new Assignment(s.courier, s.awb, s.carrierId, s.labelUrl, s.trackingUrl),
                    s.invoiceNumber,
                    new Upstream(s.upstreamStatus, s.upstreamStatusId, s.upstreamUpdatedAt),
                    s.version,
                    s.receivedAt,
                    s.updatedAt);
        }
    }

    record Money(String amount, String currency) {
        static Money of(BigDecimal amount, String currency) {
            return amount == null
                    ? null
                    : new Money(amount.setScale(2, RoundingMode.HALF_UP).toPlainString(), currency);
        }
    }

    record Marketplace(String id, String name) {}

    record Payment(String mode, Money collect) {}

    record ShipTo(
            String name,
            String phone,
            String line1,
            String line2,
            String city,
            String state,
            String postalCode,
            String country) {
        static ShipTo of(Recipient to) {
            return new ShipTo(
                    to.name, to.phone, to.line1, to.line2, to.city, to.state, to.postalCode, to.country);
        }
    }

    record LineView(
            String lineId, String sku, String name, int quantity, int cancelledQuantity, String ean, Money unitPrice) {
        static LineView of(Line line, String currency) {
            return new LineView(
                    line.lineId(),
                    line.sku(),
                    line.name(),
                    line.quantity(),
                    line.cancelledQuantity(),
                    line.ean(),
                    Money.of(line.unitPrice(), currency));
        }
    }

    record Assignment(String courier, String awb, String carrierId, String labelUrl, String trackingUrl) {}

    record Upstream(String status, Integer statusId, Instant updatedAt) {}
}
