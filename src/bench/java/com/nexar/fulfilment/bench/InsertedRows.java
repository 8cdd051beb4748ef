package com.nexar.fulfilment.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a facade has stored, once more as the facade's own role may write it: behind the walls, where PostgreSQL takes no {@code COPY}, a
 * statement a page and table with an array for each column. Nothing is looked for, nothing locked, and no order is made a row of.
 */
final class InsertedRows implements AutoCloseable {

    private static final String SCOPE =
            "select set_config('fulfilment.brand', 'acme', false), set_config('fulfilment.location', 'blr1', false),"
                    + " set_config('plan_cache_mode', 'force_generic_plan', false)";

    /** A table's rows as they come out of one database, and the statement by which they go into the other. */
    private record Flow(ResultSet rows, int columns, PreparedStatement insert) {

        /** @return how many rows are to be inserted now, with the statement filled */
        int fill(int most) throws SQLException {
            List<StringBuilder> arrays = IntStream.range(0, columns)
                    .mapToObj(n -> new StringBuilder())
                    .toList();
            int taken = 0;
            while (taken < most && rows.next()) {
                for (int n = 0; n < columns; n++) {
                    arrays.get(n).append(taken == 0 ? "{" : ",").append(element(rows.getString(n + 1)));
                }
                taken++;
            }
            for (int n = 0; n < columns && taken > 0; n++) {
                insert.setString(n + 1, arrays.get(n).append('}').toString());
            }
            return taken;
        }

        private static String element(String value) {
            return value == null ? "null" : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
    }

    private final Connection to;
    private final List<Flow> flows = new ArrayList<>();

    private InsertedRows(Connection to) {
        this.to = to;
    }

    static InsertedRows of(Connection from, Connection to) throws SQLException {
        InsertedRows rows = new InsertedRows(to);
        from.setAutoCommit(false); // so that rows are handed over as they are asked for
        try (Statement statement = to.createStatement()) {
            statement.execute("set role fulfilment_app");
            statement.execute(SCOPE);
        }
        to.setAutoCommit(false);
        for (CopiedRows.Stored table : CopiedRows.TABLES) {
            rows.flows.add(flow(table, from, to));
        }
        return rows;
    }

    /** @return the seconds in which they were inserted, so many rows of each table in a transaction; reading them is not counted */
    double seconds(int atOnce) throws SQLException {
        long nanos = 0;
        boolean more = true;
        while (more) {
            more = false;
            List<Flow> filled = new ArrayList<>();
            for (Flow flow : flows) {
                int rows = flow.fill(atOnce);
                more |= rows == atOnce;
                if (rows > 0) {
                    filled.add(flow);
                }
            }
            long begun = System.nanoTime();
            for (Flow flow : filled) {
                flow.insert().executeUpdate();
            }
            to.commit();
            nanos += System.nanoTime() - begun;
        }
        return nanos / 1e9;
    }

    private static Flow flow(CopiedRows.Stored table, Connection from, Connection to) throws SQLException {
        List<String> names = CopiedRows.columns(from, table.name());
        Statement statement = from.createStatement();
        statement.setFetchSize(1000);
        ResultSet rows = statement.executeQuery(
                "select " + String.join(", ", names) + " from " + table.name() + " order by " + table.inOrderOf());
        String arrays = IntStream.rangeClosed(1, names.size())
                .mapToObj(n -> "cast(? as " + type(rows, n) + "[])")
                .collect(Collectors.joining(", "));
        String columns = String.join(", ", names);
        PreparedStatement insert = to.prepareStatement("insert into " + table.name() + " (" + columns
                + ") overriding system value select * from unnest(" + arrays + ") as given (" + columns + ")");
        return new Flow(rows, names.size(), insert);
    }

    private static String type(ResultSet rows, int column) {
        try {
            String name = rows.getMetaData().getColumnTypeName(column);
            return name.replace("serial", "int"); // of what numbers itself
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        for (Flow flow : flows) {
            flow.rows().getStatement().close();
            flow.insert().close();
        }
    }
}
