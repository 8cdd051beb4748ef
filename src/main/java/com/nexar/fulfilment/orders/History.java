package com.nexar.fulfilment.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.nexar.fulfilment.access.StoredJson;
import com.nexar.fulfilment.changes.Beside;
import java.util.List;
import java.util.Map;

/** What happened to shipments in one transaction, appended to their history as its last act. */
final class History implements Beside {

    private static final ManyRows.Layout ROWS = new ManyRows.Layout("""
            brand text, shipment_id bigint, location text, event text, from_stage text, to_stage text, at timestamptz, cause text,
            reference text, detail text, content_before jsonb""");

    private static final String INSERT =
            "insert into shipment_history (%s) select * from %s returning 1".formatted(ROWS.names(), ROWS.rows());

    private final ManyRows rows = new ManyRows(ROWS);

    void add(List<Happening> happenings) {
        happenings.forEach(each -> put(each, rows.next()));
    }

    @Override
    public String sql() {
        return INSERT;
    }

    @Override
    public Map<String, String> values() {
        return rows.values();
    }

    private static void put(Happening h, ManyRows row) {
        row.put("brand", h.brand).put("shipment_id", h.shipmentId).put("location", h.location);
        row.put("event", h.event).put("at", h.at).put("cause", h.cause);
        row.put("from_stage", h.fromStage).put("to_stage", h.toStage);
        row.put("content_before", json(h.contentBefore))
                .put("reference", h.reference)
                .put("detail", h.detail);
    }

    private static String json(ContentSeen content) {
        try {
            return content == null ? null : StoredJson.MAPPER.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
