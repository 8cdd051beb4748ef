package com.nexar.fulfilment.faults;

import com.nexar.fulfilment.sandbox.PlaygroundDatabase;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * PostgreSQL that can be made to crash. {@code fsync} is on; {@code synchronous_commit} is off, as embedded PostgreSQL has it: the
 * facade asks for it itself.
 */
final class Postgres implements AutoCloseable {

    private final PlaygroundDatabase database;
    private final Path data;
    private final Path log;

    private Postgres(PlaygroundDatabase database, Path data, Path log) {
        this.database = database;
        this.data = data;
        this.log = log;
    }

    static Postgres start(Path log) {
        AtomicReference<File> folder = new AtomicReference<>();
        PlaygroundDatabase database = PlaygroundDatabase.startDurable(folder::set);
        return new Postgres(database, folder.get().toPath(), log);
    }

    /** Past all proxies. */
    String jdbcUrl() {
        return database.jdbcUrl();
    }

    int port() {
        return database.port();
    }

    /** {@code pg_ctl restart -m immediate}: no checkpoint, all sessions lost, recovery from the log. */
    void crashAndRestart() {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // as embedded PostgreSQL started it: it refuses to run as root
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(
                pgCtl(), "restart", "-D", data.toString(), "-m", "immediate", "-w", "-t", "60", "-l", log.toString()));
        Processes.run(command, log);
    }

    /** As the owner, above the walls between brands. */
    long number(String sql) {
        try (Connection connection =
                        DriverManager.getConnection(jdbcUrl(), PlaygroundDatabase.OWNER, PlaygroundDatabase.PASSWORD);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        database.close();
    }

    /** Beside the binary that runs, which PostgreSQL itself wrote down. */
    private String pgCtl() {
        try {
            String started = Files.readString(data.resolve("postmaster.opts"));
            return Path.of(started.split(" ")[0].replace("\"", ""))
                    .resolveSibling("pg_ctl")
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
