package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.pages.Cursor;
import com.nexar.fulfilment.pages.Moment;
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
                    + " case when cancellation_outcome is null then cancellation_requested_at end as decide_since,"
                    + " ship_by, courier, awb, hand_over_by,"
                    + " case when " + ShipByRule.RUNNING + " then " + ShipByRule.RISK + " end as risk";

    private static final String HERE = " from shipments where brand = :brand and location = :location";

    /** The offset keeps the moment from being computed anew wherever it is named. */
    private static final String LINES =
            COLUMNS + " from shipments cross join lateral (select " + ShipByRule.HAND_OVER_BY
                    + " as hand_over_by offset 0) as due where brand = :brand and location = :location";

    /** By the operators of the index, which row-level security lets through to it; {@code like} it would not. */
    private static final String BEGINS =
            "reference_sought ~>=~ upper(:text) and reference_sought ~<~ (upper(:text) || :lastCharacter)";

    /** As an array that is made first, so that few held ones are not looked for among very many. */
    private static final String AMONG_HELD =
            " and shipment_id = any(array(select shipment_id" + HERE + " and on_hold limit 5000))";

    private static final int WIDTH = 13;

    private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

    private final EntityManager entities;
    private final ShipByRule rule;

    FloorQuery(EntityManager entities, ShipByRule rule) {
        this.entities = entities;
        this.rule = rule;
    }

    List<FloorList.Line> in(
            Location location, FloorList.Wanted wanted, boolean over, Cursor from, Instant now, int most) {
        String key = over ? "stage_since" : FloorCount.DUE;
        String order = over ? "k desc, shipment_id desc" : "k, shipment_id";
        Map<String, Object> values = new HashMap<>();
        String where = after(from, key, over ? "<" : ">", values) + narrowed(wanted, values);
        String sql = wanted.stages().stream()
                .map(stage -> "(select " + key + " as k, " + LINES + " and stage = '" + stage + "'" + where
                        + " order by " + order.replace("k", key) + " limit " + most + ")")
                .collect(Collectors.joining(" union all ", "select * from (", ") found"));
        return lines(sql + " order by " + order + " limit " + most, location, values, now);
    }

    List<FloorList.Line> inFound(Location location, String search, Instant now, int most) {
        Map<String, Object> values = new HashMap<>(Map.of("text", search, "lastCharacter", LAST_CHARACTER));
        String sql = "(select " + LINES + " and " + BEGINS + " order by reference_sought using ~<~ limit " + most
                + ") union (select " + LINES + " and awb_sought = upper(:text) limit " + most + ")";
        if (search.matches("[1-9][0-9]{0,17}")) {
            sql += " union (select " + LINES + " and shipment_id = :id) union (select " + LINES
                    + " and order_id = :id limit " + most + ")";
            values.put("id", Long.valueOf(search));
        }
        return lines(sql + " order by stage_since desc, shipment_id limit " + most, location, values, now);
    }

    List<FloorList.Line> inToDecide(Location location, FloorList.Wanted wanted, Cursor from, Instant now, int most) {
        Map<String, Object> values = new HashMap<>();
        values.put("stages", wanted.stages().stream().map(Stage::name).toList());
        String sql = "select " + LINES
                + " and cancellation_requested_at is not null and cancellation_outcome is null and stage in (:stages)"
                + after(from, "cancellation_requested_at", ">", values) + narrowed(wanted, values)
                + " order by cancellation_requested_at, shipment_id limit " + most;
        return lines(sql, location, values, now);
    }

    private static String after(Cursor from, String key, String way, Map<String, Object> values) {
        if (from == null) {
            return "";
        }
        values.put("lastKey", time(from.key().getFirst()));
        values.put("lastId", UpstreamId.parse("cursor", from.key().getLast()));
        return " and (" + key + ", shipment_id) " + way + " (cast(:lastKey as timestamptz), :lastId)";
    }

    private static String narrowed(FloorList.Wanted wanted, Map<String, Object> values) {
        StringBuilder where = new StringBuilder();
        if (wanted.held()) {
            where.append(AMONG_HELD);
        }
        if (wanted.among() != null) {
            where.append(" and shipment_id in (:among)");
            values.put("among", wanted.among().isEmpty() ? List.of(-1L) : wanted.among());
        }
        if (wanted.risk() != null) {
            where.append(risk(wanted.risk(), values));
        }
        return where.toString();
    }

    /** With a stretch of ship-bys outside of which there is none, so that the walk along the index is a short one. */
    private static String risk(Risk risk, Map<String, Object> values) {
        values.put("risk", risk.name());
        String stretch = switch (risk) {
            case LATE -> " < :riskHorizon";
            case AT_RISK -> " >= :riskNow and " + FloorCount.DUE + " < :riskHorizon";
            case FINE -> " > :riskSoon";
        };
        return " and " + FloorCount.DUE + stretch + " and " + ShipByRule.RUNNING + " and " + ShipByRule.RISK
                + " = :risk";
    }

    @SuppressWarnings("unchecked")
    private List<FloorList.Line> lines(String sql, Location location, Map<String, Object> values, Instant now) {
        Query query = entities.createNativeQuery(sql)
                .setParameter("brand", location.brand())
                .setParameter("location", location.code());
        values.forEach(query::setParameter);
        rule.parameters(now).forEach((name, value) -> {
            if (sql.contains(":" + name)) {
                query.setParameter(name, value);
            }
        });
        List<Object[]> rows = query.getResultList();
        return rows.stream().map(FloorQuery::line).toList();
    }

    /** The last thirteen: a list has its key before them. */
    private static FloorList.Line line(Object[] row) {
        int at = row.length - WIDTH;
        return new FloorList.Line(
                row[at].toString(),
                row[at + 1].toString(),
                (String) row[at + 2],
                Stage.valueOf((String) row[at + 3]),
                (Instant) row[at + 4],
                (Boolean) row[at + 5],
                (Boolean) row[at + 6],
                (Instant) row[at + 7],
                (Instant) row[at + 8],
                (Instant) row[at + 11],
                row[at + 12] == null ? null : Risk.valueOf((String) row[at + 12]),
                (String) row[at + 9],
                (String) row[at + 10]);
    }

    private static String time(String text) {
        if (text.equals("infinity")) {
            return text;
        }
        try {
            return Moment.parse(text).toString();
        } catch (DateTimeException e) {
            throw Cursor.bad();
        }
    }
}
