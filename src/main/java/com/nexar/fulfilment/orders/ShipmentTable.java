package com.nexar.fulfilment.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.access.NamedSql;
import com.nexar.fulfilment.access.Statements;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hibernate.query.NativeQuery;

/** Whole pages at once: one statement each for shipments and recipients, whatever the page's size. */
@Singleton
class ShipmentTable {

    private static final ManyRows.Layout SHIPMENTS = new ManyRows.Layout("""
            brand text, shipment_id bigint, location text, order_id bigint, reference_code text, stage text,
            stage_since timestamptz, on_hold boolean, hold_reason text, gone_upstream boolean, upstream_status text,
            upstream_phase text, upstream_status_id integer, upstream_updated_at timestamptz, ordered_at timestamptz,
            ship_by timestamptz, available_after timestamptz, marketplace_id text, marketplace_name text, order_type text,
            order_type_key text, payment_mode text, collect_amount numeric, currency text, lines jsonb, seen_pieces jsonb,
            counted_pieces integer, content_version text, confirmed_content text, invoice_number text, awb text, courier text,
            carrier_id text, label_url text, tracking_url text, parcel jsonb, manifest_number text, manifested_at timestamptz,
            document_keys text, last_scan jsonb, confirm_failure text, acknowledged_at timestamptz,
            cancellation_requested_at timestamptz, cancellation_decide_by timestamptz, cancellation_recall boolean,
            cancellation_outcome text, cancellation_reason text, cancellation_decided_at timestamptz, digest text,
            known_as_of timestamptz, received_at timestamptz, updated_at timestamptz, version integer, risk_told text""");

    private static final ManyRows.Layout RECIPIENTS = new ManyRows.Layout("""
            brand text, shipment_id bigint, location text, name text, phone text, line1 text, line2 text, city text, state text,
            postal_code text, country text""");

    /** How far a risk was told is others' business, but for what nobody was ever to be told. */
    private static final NamedSql UPSERT_SHIPMENTS = NamedSql.of("""
            insert into shipments (%1$s) select * from %2$s on conflict (brand, shipment_id) do update set %3$s
            where shipments.known_as_of < excluded.known_as_of""".formatted(
            SHIPMENTS.names(), SHIPMENTS.rows(), SHIPMENTS.updates(List.of("brand", "shipment_id", "risk_told"))));

    private static final NamedSql UPSERT_RECIPIENTS = NamedSql.of("""
            insert into recipients (%1$s) select * from %2$s on conflict (brand, shipment_id) do update set %3$s
            where (recipients.name, recipients.phone, recipients.line1, recipients.line2, recipients.city, recipients.state,
                   recipients.postal_code, recipients.country)
              is distinct from (excluded.name, excluded.phone, excluded.line1, excluded.line2, excluded.city, excluded.state,
                   excluded.postal_code, excluded.country)""".formatted(
            RECIPIENTS.names(), RECIPIENTS.rows(), RECIPIENTS.updates(List.of("brand", "shipment_id", "location"))));

    /** Each by its key, whatever the planner knows: of a brand whose first sync is under way it knows nothing yet. */
    private static final String LOCK = """
            select s.* from (select id from unnest(cast(:ids as bigint[])) as asked (id) order by id) as asked
            cross join lateral (
              select * from shipments where brand = :brand and shipment_id = asked.id for update) as s""";

    private final EntityManager entities;
    private final Statements statements;
    private final ObjectMapper json;
    private final Announcing announcing;

    ShipmentTable(EntityManager entities, Statements statements, ObjectMapper json, Announcing announcing) {
        this.entities = entities;
        this.statements = statements;
        this.json = json;
        this.announcing = announcing;
    }

    /** One writer of pages per brand at a time, so that two walks never announce the same new shipment twice. */
    void lockPages(String brand) {
        entities.createNativeQuery("select pg_advisory_xact_lock(hashtextextended('orders/' || ?1, 0)) is null")
                .setParameter(1, brand)
                .getSingleResult();
    }

    /** Locked, and not watched by the session: what changes in them is written by {@link #store} alone. */
    @SuppressWarnings("unchecked")
    List<Shipment> forUpdate(String brand, Collection<Long> shipmentIds) {
        return entities.createNativeQuery(LOCK)
                .unwrap(NativeQuery.class)
                .addEntity(Shipment.class)
                .setParameter("brand", brand)
                .setParameter("ids", Unchanged.array(shipmentIds))
                .setReadOnly(true)
                .getResultList();
    }

    /** A shipment of another location of the brand; {@code pulled}: it is the current scope's from here on. */
    record Elsewhere(long shipmentId, String from, boolean pulled) {}

    /**
     * Those of these that stand in the brand's other locations. EasyEcom moved them here, unless more was learnt about one of
     * them since {@code asOf}: that one stays.
     */
    @SuppressWarnings("unchecked")
    List<Elsewhere> pull(Collection<Long> shipmentIds, Instant asOf) {
        List<Object[]> rows = entities.createNativeQuery(
                        "select elsewhere, from_location, pulled from pull_shipments(cast(:ids as bigint[]), :asOf)")
                .setParameter("ids", Unchanged.array(shipmentIds))
                .setParameter("asOf", asOf)
                .getResultList();
        return rows.stream()
                .map(row -> new Elsewhere(((Number) row[0]).longValue(), (String) row[1], (Boolean) row[2]))
                .toList();
    }

    void store(List<Shipment> shipments, List<Recipient> recipients) {
        ManyRows rows = new ManyRows(SHIPMENTS);
        for (Shipment shipment : shipments) {
            shipment.version++; // the session does not watch it
            put(shipment, rows.next());
            announcing.inTell(shipment);
        }
        ManyRows people = new ManyRows(RECIPIENTS);
        recipients.forEach(recipient -> put(recipient, people.next()));
        rows.execute(statements, UPSERT_SHIPMENTS);
        people.execute(statements, UPSERT_RECIPIENTS);
    }

    private void put(Shipment s, ManyRows row) {
        row.put("brand", s.key.brand()).put("shipment_id", s.key.shipmentId()).put("location", s.location);
        row.put("order_id", s.orderId).put("reference_code", s.referenceCode);
        row.put("stage", s.stage()).put("stage_since", s.stageSince);
        row.put("on_hold", s.onHold).put("hold_reason", s.holdReason).put("gone_upstream", s.goneUpstream);
        row.put("upstream_status", s.upstreamStatus).put("upstream_status_id", s.upstreamStatusId);
        row.put("upstream_phase", s.upstreamPhase);
        row.put("upstream_updated_at", s.upstreamUpdatedAt).put("ordered_at", s.orderedAt);
        row.put("ship_by", s.shipBy).put("available_after", s.availableAfter);
        row.put("marketplace_id", s.marketplaceId).put("marketplace_name", s.marketplaceName);
        row.put("order_type", s.orderType).put("order_type_key", s.orderTypeKey);
        row.put("payment_mode", s.paymentMode).put("collect_amount", s.collectAmount);
        row.put("currency", s.currency).put("lines", text(s.lines)).put("seen_pieces", text(s.seenPieces));
        row.put("counted_pieces", s.countedPieces);
        row.put("content_version", s.contentVersion).put("confirmed_content", s.confirmedContent);
        row.put("invoice_number", s.invoiceNumber);
        row.put("awb", s.awb).put("courier", s.courier).put("carrier_id", s.carrierId);
        row.put("label_url", s.labelUrl).put("tracking_url", s.trackingUrl).put("parcel", text(s.parcel));
        row.put("manifest_number", s.manifestNumber).put("manifested_at", s.manifestedAt);
        row.put("document_keys", s.documentKeys).put("last_scan", text(s.lastScan));
        row.put("confirm_failure", s.confirmFailure).put("digest", s.digest);
        row.put("acknowledged_at", s.acknowledgedAt);
        if (s.cancellation != null) {
            put(s.cancellation, row);
        }
        row.put("risk_told", s.lateBeforeSeen ? Risk.LATE : null);
        row.put("known_as_of", s.knownAsOf).put("received_at", s.receivedAt);
        row.put("updated_at", s.updatedAt).put("version", s.version);
    }

    private static void put(Cancellation c, ManyRows row) {
        row.put("cancellation_requested_at", c.requestedAt()).put("cancellation_decide_by", c.decideBy());
        row.put("cancellation_recall", c.recall()).put("cancellation_outcome", c.outcome());
        row.put("cancellation_reason", c.reason()).put("cancellation_decided_at", c.decidedAt());
    }

    private static void put(Recipient r, ManyRows row) {
        row.put("brand", r.key.brand()).put("shipment_id", r.key.shipmentId()).put("location", r.location);
        row.put("name", r.name).put("phone", r.phone).put("line1", r.line1).put("line2", r.line2);
        row.put("city", r.city)
                .put("state", r.state)
                .put("postal_code", r.postalCode)
                .put("country", r.country);
    }

    /** As JSON. */
    private String text(Object value) {
        try {
            return value == null ? null : json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
