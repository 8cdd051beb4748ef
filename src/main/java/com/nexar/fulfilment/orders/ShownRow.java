package com.nexar.fulfilment.orders;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.nexar.fulfilment.access.Columns;
import com.nexar.fulfilment.access.StoredJson;
import com.nexar.fulfilment.easyecom.UpstreamStatus;
import com.nexar.fulfilment.operations.UnderWay;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A row of {@link ShownShipments}. */
final class ShownRow {

    private static final ObjectReader LINES = StoredJson.MAPPER.readerFor(new TypeReference<List<ShipmentLine>>() {});
    private static final ObjectReader SEEN =
            StoredJson.MAPPER.readerFor(new TypeReference<Map<String, Pieces.Seen>>() {});
    private static final ObjectReader PARCEL = StoredJson.MAPPER.readerFor(Parcel.class);
    private static final ObjectReader SCAN = StoredJson.MAPPER.readerFor(LastScan.class);
    private static final ObjectReader ELSEWHERE = StoredJson.MAPPER.readerFor(new TypeReference<List<Elsewhere>>() {});

    /** In the order in which {@link #shipment}, {@link #to} and {@link UnderWay} read them. */
    static final String COLUMNS = """
            s.brand, s.shipment_id, s.stage, s.location, s.order_id, s.reference_code, s.on_hold, s.hold_reason, s.gone_upstream,
            s.upstream_status, s.upstream_status_id, s.upstream_phase, s.upstream_updated_at, s.ordered_at, s.ship_by,
            s.available_after, s.marketplace_id, s.marketplace_name, s.order_type, s.order_type_key, s.payment_mode,
            s.collect_amount, s.currency, s.lines, s.seen_pieces, s.counted_pieces, s.content_version, s.invoice_number, s.awb,
            s.courier, s.carrier_id, s.label_url, s.tracking_url, s.parcel, s.manifest_number, s.manifested_at, s.last_scan,
            s.confirm_failure, s.acknowledged_at, s.cancellation_requested_at, s.cancellation_decide_by, s.cancellation_recall,
            s.cancellation_outcome, s.cancellation_reason, s.cancellation_decided_at, s.personal_data_erased_at, s.received_at,
            s.updated_at, s.version, recipient.shipment_id, recipient.name, recipient.phone, recipient.line1, recipient.line2,
            recipient.city, recipient.state, recipient.postal_code, recipient.country,
            """ + UnderWay.COLUMNS;

    private ShownRow() {}

    /** @param ofOrder what the order has elsewhere follows */
    static Shown of(Columns columns, boolean ofOrder) throws SQLException {
        Shipment shipment = shipment(columns);
        ShipmentView.ShipTo to = to(columns);
        UnderWay underWay = UnderWay.of(columns);
        List<Elsewhere> elsewhere = ofOrder ? columns.json(ELSEWHERE) : null;
        return new Shown(
                shipment,
                to,
                underWay,
                elsewhere == null
                        ? List.of()
                        : elsewhere.stream().map(Elsewhere::part).toList());
    }

    private static Shipment shipment(Columns of) throws SQLException {
        Shipment s = Shipment.shown(new ShipmentKey(of.text(), of.number()), of.one(Stage.class));
        s.location = of.text();
        s.orderId = of.number();
        s.referenceCode = of.text();
        s.onHold = of.flag();
        s.holdReason = of.text();
        s.goneUpstream = of.flag();
        s.upstreamStatus = of.text();
        s.upstreamStatusId = of.count();
        s.upstreamPhase = of.one(UpstreamStatus.Phase.class);
        s.upstreamUpdatedAt = of.moment();
        s.orderedAt = of.moment();
        s.shipBy = of.moment();
        s.availableAfter = of.moment();
        s.marketplaceId = of.text();
        s.marketplaceName = of.text();
        s.orderType = of.text();
        s.orderTypeKey = of.text();
        s.paymentMode = of.text();
        s.collectAmount = of.decimal();
        s.currency = of.text();
        s.lines = of.json(LINES);
        s.seenPieces = of.json(SEEN);
        s.countedPieces = of.count();
        s.contentVersion = of.text();
        s.invoiceNumber = of.text();
        s.awb = of.text();
        s.courier = of.text();
        s.carrierId = of.text();
        s.labelUrl = of.text();
        s.trackingUrl = of.text();
        s.parcel = of.json(PARCEL);
        s.manifestNumber = of.text();
        s.manifestedAt = of.moment();
        s.lastScan = of.json(SCAN);
        s.confirmFailure = of.text();
        s.acknowledgedAt = of.moment();
        s.cancellation = cancellation(of);
        s.personalDataErasedAt = of.moment();
        s.receivedAt = of.moment();
        s.updatedAt = of.moment();
        s.version = of.count();
        return s;
    }

    private static Cancellation cancellation(Columns of) throws SQLException {
        Cancellation cancellation = new Cancellation(
                of.moment(), of.moment(), of.flag(), of.one(Cancellation.Outcome.class), of.text(), of.moment());
        return cancellation.requestedAt() == null ? null : cancellation;
    }

    private static ShipmentView.ShipTo to(Columns of) throws SQLException {
        Long shipmentId = of.number();
        ShipmentView.ShipTo to = new ShipmentView.ShipTo(
                of.text(), of.text(), of.text(), of.text(), of.text(), of.text(), of.text(), of.text());
        return shipmentId == null ? null : to;
    }

    /** The bare quantities of a shipment that is of another location. */
    @RegisterForReflection
    record Elsewhere(
            Instant firstSeen,
            boolean cancelled,
            boolean gone,
            List<ShipmentLine> pieces,
            Map<String, Pieces.Seen> seen) {

        OrderPart part() {
            List<ShipmentLine> lines = pieces == null ? List.of() : pieces;
            return new OrderPart(
                    firstSeen, false, cancelled, gone, lines, seen == null ? Pieces.seen(null, lines) : seen, null);
        }
    }
}
