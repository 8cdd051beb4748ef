package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.pages.Cursor;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The SQL of {@link FloorList}: one walk along an index per stage, merged; in the caller's transaction. */
@Singleton
class FloorQuery {

    private static final String COLUMNS =
            "shipment_id, order_id, reference_code, stage, stage_since, on_hold, gone_upstream,"
                    + " cancellation_requested_at is not null and cancellation_outcome is null as to_decide, ship_by, courier, awb";

    private static final String HERE = " from shipments where brand = :brand and location = :location";

    /** By the operators of the index, which row-level security lets through to it; {@code like} it would not. */
    private static final String BEGINS = "reference_code ~>=~ :text and reference_code ~<~ :textEnd";

    /** As an array that is made first, so that few held ones are not looked for among very many. */
    private static final String AMONG_HELD =
            " and shipment_id = any(array(select shipment_id" + HERE + " and on_hold limit 5000))";

    private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

    private final EntityManager entities;

    FloorQuery(EntityManager entities) {
        this.entities = entities;
    }

    List<FloorList.Line> in(
            Location location, FloorList.Wanted wanted, boolean over, Cursor from, DueLine line, int most) {
        String key = over ? "stage_since" : FloorCount.DUE;
        String order = over ? "k desc, shipment_id desc" : "k, shipment_id";
        Map<String, Object> values = new HashMap<>();
        StringBuilder where = new StringBuilder();
        if (from != null) {
            where.append(" and (" + key + ", shipment_id) " + (over ? "<" : ">")
                    + " (cast(:lastKey as timestamptz), :lastId)");
            values.put("lastKey", time(from.key().getFirst()));
            values.put("lastId", UpstreamId.parse("cursor", from.key().getLast()));
        }
        if (wanted.held()) {
            where.append(AMONG_HELD);
        }
        if (wanted.among() != null) {
            where.append(" and shipment_id in (:among)");
            values.put("among", wanted.among().isEmpty() ? List.of(-1L) : wanted.among());
        }
        if (wanted.risk() != null) {
            where.append(risk(wanted.risk(), line, values));
        }
        String sql = wanted.stages().stream()
                .map(stage -> "(select " + COLUMNS + ", " + key + " as k" + HERE + " and stage = '" + stage + "'"
                        + where + " order by " + order.replace("k", key) + " limit " + most + ")")
                .collect(Collectors.joining(" union all ", "select * from (", ") found"));
        return lines(sql + " order by " + order + " limit " + most, location, values, line);
    }

    List<FloorList.Line> inFound(Location location, String search, DueLine line, int most) {
        Map<String, Object> values = new HashMap<>(Map.of("text", search, "textEnd", search + LAST_CHARACTER));
        String sql = "(select " + COLUMNS + HERE + " and " + BEGINS + " order by reference_code using ~<~ limit " + most
                + ") union (select " + COLUMNS + HERE + " and awb = :text limit " + most + ")";
        if (search.matches("[1-9][0-9]{0,17}")) {
            sql += " union (select " + COLUMNS + HERE + " and shipment_id = :id) union (select " + COLUMNS + HERE
                    + " and order_id = :id limit " + most + ")";
            values.put("id", Long.valueOf(search));
        }
        return lines(sql + " order by stage_since desc, shipment_id limit " + most, location, values, line);
    }

    List<FloorList.Line> inToDecide(Location location, DueLine line, int most) {
        String sql = "select " + COLUMNS + HERE
                + " and cancellation_requested_at is not null and cancellation_outcome is null"
                + " order by cancellation_requested_at, shipment_id limit " + most;
        return lines(sql, location, Map.of(), line);
    }

    private static String risk(FloorList.Risk risk, DueLine line, Map<String, Object> values) {
        if (risk != FloorList.Risk.FINE) {
            values.put("late", line.lateBefore());
        }
        if (risk != FloorList.Risk.LATE) {
            values.put("atRisk", line.atRiskBefore());
        }
        return " and " + FloorCount.DUE
                + switch (risk) {
                    case LATE -> " < :late";
                    case AT_RISK -> " >= :late and " + FloorCount.DUE + " < :atRisk";
                    case FINE -> " >= :atRisk and " + FloorCount.DUE + " < timestamptz 'infinity'";
                };
    }

    @SuppressWarnings("unchecked")
    private List<FloorList.Line> lines(String sql, Location location, Map<String, Object> values, DueLine line) {
        Query query = entities.createNativeQuery(sql)
                .setParameter("brand", location.brand())
                .setParameter("location", location.code());
        values.forEach(query::setParameter);
        List<Object[]> rows = query.getResultList();
        return rows.stream().map(row -> line(row, line)).toList();
    }

    private static FloorList.Line line(Object[] row, DueLine line) {
        Stage stage = Stage.valueOf((String) row[3]);
        Instant shipBy = (Instant) row[8];
        return new FloorList.Line(
                row[0].toString(),
                row[1].toString(),
                (String) row[2],
                stage,
                (Instant) row[4],
                (Boolean) row[5],
                (Boolean) row[6],
                (Boolean) row[7],
                shipBy,
                stage.beforeManifest() ? line.of(shipBy) : null,
                (String) row[9],
                (String) row[10]);
    }

    private static String time(String text) {
        if (text.equals("infinity")) {
            return text;
        }
        try {
            return Instant.parse(text).toString();
        } catch (DateTimeException e) {
            throw Cursor.bad();
        }
    }
}
