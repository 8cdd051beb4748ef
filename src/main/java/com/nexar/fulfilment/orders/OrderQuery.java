package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.pages.Cursor;
import com.nexar.fulfilment.pages.Limit;
import com.nexar.fulfilment.problems.Problem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which orders a caller asks for. An order is in the list when one of its shipments at the location fits the filters. */
final class OrderQuery {

    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?[+-]\\d\\d(:\\d\\d)?");

    /** What to sort by; {@code -} before it turns it round. The key is per order. */
    private static final Map<String, String> SORTS = Map.of(
            "orderId", "order_id",
            "orderedAt", "min(coalesce(ordered_at, 'epoch'))",
            "shipBy", "min(coalesce(ship_by, timestamptz '9999-01-01 00:00:00Z'))",
            "updatedAt", "max(updated_at)");

    private final Location location;
    private final StringBuilder where = new StringBuilder("brand = :brand and location = :location");
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final String sort;
    private final boolean down;
    private final Cursor cursor;
    private final int limit;

    /** How many fit depends on the values asked for, and with that where to look for them. */
    private boolean narrow;

    OrderQuery(Location location, String sort, String cursor, Integer limit) {
        this.location = location;
        String asked = sort == null || sort.isEmpty() ? "orderId" : sort;
        this.down = asked.startsWith("-");
        this.sort = down ? asked.substring(1) : asked;
        if (!SORTS.containsKey(this.sort)) {
            throw Problem.invalid(
                    "sort",
                    "is one of orderId, orderedAt, shipBy, updatedAt, with - before it for the other way round");
        }
        this.cursor = Cursor.parse(cursor, asked, 2);
        this.limit = Limit.of(limit);
        parameters.put("brand", location.brand());
        parameters.put("location", location.code());
        if (this.cursor != null) {
            parameters.put("lastId", id(this.cursor.key().get(1)));
            if (!byId()) {
                parameters.put("lastKey", time(this.cursor.key().getFirst()));
            }
        }
    }

    OrderQuery stage(Stage stage) {
        return stage == null ? this : narrowed().and("stage = :stage", "stage", stage.name());
    }

    OrderQuery updatedSince(Instant since) {
        return since == null ? this : narrowed().and("updated_at >= :since", "since", since);
    }

    OrderQuery shipBefore(Instant before) {
        return before == null ? this : narrowed().and("ship_by < :before", "before", before);
    }

    /** The same rule as {@link ShipByRule}, in SQL; a test holds the two together. */
    OrderQuery risk(Risk risk, ShipByRule rule, Instant now) {
        if (risk == null) {
            return this;
        }
        parameters.putAll(rule.parameters(now));
        String near = risk == Risk.FINE ? "" : "ship_by <= :riskHorizon and ";
        if (risk == Risk.FINE) {
            parameters.remove("riskHorizon");
        }
        return narrowed()
                .and(
                        near + ShipByRule.RUNNING + " and (select " + ShipByRule.RISK + " from (select "
                                + ShipByRule.HAND_OVER_BY + " as hand_over_by offset 0) as due) = :risk",
                        "risk",
                        risk.name());
    }

    OrderQuery reference(String reference) {
        return reference == null || reference.isEmpty()
                ? this
                : narrowed()
                        .and(
                                "reference_sought = upper(:reference) and reference_code = :reference",
                                "reference",
                                reference);
    }

    /** The same rules as {@link Eligibility}, in SQL; a test holds the two together. */
    OrderQuery eligible(Boolean eligible, Set<String> types, Instant now) {
        if (eligible == null) {
            return this;
        }
        String rule = """
                (stage in ('RECEIVED', 'ASSIGNED', 'CONFIRMED') and not on_hold and not gone_upstream
                 and coalesce(available_after <= :now, true) and coalesce(order_type_key = any(:types), false)
                 and upstream_phase = any(:phases))""";
        parameters.put("types", types.toArray(String[]::new));
        parameters.put("phases", Eligibility.WORKABLE.stream().map(Enum::name).toArray(String[]::new));
        return and(eligible ? rule : "not " + rule, "now", now);
    }

    private OrderQuery narrowed() {
        narrow = true;
        return this;
    }

    private OrderQuery and(String condition, String parameter, Object value) {
        where.append(" and ").append(condition);
        parameters.put(parameter, value);
        return this;
    }

    Location location() {
        return location;
    }

    int limit() {
        return limit;
    }

    /** Whether a plan that is made once is good for all values: it walks along an index, in the order of the list. */
    boolean isPlannedOnce() {
        return byId() && !narrow;
    }

    /** The cursor of the page after an order. @param key what it is sorted by */
    String next(String key, long orderId) {
        return new Cursor((down ? "-" : "") + sort, List.of(key, Long.toString(orderId))).text();
    }

    /** Those that {@link #sql} names. */
    Map<String, Object> parameters() {
        return parameters;
    }

    /** An order's id and sort_key a row, with the names of its {@link #parameters}, and one order more than the page has. */
    String sql() {
        String all = byId() ? inOrder() : sort.equals("updatedAt") ? byChange() : byKey(SORTS.get(sort));
        return all + " limit " + (limit + 1); // in words, for the planner
    }

    private boolean byId() {
        return sort.equals("orderId");
    }

    private String inOrder() {
        String from = cursor == null ? "" : " and order_id " + after() + " :lastId";
        return "select order_id, cast(order_id as text) as sort_key from shipments where " + where + from
                + " group by order_id order by order_id" + way();
    }

    /** An order stands where its last change does: a walk along an index, which passes over a shipment that has a later sibling. */
    private String byChange() {
        String from = cursor == null
                ? ""
                : " and (updated_at, order_id) " + after() + " (cast(:lastKey as timestamptz), :lastId)";
        return "select order_id, cast(updated_at as text) as sort_key from shipments as s where " + where + from
                + " and not exists (select from shipments where " + where + " and order_id = s.order_id"
                + " and (updated_at, shipment_id) > (s.updated_at, s.shipment_id))"
                + " order by updated_at" + way() + ", order_id" + way();
    }

    private String byKey(String key) {
        String having = cursor == null
                ? ""
                : " having (" + key + ", order_id) " + after() + " (cast(:lastKey as timestamptz), :lastId)";
        return "select order_id, cast(" + key + " as text) as sort_key from shipments where " + where
                + " group by order_id" + having + " order by " + key + way() + ", order_id" + way();
    }

    private String after() {
        return down ? "<" : ">";
    }

    /** Of the sort. */
    String way() {
        return down ? " desc" : "";
    }

    private static String time(String text) {
        if (!TIME.matcher(text).matches()) {
            throw Cursor.bad();
        }
        return text;
    }

    private static long id(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Cursor.bad();
        }
    }
}
