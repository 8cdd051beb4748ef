package com.nexar.fulfilment.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Ground;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A release knows which schema it needs, and which one is there. What becomes of a start without it: MigrationIT. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class SchemaCheckTest {

    @Inject
    SchemaCheck check;

    @Inject
    Transactions transactions;

    @Test
    void what_is_needed_is_the_newest_migration_and_after_it_that_is_what_is_there() throws IOException {
        int newest = newest();

        assertThat(check.needed()).isEqualTo(newest);
        assertThat(transactions.in(Scope.CLAIMING, check::found)).isEqualTo(newest);
    }

    @Test
    void the_application_sees_the_version_and_nothing_else_of_the_history() {
        try (Database app = Database.asApplication()) {
            assertThat(app.number("select schema_version()")).isPositive();
            assertThatThrownBy(() -> app.texts("select script from flyway_schema_history"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void a_newer_schema_is_well_and_an_older_one_is_not() {
        SchemaCheck.require(27, 27);
        SchemaCheck.require(27, 31);
        assertThatThrownBy(() -> SchemaCheck.require(27, 26))
                .hasMessageContaining("is at version 26, and this release needs 27");
    }

    private static int newest() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            return files.map(file -> file.getFileName().toString())
                    .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                    .max()
                    .orElseThrow();
        }
    }
}
