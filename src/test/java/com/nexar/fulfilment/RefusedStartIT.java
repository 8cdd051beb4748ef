package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.sandbox.PlaygroundDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is packaged does not start without what it needs, and names it. */
@Tag("packaged")
class RefusedStartIT {

    private record Ended(int code, String said) {}

    private static final Map<String, String> DATABASE = Map.of(
            "quarkus.datasource.jdbc.url", "jdbc:postgresql://localhost:1/none", "quarkus.datasource.username", "x");
    private static final int SECONDS = 30;

    @TempDir
    Path folder;

    @Test
    void without_a_JDBC_URL_the_start_ends_and_names_the_missing_key() throws IOException, InterruptedException {
        Ended ended = start(Map.of());

        assertThat(ended.code()).as(ended.said()).isNotZero();
        assertThat(ended.said()).contains("quarkus.datasource.jdbc.url");
    }

    @Test
    void a_brand_without_its_key_ends_the_start_and_the_missing_key_is_named()
            throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(DATABASE);
        settings.put("fulfilment.brands.acme.easyecom.url", "https://api.example.com");
        settings.put("fulfilment.brands.acme.easyecom.email", "api.user@example.com");
        settings.put("fulfilment.brands.acme.easyecom.password", "none");
        settings.put("fulfilment.brands.acme.locations.blr1.key", "nx1000000001");

        Ended ended = start(settings);

        assertThat(ended.code()).as(ended.said()).isNotZero();
        assertThat(ended.said()).contains("fulfilment.brands.acme.easyecom.api-key");
    }

    @Test
    void as_the_owner_of_the_tables_whom_no_wall_holds_the_start_ends() throws IOException, InterruptedException {
        try (PlaygroundDatabase database = PlaygroundDatabase.start()) {
            Map<String, String> settings = new HashMap<>(database.settings());
            settings.put("quarkus.datasource.username", PlaygroundDatabase.OWNER);
            settings.put("fulfilment.secrets.key", Base64.getEncoder().encodeToString(new byte[32]));
            settings.put("fulfilment.brands.acme.easyecom.url", "https://api.example.com");
            settings.put("fulfilment.brands.acme.easyecom.api-key", "none");
            settings.put("fulfilment.brands.acme.easyecom.email", "api.user@example.com");
            settings.put("fulfilment.brands.acme.easyecom.password", "none");
            settings.put("fulfilment.brands.acme.locations.blr1.key", "nx1000000001");
            settings.put("fulfilment.clients.wms.key-sha256", Ground.sha256("none"));
            settings.put("fulfilment.clients.wms.brands", "acme");

            Ended ended = start(settings);

            assertThat(ended.code()).as(ended.said()).isNotZero();
            assertThat(ended.said())
                    .contains("owns the tables or bypasses row-level security")
                    .contains("fulfilment.access.one-database-role");
        }
    }

    private Ended start(Map<String, String> more) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Map<String, String> settings = new HashMap<>(more);
        settings.put("quarkus.http.port", "0");
        settings.put("quarkus.management.port", "0");
        ProcessBuilder start = new ProcessBuilder(Artefact.command("256m", settings))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        start.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("FULFILMENT_"));
        Process process = start.start();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        String said = Files.readString(output);
        assertThat(ended).as("ended within " + SECONDS + " s: " + said).isTrue();
        return new Ended(process.exitValue(), said);
    }
}
