package com.nexar.fulfilment.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an order takes on the disk, in bytes: of each table its rows and its indexes. */
record OrderSize(long orders, Map<String, long[]> tables) {

    /** The order itself, its shipment and its lines are a row of this one; of its buyer, its past and its feed are the others. */
    private static final String ORDER = "shipments";

    static OrderSize of(Connection database) throws SQLException {
        Map<String, long[]> tables = new LinkedHashMap<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select c.relname, pg_table_size(c.oid), pg_indexes_size(c.oid)"
                        + " from pg_class c where c.relname in ('shipments', 'recipients', 'shipment_history', 'changes')"
                        + " and c.relkind = 'r' order by 2 + 3 desc")) {
            while (rows.next()) {
                tables.put(rows.getString(1), new long[] {rows.getLong(2), rows.getLong(3)});
            }
        }
        return new OrderSize(IntakeGround.number(database, "select count(*) from shipments"), tables);
    }

    double perOrder() {
        long[] size = tables.get(ORDER);
        return (size[0] + size[1]) / (double) orders;
    }

    void tell(Report report) {
        report.row("bytes per order: order, shipment, lines and their indexes", perOrder(), "B", Goal.atMost(1024));
        Table table = Table.of("table", "rows, B per order", "indexes, B per order");
        tables.forEach((name, size) ->
                table.row(name, Spread.number(size[0] / (double) orders), Spread.number(size[1] / (double) orders)));
        report.table("What " + orders + " orders take on the disk, as they came in", table);
    }
}
