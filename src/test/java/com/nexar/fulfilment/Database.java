package com.nexar.fulfilment;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The app tests' PostgreSQL behind the facade's back: as the owner, who stands above the walls, or as the application. */
public final class Database implements AutoCloseable {

    private final Connection connection;

    private Database(String userKey, String passwordKey) {
        Config config = ConfigProvider.getConfig();
        try {
            connection = DriverManager.getConnection(
                    config.getValue("quarkus.datasource.jdbc.url", String.class),
                    config.getValue(userKey, String.class),
                    config.getValue(passwordKey, String.class));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Database asOwner() {
        return new Database("quarkus.flyway.username", "quarkus.flyway.password");
    }

    /** In one transaction, which is never committed. */
    public static Database asApplication() {
        Database database = new Database("quarkus.datasource.username", "quarkus.datasource.password");
        try {
            database.connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return database;
    }

    /** As {@code Transactions} sets it. */
    public Database scope(String brand, String location) {
        text(
                "select set_config('fulfilment.brand', ?, true) || set_config('fulfilment.location', ?, true)",
                brand,
                location);
        return this;
    }

    public int run(String sql, Object... parameters) {
        try (PreparedStatement statement = prepared(sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** The first column of every row. */
    public List<String> texts(String sql, Object... parameters) {
        try (PreparedStatement statement = prepared(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    public String text(String sql, Object... parameters) {
        return texts(sql, parameters).getFirst();
    }

    public long number(String sql, Object... parameters) {
        return Long.parseLong(text(sql, parameters));
    }

    /** After a statement that failed. */
    public void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
