package com.nexar.fulfilment.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fills a database with what years leave behind: delivered orders, each as the facade wrote one of those that are there, with a number
 * of its own. Buyers are there for ninety days, the feed for the last of the orders, operations for all. The shipments that are there
 * already come after them once more, as the youngest do: index pages are filled from their ends, not split in their middle.
 */
final class GrownDatabase {

    private static final int AT_ONCE = 100_000;
    private static final List<String> STAGES = List.of("RECEIVED", "ASSIGNED", "CONFIRMED", "MANIFESTED", "DELIVERED");

    /** The shipments that were there before. */
    private static final String YOUNG = "young_shipments";

    private static final long FIRST_ID = 100_000_000;
    private static final long MOST_CHANGES = 200_000;

    private final Connection database;
    private final long orders;

    private GrownDatabase(Connection database, long orders) {
        this.database = database;
        this.orders = orders;
    }

    /** @param orders how many are to be added; one that is assigned has to be there */
    static void grow(Connection database, long orders) throws SQLException {
        GrownDatabase grown = new GrownDatabase(database, orders);
        grown.run("set synchronous_commit = off");
        grown.run("create temporary table " + YOUNG + " as select * from shipments order by shipment_id");
        grown.run("delete from shipments");
        grown.run("vacuum shipments");
        for (long from = 1; from <= orders; from += AT_ONCE) {
            grown.add(from, Math.min(orders, from + AT_ONCE - 1));
        }
        String columns = String.join(", ", grown.columns("shipments"));
        grown.run("insert into shipments (" + columns + ") select " + columns + " from " + YOUNG
                + " order by shipment_id");
        grown.feed();
        grown.run("vacuum (analyze)");
        grown.run("checkpoint");
    }

    /** Of the n-th of them. */
    static long shipmentId(long n) {
        return FIRST_ID + n;
    }

    static long orderId(long n) {
        return FIRST_ID / 2 + n;
    }

    static String awb(long n) {
        return String.format("OLD%010d", n);
    }

    private void add(long from, long to) throws SQLException {
        String ended = "now() - interval '375 days' + g * interval '1 year' / " + orders;
        Map<String, String> shipment = numbered();
        shipment.put("order_id", FIRST_ID / 2 + " + g");
        shipment.put("reference_code", "'OLD-SO-' || lpad(g::text, 10, '0')");
        shipment.put("stage", "'DELIVERED'");
        shipment.put("upstream_status", "'Shipped'");
        shipment.put("upstream_phase", "'SHIPPED'");
        shipment.put("awb", "'OLD' || lpad(g::text, 10, '0')");
        shipment.put("invoice_number", "'INV-' || g");
        shipment.put("manifest_number", "'M-' || g / 50");
        shipment.put("lines", "jsonb_set(m.lines, '{0,lineId}', to_jsonb((" + FIRST_ID + " + g)::text))");
        shipment.put("content_version", "left(md5(g::text), 24)");
        shipment.put("confirmed_content", "left(md5(g::text), 24)");
        shipment.put("digest", "md5('d' || g)");
        for (String time :
                List.of("stage_since", "received_at", "updated_at", "known_as_of", "ordered_at", "ship_by")) {
            shipment.put(time, ended);
        }
        shipment.put("personal_data_erased_at", "case when g < " + orders + " * 0.75 then now() end");
        copies("shipments", YOUNG, "stage = 'ASSIGNED'", shipment, from, to);
        long withBuyer = Math.max(from, (long) (orders * 0.75));
        if (withBuyer <= to) {
            copies("recipients", "shipment_id > " + shipmentId(orders), numbered(), withBuyer, to);
        }
        for (int n = 0; n < STAGES.size(); n++) {
            Map<String, String> move = numbered();
            move.put("from_stage", n == 0 ? "null" : "'" + STAGES.get(n - 1) + "'");
            move.put("to_stage", "'" + STAGES.get(n) + "'");
            move.put("at", ended);
            copies("shipment_history", "to_stage = 'ASSIGNED'", move, from, to);
        }
        operations(ended, from, to);
    }

    /** One in a thousand was given up, and a page of them at least. */
    private void operations(String ended, long from, long to) throws SQLException {
        Map<String, String> operation = new LinkedHashMap<>();
        operation.put("operation_id", "md5('o' || g)::uuid");
        String state = "case when g % " + Math.min(1000, orders / 60) + " = 0 then 'REFUSED' else 'SUCCEEDED' end";
        operation.put("state", state);
        operation.put("created_at", ended);
        operation.put("finished_at", ended);
        copies("operations", "kind = 'ASSIGN' and state = 'SUCCEEDED'", operation, from, to);
        Map<String, String> part = numbered();
        part.put("operation_id", "md5('o' || g)::uuid");
        part.put("state", state);
        copies("operation_shipments", "state = 'SUCCEEDED'", part, from, to);
    }

    private void feed() throws SQLException {
        long last = IntakeGround.number(database, "select max(last) from feed_heads");
        long entries = Math.min(MOST_CHANGES, orders);
        Map<String, String> change = new LinkedHashMap<>();
        change.put("seq", last + " + g");
        change.put("subject", "(" + shipmentId(orders - entries) + " + g)::text");
        copies("changes", "type = 'shipment.assigned'", change, 1, entries);
        run("update feed_heads set last = last + " + entries);
    }

    private static Map<String, String> numbered() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("shipment_id", FIRST_ID + " + g");
        return columns;
    }

    private void copies(String table, String model, Map<String, String> others, long from, long to)
            throws SQLException {
        copies(table, table, model, others, from, to);
    }

    private void copies(String table, String models, String model, Map<String, String> others, long from, long to)
            throws SQLException {
        List<String> values = new ArrayList<>();
        List<String> names = columns(table);
        names.forEach(name -> values.add(others.getOrDefault(name, "m." + name)));
        run("insert into " + table + " (" + String.join(", ", names) + ") select " + String.join(", ", values)
                + " from (select * from " + models + " where " + model + " limit 1) m cross join generate_series("
                + from
                + ", " + to + ") g");
    }

    /** But for those that the database makes by itself. */
    private List<String> columns(String table) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows =
                        statement.executeQuery("select quote_ident(column_name) from information_schema.columns"
                                + " where table_name = '" + table
                                + "' and table_schema = 'public' and is_generated = 'NEVER'"
                                + " and is_identity = 'NO' order by ordinal_position")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
