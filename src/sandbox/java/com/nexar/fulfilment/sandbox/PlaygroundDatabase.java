package com.nexar.fulfilment.sandbox;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A real PostgreSQL of its own, empty at each start, with the two roles of production: an owner, who migrates, and the
 * application's, who owns nothing.
 */
public final class PlaygroundDatabase implements AutoCloseable {
    public static final String OWNER = "fulfilment_owner";
    public static final String APPLICATION = "fulfilment_app";
    public static final String PASSWORD = "playground";

    private final EmbeddedPostgres postgres;

    private PlaygroundDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    public static PlaygroundDatabase start() {
        // nothing here outlives the process
        return start(builder -> builder.setServerConfig("fsync", "off"));
    }

    /** One that speaks TLS, too, with this certificate and its key (PEM; the key for its owner's eyes alone). */
    public static PlaygroundDatabase startWithTls(Path certificate, Path key) {
        return start(builder -> builder.setServerConfig("fsync", "off")
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", certificate.toString())
                .setServerConfig("ssl_key_file", key.toString()));
    }

    /** One that keeps what it has committed when it crashes. @param dataFolder is told where its files are */
    public static PlaygroundDatabase startDurable(Consumer<File> dataFolder) {
        return startDurable(Map.of(), dataFolder);
    }

    /** @param more of the server's settings */
    public static PlaygroundDatabase startDurable(Map<String, String> more, Consumer<File> dataFolder) {
        return start(builder -> {
            more.forEach(builder::setServerConfig);
            return builder.setServerConfig("fsync", "on").setDataDirectoryCustomizer(dataFolder);
        });
    }

    private static PlaygroundDatabase start(UnaryOperator<EmbeddedPostgres.Builder> more) {
        try {
            EmbeddedPostgres postgres = more.apply(EmbeddedPostgres.builder()
                            .setPGStartupWait(Duration.ofSeconds(60))
                            .setServerConfig("max_connections", "200"))
                    .start();
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create role " + OWNER + " login password '" + PASSWORD + "'");
                statement.execute("create role " + APPLICATION + " login nobypassrls password '" + PASSWORD + "'");
                statement.execute("create database fulfilment owner " + OWNER);
            }
            return new PlaygroundDatabase(postgres);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One more in the same server, which the owner owns as well. */
    public void create(String name) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " owner " + OWNER);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + port() + "/fulfilment";
    }

    /** With what a facade is started on it; it migrates as the owner and works as the application. */
    public Map<String, String> settings() {
        return Map.of(
                "quarkus.datasource.jdbc.url", jdbcUrl(),
                "quarkus.datasource.username", APPLICATION,
                "quarkus.datasource.password", PASSWORD,
                "quarkus.flyway.username", OWNER,
                "quarkus.flyway.password", PASSWORD);
    }

    public int port() {
        return postgres.getPort();
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
