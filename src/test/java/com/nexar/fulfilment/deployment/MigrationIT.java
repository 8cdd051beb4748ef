package com.nexar.fulfilment.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.sandbox.PlaygroundDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The packaged facade as the manifests start it on a schema that is not there, that two bring at once, and that is newer than it. */
@Tag("packaged")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MigrationIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NEWEST =
            "select max(version::int) from flyway_schema_history where success and version <> '9999'";

    private static PlaygroundDatabase database;
    private static Certificate certificate;

    private final Artefact artefact = Artefact.built();

    @TempDir
    Path folder;

    private PodFiles files;

    @BeforeAll
    static void an_empty_database(@TempDir Path made) throws Exception {
        certificate = Certificate.make(made);
        database = PlaygroundDatabase.startWithTls(certificate.certificate(), certificate.key());
    }

    @AfterAll
    static void leave() {
        database.close();
    }

    @BeforeEach
    void settings() throws Exception {
        // nobody is there: a migration asks EasyEcom nothing
        files = new PodFiles(folder, "http://localhost:1", database.port(), folder.toString())
                .write()
                .with(certificate);
    }

    @Test
    @Order(1)
    void a_pod_does_not_start_on_a_schema_that_nobody_has_migrated() throws Exception {
        try (FacadeProcess facade = start("facade", 1)) {
            assertThat(facade.awaitEnd(PATIENCE)).isNotZero();
            assertThat(facade.said())
                    .contains("The database's schema is at version 0, and this release needs")
                    .contains("Ship it");
        }
    }

    @Test
    @Order(2)
    void two_pods_that_migrate_at_once_bring_the_schema_and_exit() throws Exception {
        try (FacadeProcess one = start("migrate", 1);
                FacadeProcess two = start("migrate", 2)) {
            assertThat(one.awaitEnd(PATIENCE)).as(one.said()).isZero();
            assertThat(two.awaitEnd(PATIENCE)).as(two.said()).isZero();
            assertThat(one.said() + two.said())
                    .as("they open no port")
                    .doesNotContain("Listening on")
                    .as("and do no work")
                    .doesNotContain("\"ERROR\"", "\"WARN\"");
        }
        assertThat(number(NEWEST)).isGreaterThanOrEqualTo(27);
    }

    @Test
    @Order(3)
    void the_release_before_does_nothing_to_a_schema_that_is_newer() throws Exception {
        number(
                "with newer as (insert into flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                        + " installed_by, execution_time, success)"
                        + " values (9999, '9999', 'Of a later release', 'SQL', 'V9999__Of_a_later_release.sql', 1, current_user, 1, true)"
                        + " returning 1) select count(*) from newer");
        try (FacadeProcess migration = start("migrate", 1)) {
            assertThat(migration.awaitEnd(PATIENCE)).as(migration.said()).isZero();
        }
        assertThat(number("select count(*) from flyway_schema_history where version = '9999' and success"))
                .isOne();
    }

    /** Somebody reads what a migration has to alter, and does not stop. */
    @Test
    @Order(4)
    void a_migration_that_does_not_get_its_lock_gives_up_before_the_running_pods_starve_and_passes_the_next_time()
            throws Exception {
        try (Connection somebody = owner();
                Statement statement = somebody.createStatement()) {
            somebody.setAutoCommit(false);
            statement.execute("lock table flyway_schema_history in access exclusive mode");
            try (FacadeProcess migration = start("migrate", 3)) {
                assertThat(migration.awaitEnd(PATIENCE)).as(migration.said()).isNotZero();
                assertThat(migration.said()).contains("canceling statement due to lock timeout");
            }
            somebody.rollback();
        }
        try (FacadeProcess again = start("migrate", 4)) {
            assertThat(again.awaitEnd(PATIENCE)).as(again.said()).isZero();
        }
    }

    private FacadeProcess start(String container, int number) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path deployments = artefact.isNative() ? Files.createTempDirectory(folder, "deployments") : artefact.path();
        if (artefact.isNative()) {
            Files.createSymbolicLink(deployments.resolve("fulfilment-facade"), artefact.path());
        }
        List<String> command = new ArrayList<>(List.of("sh", "-c", "cd \"$0\" && exec \"$@\"", deployments.toString()));
        command.addAll(artefact.command(deployments.toString(), java));
        return FacadeProcess.start(
                command, files.environment(container), folder.resolve(container + "-" + number + ".log"));
    }

    /** As the owner. */
    private static long number(String sql) throws SQLException {
        try (Connection connection = owner();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Connection owner() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), PlaygroundDatabase.OWNER, PlaygroundDatabase.PASSWORD);
    }
}
