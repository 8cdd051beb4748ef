package com.nexar.fulfilment.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** Whole pages at once: one statement each for shipments, recipients and history, whatever the page's size. */
@Singleton
class ShipmentTable {

    private static final List<String> COLUMNS = Arrays.asList(
            "location",
            "order_id",
            "reference_code",
            "stage",
            "stage_since",
            "on_hold",
            "hold_reason",
            "gone_upstream",
            "upstream_status",
            "upstream_phase",
            "upstream_status_id",
            "upstream_updated_at",
            "ordered_at",
            "ship_by",
            "available_after",
            "marketplace_id",
            "marketplace_name",
            "order_type",
            "order_type_key",
            "payment_mode",
            "collect_amount",
            "currency",
            "lines",
            "seen_pieces",
            "counted_pieces",
            "content_version",
            "confirmed_content",
            "invoice_number",
            "awb",
            "courier",
            "carrier_id",
            "label_url",
            "tracking_url",
            "parcel",
            "manifest_number",
            "manifested_at",
            "document_keys",
            "last_scan",
            "confirm_failure",
            "acknowledged_at",
            "cancellation_requested_at",
            "cancellation_decide_by",
            "cancellation_recall",
            "cancellation_outcome",
            "cancellation_reason",
            "cancellation_decided_at",
            "digest",
            "known_as_of",
            "received_at",
            "updated_at",
            "version");

    /** By name, because the database makes some columns by itself. */
    private static final String UPSERT_SHIPMENTS = """
            insert into shipments (brand, shipment_id, risk_told, %1$s)
            select brand, shipment_id, risk_told, %1$s from json_populate_recordset(null::shipments, cast(:rows as json))
            on conflict (brand, shipment_id) do update set %2$s
            where shipments.known_as_of < excluded.known_as_of""".formatted(String.join(", ", COLUMNS), assignments(COLUMNS));

    /** Each by its key, whatever the planner knows: of a brand whose first sync is under way it knows nothing yet. */
    private static final String LOCK = """
            select s.* from (select id from unnest(cast(:ids as bigint[])) as asked (id) order by id) as asked
            cross join lateral (
              select * from shipments where brand = :brand and shipment_id = asked.id for update) as s""";

    private static final String UPSERT_RECIPIENTS = """
            insert into recipients select * from json_populate_recordset(null::recipients, cast(:rows as json))
            on conflict (brand, shipment_id) do update set %1$s
            where (recipients.name, recipients.phone, recipients.line1, recipients.line2, recipients.city, recipients.state,
                   recipients.postal_code, recipients.country)
              is distinct from (excluded.name, excluded.phone, excluded.line1, excluded.line2, excluded.city, excluded.state,
                   excluded.postal_code, excluded.country)""".formatted(
                    assignments(List.of("name", "phone", "line1", "line2", "city", "state", "postal_code", "country")));

    private static final String INSERT_HISTORY = """
            insert into shipment_history
              (brand, shipment_id, location, event, from_stage, to_stage, at, cause, reference, detail, content_before)
            select brand, shipment_id, location, event, from_stage, to_stage, at, cause, reference, detail, content_before
            from json_populate_recordset(null::shipment_history, cast(:rows as json))""";

    private final EntityManager entities;
    private final ObjectMapper json;
    private final Announcing announcing;

    ShipmentTable(EntityManager entities, ObjectMapper json, Announcing announcing) {
        this.entities = entities;
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
    List<Shipment> forUpdate(String brand, Collection<Long> shipmentIds) {
        return entities.unwrap(Session.class)
                .createNativeQuery(LOCK, Shipment.class)
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
        ArrayNode rows = json.createArrayNode();
        ArrayNode history = json.createArrayNode();
        for (Shipment shipment : shipments) {
            shipment.version++; // the session does not watch it
            rows.add(row(shipment));
            shipment.happenings.forEach(happening -> history.add(row(happening)));
            announcing.inTell(shipment, List.copyOf(shipment.happenings));
            shipment.happenings.clear();
        }
        ArrayNode people = json.createArrayNode();
        recipients.forEach(recipient -> people.add(row(recipient)));
        execute(UPSERT_SHIPMENTS, rows);
        execute(UPSERT_RECIPIENTS, people);
        execute(INSERT_HISTORY, history);
    }

    private void execute(String sql, ArrayNode rows) {
        if (rows.isEmpty()) {
            return;
        }
        try {
            entities.createNativeQuery(sql)
                    .setParameter("rows", json.writeValueAsString(rows))
                    .executeUpdate();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode row(Shipment s) {
        ObjectNode row = json.createObjectNode();
        row.put("brand", s.key.brand()).put("shipment_id", s.key.shipmentId()).put("location", s.location);
        row.put("order_id", s.orderId).put("reference_code", s.referenceCode);
        row.put("stage", s.stage().name()).put("stage_since", text(s.stageSince));
        row.put("on_hold", s.onHold).put("hold_reason", s.holdReason).put("gone_upstream", s.goneUpstream);
        row.put("upstream_status", s.upstreamStatus).put("upstream_status_id", s.upstreamStatusId);
        row.put("upstream_phase", s.upstreamPhase.name());
        row.put("upstream_updated_at", text(s.upstreamUpdatedAt)).put("ordered_at", text(s.orderedAt));
        row.put("ship_by", text(s.shipBy)).put("available_after", text(s.availableAfter));
        row.put("marketplace_id", s.marketplaceId).put("marketplace_name", s.marketplaceName);
        row.put("order_type", s.orderType).put("order_type_key", s.orderTypeKey);
        row.put("payment_mode", s.paymentMode)
                .put("collect_amount", s.collectAmount)
                .put("currency", s.currency);
        row.set("lines", json.valueToTree(s.lines));
        row.set("seen_pieces", s.seenPieces == null ? null : json.valueToTree(s.seenPieces));
        row.put("counted_pieces", s.countedPieces);
        row.put("content_version", s.contentVersion).put("confirmed_content", s.confirmedContent);
        row.put("invoice_number", s.invoiceNumber);
        row.put("awb", s.awb).put("courier", s.courier).put("carrier_id", s.carrierId);
        row.put("label_url", s.labelUrl).put("tracking_url", s.trackingUrl);
        row.set("parcel", s.parcel == null ? null : json.valueToTree(s.parcel));
        row.put("manifest_number", s.manifestNumber).put("manifested_at", text(s.manifestedAt));
        row.put("document_keys", s.documentKeys);
        row.set("last_scan", s.lastScan == null ? null : json.valueToTree(s.lastScan));
        row.put("confirm_failure", s.confirmFailure).put("digest", s.digest);
        row.put("acknowledged_at", text(s.acknowledgedAt));
        if (s.cancellation != null) {
            cancellation(row, s.cancellation);
        }
        row.put("risk_told", s.lateBeforeSeen ? Risk.LATE.name() : null);
        row.put("known_as_of", text(s.knownAsOf)).put("received_at", text(s.receivedAt));
        return row.put("updated_at", text(s.updatedAt)).put("version", s.version);
    }

    private static void cancellation(ObjectNode row, Cancellation c) {
        row.put("cancellation_requested_at", text(c.requestedAt())).put("cancellation_decide_by", text(c.decideBy()));
        row.put("cancellation_recall", c.recall());
        row.put("cancellation_outcome", c.outcome() == null ? null : c.outcome().name());
        row.put("cancellation_reason", c.reason()).put("cancellation_decided_at", text(c.decidedAt()));
    }

    private ObjectNode row(Recipient r) {
        ObjectNode row = json.createObjectNode();
        row.put("brand", r.key.brand()).put("shipment_id", r.key.shipmentId()).put("location", r.location);
        row.put("name", r.name).put("phone", r.phone).put("line1", r.line1).put("line2", r.line2);
        row.put("city", r.city).put("state", r.state);
        return row.put("postal_code", r.postalCode).put("country", r.country);
    }

    private ObjectNode row(Happening h) {
        ObjectNode row = json.createObjectNode();
        row.put("brand", h.brand).put("shipment_id", h.shipmentId).put("location", h.location);
        row.put("event", h.event.name()).put("at", text(h.at)).put("cause", h.cause.name());
        row.put("from_stage", h.fromStage == null ? null : h.fromStage.name());
        row.put("to_stage", h.toStage == null ? null : h.toStage.name());
        row.set("content_before", h.contentBefore == null ? null : json.valueToTree(h.contentBefore));
        return row.put("reference", h.reference).put("detail", h.detail);
    }

    private static String text(Instant at) {
        return at == null ? null : at.toString();
    }

    private static String assignments(List<String> columns) {
        return columns.stream().map(column -> column + " = excluded." + column).collect(Collectors.joining(", "));
    }
}
