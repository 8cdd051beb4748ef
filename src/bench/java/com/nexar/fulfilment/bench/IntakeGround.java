package com.nexar.fulfilment.bench;

import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.sandbox.PlaygroundDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** Where orders are taken in: backlogs in EasyEcom, each of an account of its own, and as many migrated databases as are asked for. */
final class IntakeGround implements AutoCloseable {

    private static final int PAGE = 250;

    private final BenchDatabase database;
    private final BenchSandbox sandbox;
    private int databases;

    private IntakeGround(BenchDatabase database, BenchSandbox sandbox) {
        this.database = database;
        this.sandbox = sandbox;
    }

    static IntakeGround start() throws IOException {
        Files.createDirectories(Report.OUT);
        IntakeGround ground = new IntakeGround(BenchDatabase.start(), BenchSandbox.start());
        Facade.start("intake-migration", ground.database, ground.sandbox.url(), Map.of())
                .close();
        return ground;
    }

    static int pages(long orders) {
        return (int) Math.ceil(orders / (double) PAGE);
    }

    /** An account with one location, at which so many open orders of the last five days wait. @return its key */
    String backlog(String name, long orders) {
        String apiKey = name + "-api-key";
        sandbox.account().open(apiKey, "UNLIMITED", Map.of(locationKey(name), "Bench"));
        EasyEcom account = sandbox.account().account(apiKey);
        // each facade logs in by itself, and confirmations are not what is waited for
        account.vary(Map.of("token-lockout", "PT0S", "confirm-duration", "0-1"));
        account.post("/sandbox/backlog", Map.of("orders", orders, "over", "P5D"));
        return apiKey;
    }

    static String locationKey(String name) {
        return "nx" + Math.abs(name.hashCode());
    }

    EasyEcom easyecom(String apiKey) {
        return sandbox.account().account(apiKey);
    }

    BenchSandbox sandbox() {
        return sandbox;
    }

    BenchDatabase database() {
        return database;
    }

    /** One that is migrated and empty. */
    String migrated() {
        String name = "intake_" + ++databases;
        run("postgres", "create database " + name + " template fulfilment owner " + PlaygroundDatabase.OWNER);
        run("postgres", "alter database " + name + " set synchronous_commit = on");
        return name;
    }

    void drop(String name) {
        run("postgres", "drop database " + name + " with (force)");
    }

    /** Without a timer that writes rows of its own; it reads {@code name}'s backlog as soon as it has started. */
    StartedService facade(String name, String apiKey, String into, String heap, Map<String, String> more)
            throws IOException {
        Map<String, String> settings = new HashMap<>(Facade.settings(database, sandbox.url()));
        settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl(into));
        settings.put("fulfilment.brands.acme.easyecom.api-key", apiKey);
        settings.put("fulfilment.brands.acme.locations.blr1.key", locationKey(name));
        settings.remove("fulfilment.brands.acme.locations.bom1.key");
        settings.put("fulfilment.orders.sync.every", "1s");
        settings.put("fulfilment.orders.sync.reread-every", "off");
        settings.put("fulfilment.orders.ship-by.watch-every", "off");
        settings.put("fulfilment.products.sync.every", "off");
        settings.put("fulfilment.drift.look-every", "off");
        settings.putAll(more);
        StartForm form = Facade.form(settings).withOption("-Xmx" + heap);
        return StartedService.start(form, Report.OUT.resolve("intake-facade.log"));
    }

    Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(name), "postgres", "");
    }

    void run(String name, String sql) {
        try (Connection connection = connect(name);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    long number(String name, String sql) {
        try (Connection connection = connect(name)) {
            return number(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Up to here, in bytes, of the whole server. */
    long wal() {
        return database.number("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint");
    }

    @Override
    public void close() {
        sandbox.close();
        database.close();
    }
}
