package com.nexar.fulfilment.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/** What a facade has stored, as {@code COPY} takes it: the limit of what can be written into these tables with their indexes. */
final class CopiedRows implements AutoCloseable {

    record Stored(String name, String inOrderOf) {}

    static final List<Stored> TABLES = List.of(
            new Stored("shipments", "shipment_id"),
            new Stored("recipients", "shipment_id"),
            new Stored("shipment_history", "seq"),
            new Stored("changes", "seq"));

    private final Map<String, Path> files = new LinkedHashMap<>();
    private final Map<String, String> columns = new LinkedHashMap<>();

    static CopiedRows of(Connection from) throws SQLException, IOException {
        CopiedRows rows = new CopiedRows();
        CopyManager copy = from.unwrap(PGConnection.class).getCopyAPI();
        for (Stored table : TABLES) {
            String columns = String.join(", ", columns(from, table.name()));
            Path file = Files.createTempFile("bench", "." + table.name());
            try (OutputStream out = Files.newOutputStream(file)) {
                copy.copyOut(
                        "copy (select " + columns + " from " + table.name() + " order by " + table.inOrderOf()
                                + ") to stdout",
                        out);
            }
            rows.files.put(table.name(), file);
            rows.columns.put(table.name(), columns);
        }
        return rows;
    }

    /** So many rows of each table in a transaction. @return how many there were of the first */
    long into(Connection to, int atOnce) throws SQLException, IOException {
        CopyManager copy = to.unwrap(PGConnection.class).getCopyAPI();
        Map<String, BufferedReader> readers = new LinkedHashMap<>();
        long copied = 0;
        try {
            for (Map.Entry<String, Path> file : files.entrySet()) {
                readers.put(file.getKey(), Files.newBufferedReader(file.getValue()));
            }
            to.setAutoCommit(false);
            boolean more = true;
            while (more) {
                more = false;
                for (Map.Entry<String, BufferedReader> reader : readers.entrySet()) {
                    int lines = copy(copy, reader.getKey(), reader.getValue(), atOnce);
                    more |= lines == atOnce;
                    copied += reader.getKey().equals("shipments") ? lines : 0;
                }
                to.commit();
            }
            return copied;
        } finally {
            for (BufferedReader reader : readers.values()) {
                reader.close();
            }
        }
    }

    private int copy(CopyManager copy, String table, BufferedReader from, int most) throws SQLException, IOException {
        StringBuilder text = new StringBuilder();
        int lines = 0;
        String line;
        while (lines < most && (line = from.readLine()) != null) {
            text.append(line).append('\n');
            lines++;
        }
        if (lines > 0) {
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            CopyIn in = copy.copyIn("copy " + table + " (" + columns.get(table) + ") from stdin");
            in.writeToCopy(bytes, 0, bytes.length);
            in.endCopy();
        }
        return lines;
    }

    /** But for those that the database makes by itself. */
    static List<String> columns(Connection connection, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select quote_ident(column_name) from information_schema.columns"
                                + " where table_name = '" + table
                                + "' and table_schema = 'public' and is_generated = 'NEVER'"
                                + " order by ordinal_position")) {
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
        }
        return columns;
    }

    @Override
    public void close() throws IOException {
        for (Path file : files.values()) {
            Files.delete(file);
        }
    }
}
