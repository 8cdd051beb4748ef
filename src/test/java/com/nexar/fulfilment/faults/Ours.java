package com.nexar.fulfilment.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.faults.checks.OurCancellation;
import com.nexar.fulfilment.faults.checks.OurMove;
import com.nexar.fulfilment.faults.checks.OurOperation;
import com.nexar.fulfilment.faults.checks.OurRow;
import com.nexar.fulfilment.faults.checks.OurShipment;
import com.nexar.fulfilment.faults.checks.Quarantined;
import com.nexar.fulfilment.sandbox.PlaygroundDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What our own tables say of some shipments, read as the owner, who stands above the walls. */
final class Ours {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Tables with a row or more per shipment that move along when it is moved. */
    private static final List<String> TABLES =
            List.of("recipients", "shipment_history", "tracking_events", "documents");

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private final String jdbcUrl;

    Ours(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    List<OurShipment> shipments(Collection<Long> ids) {
        return rows(
                "select brand, location, shipment_id, order_id, stage, on_hold, gone_upstream, awb, manifest_number, lines::text"
                        + " from shipments where shipment_id = any(?)",
                ids,
                row -> new OurShipment(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getString(5),
                        row.getBoolean(6),
                        row.getBoolean(7),
                        row.getString(8),
                        row.getString(9),
                        lines(row.getString(10))));
    }

    List<OurMove> moves(Collection<Long> ids) {
        return rows(
                "select brand, location, shipment_id, seq, event, from_stage, to_stage, at, cause, reference, detail"
                        + " from shipment_history where shipment_id = any(?) order by seq",
                ids,
                row -> new OurMove(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        instant(row, 8),
                        row.getString(9),
                        row.getString(10),
                        row.getString(11)));
    }

    List<OurOperation> operations(Collection<Long> ids) {
        Map<String, OurOperation> byId = new LinkedHashMap<>();
        rows(
                "select o.operation_id::text, o.brand, o.location, o.kind, o.state, s.shipment_id, s.state, o.attempts,"
                        + " o.created_at, o.finished_at, coalesce((to_jsonb(o) ->> 'needs_person')::boolean, false),"
                        + " coalesce((to_jsonb(o) ->> 'late_arrivals')::int, 0), o.problem::text"
                        + " from operations o join operation_shipments s using (operation_id)"
                        + " where s.shipment_id = any(?) order by o.created_at, s.position",
                ids,
                row -> byId.merge(row.getString(1), operation(row), Ours::joined));
        return List.copyOf(byId.values());
    }

    List<OurRow> places(Collection<Long> ids) {
        List<OurRow> all = new ArrayList<>();
        for (String table : TABLES) {
            all.addAll(rows(
                    "select distinct '" + table + "', brand, location, shipment_id from " + table
                            + " where shipment_id = any(?)",
                    ids,
                    Ours::place));
        }
        all.addAll(rows(
                "select distinct case o.kind when 'MANIFEST' then 'manifest operations' else 'operations' end, s.brand,"
                        + " s.location, s.shipment_id from operations o join operation_shipments s using (operation_id)"
                        + " where s.shipment_id = any(?)",
                ids,
                Ours::place));
        return all;
    }

    List<Quarantined> quarantine(Collection<Long> ids) {
        return rows(
                "select brand, location, upstream_id, times from quarantine where upstream_id = any(?)",
                ids,
                row -> new Quarantined(row.getString(1), row.getString(2), row.getLong(3), row.getInt(4)));
    }

    List<OurCancellation> cancellations(Collection<Long> ids) {
        return rows(
                "select shipment_id, acknowledged_at, cancellation_requested_at, cancellation_outcome from shipments"
                        + " where shipment_id = any(?)",
                ids,
                row -> new OurCancellation(row.getLong(1), instant(row, 2), instant(row, 3), row.getString(4)));
    }

    Map<String, Long> feedEnds() {
        Map<String, Long> ends = new TreeMap<>();
        rows(
                "select brand || '/' || location, last from feed_heads where location <> '*'",
                row -> ends.put(row.getString(1), row.getLong(2)));
        return ends;
    }

    long openOperations(Collection<Long> ids) {
        return rows(
                        "select count(distinct operation_id) from operation_shipments where open and shipment_id = any(?)",
                        ids,
                        row -> row.getLong(1))
                .getFirst();
    }

    private <T> List<T> rows(String sql, Collection<Long> ids, Reader<T> reader) {
        return rows(
                sql,
                statement -> statement.setArray(1, statement.getConnection().createArrayOf("bigint", ids.toArray())),
                reader);
    }

    private <T> List<T> rows(String sql, Reader<T> reader) {
        return rows(sql, statement -> {}, reader);
    }

    private <T> List<T> rows(String sql, Binder binder, Reader<T> reader) {
        try (Connection connection =
                        DriverManager.getConnection(jdbcUrl, PlaygroundDatabase.OWNER, PlaygroundDatabase.PASSWORD);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binder.bind(statement);
            List<T> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(reader.read(row));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static OurOperation operation(ResultSet row) throws SQLException {
        return new OurOperation(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Map.of(row.getLong(6), row.getString(7)),
                row.getInt(8),
                instant(row, 9),
                instant(row, 10),
                row.getBoolean(11),
                row.getInt(12),
                row.getString(13));
    }

    private static OurOperation joined(OurOperation one, OurOperation other) {
        Map<Long, String> results = new TreeMap<>(one.results());
        results.putAll(other.results());
        return one.withResults(results);
    }

    private static OurRow place(ResultSet row) throws SQLException {
        return new OurRow(row.getString(1), row.getString(2), row.getString(3), row.getLong(4));
    }

    private static Map<String, String> lines(String text) {
        Map<String, String> lines = new TreeMap<>();
        try {
            for (JsonNode line : JSON.readTree(text)) {
                lines.put(
                        line.path("lineId").asText(),
                        line.path("quantity").asInt() + "/"
                                + line.path("cancelledQuantity").asInt());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return lines;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
