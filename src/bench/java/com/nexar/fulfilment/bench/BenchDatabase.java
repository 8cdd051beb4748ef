package com.nexar.fulfilment.bench;

import com.nexar.fulfilment.sandbox.PlaygroundDatabase;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * PostgreSQL as in production, for everyone who is measured: a commit is on the disk when it is answered, and statements are counted.
 */
final class BenchDatabase implements AutoCloseable {

    private static final Map<String, String> SETTINGS = Map.of(
            "shared_preload_libraries", "pg_stat_statements",
            "shared_buffers", "512MB",
            "max_wal_size", "4GB");

    private final PlaygroundDatabase database;
    private final long postmaster;

    private BenchDatabase(PlaygroundDatabase database, long postmaster) {
        this.database = database;
        this.postmaster = postmaster;
    }

    static BenchDatabase start() {
        AtomicReference<File> folder = new AtomicReference<>();
        PlaygroundDatabase database = PlaygroundDatabase.startDurable(SETTINGS, folder::set);
        BenchDatabase bench = new BenchDatabase(database, postmaster(folder.get()));
        // embedded PostgreSQL's own is off, on its command line; this stands above that
        bench.run("alter database fulfilment set synchronous_commit = on");
        bench.run("create extension pg_stat_statements");
        Machine.postgresql(bench.text("show server_version"));
        return bench;
    }

    /** One more in the same server, as durable. */
    void create(String name) {
        database.create(name);
        run("alter database " + name + " set synchronous_commit = on");
    }

    String jdbcUrl() {
        return database.jdbcUrl();
    }

    String jdbcUrl(String name) {
        return jdbcUrl().replaceAll("/fulfilment$", "/" + name);
    }

    int port() {
        return database.port();
    }

    /** Of the facade. */
    Map<String, String> settings() {
        return database.settings();
    }

    /** Of all its processes, since it was started. */
    double cpuSeconds() {
        return ProcessCpu.treeSeconds(postmaster);
    }

    /** As one who may do everything, above all walls. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), "postgres", "");
    }

    void run(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    String text(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    long number(String sql) {
        return Long.parseLong(text(sql));
    }

    @Override
    public void close() {
        database.close();
    }

    private static long postmaster(File folder) {
        try {
            return Long.parseLong(Files.readAllLines(folder.toPath().resolve("postmaster.pid"))
                    .getFirst()
                    .strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
