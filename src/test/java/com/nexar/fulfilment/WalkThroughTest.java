package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's walk-through, exactly as it is printed, against the state that dev mode begins with. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class WalkThroughTest {

    private record Step(String said, JsonNode body) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MINUTES = 2;

    @Inject
    SyncNow sync;

    @TestHTTPResource("/")
    URL api;

    @TempDir
    Path folder;

    @Test
    void the_walk_through_of_the_README_brings_a_shipment_to_delivered() throws IOException, InterruptedException {
        sync.orders("acme/blr1");

        List<Step> steps = run(Readme.fenced("### Walk-through", "sh"));

        String at = "/v1/brands/acme/locations/blr1";
        String shipment = at + "/shipments/90210001";
        assertThat(steps)
                .extracting(Step::said)
                .containsExactly(
                        "200 GET /v1/brands",
                        "200 GET " + at + "/orders?eligible=true&limit=3",
                        "200 GET " + shipment,
                        "200 PUT " + shipment + "/assignment",
                        "200 POST " + shipment + "/confirmation",
                        "200 GET " + shipment + "/documents",
                        "200 GET " + shipment + "/documents/invoice",
                        "200 POST " + at + "/manifests?dryRun=true",
                        "201 POST " + at + "/manifests",
                        "200 POST " + shipment + "/tracking-events",
                        "200 POST " + shipment + "/tracking-events",
                        "200 POST " + shipment + "/tracking-events",
                        "200 GET " + at + "/orders/70110001/timeline");
        assertThat(steps.get(1).body().findValuesAsText("shipmentId")).contains("90210001");
        assertThat(stage(steps.get(2))).isEqualTo("RECEIVED");
        assertThat(stage(steps.get(3))).isEqualTo("ASSIGNED");
        assertThat(stage(steps.get(4))).isEqualTo("CONFIRMED");
        assertThat(steps.get(5).body().findValuesAsText("type")).contains("invoice", "label");
        assertThat(Files.readString(folder.resolve("invoice.pdf"), java.nio.charset.StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-");
        assertThat(steps.get(7).body().path("ready").get(0).asText()).isEqualTo("90210001");
        assertThat(steps.get(8).body().findValuesAsText("state")).containsExactly("MANIFESTED");
        assertThat(steps.subList(9, 12))
                .extracting(WalkThroughTest::stage)
                .containsExactly("IN_TRANSIT", "OUT_FOR_DELIVERY", "DELIVERED");
        assertThat(steps.get(12).body().findValuesAsText("to"))
                .containsSubsequence("ASSIGNED", "CONFIRMED", "MANIFESTED", "IN_TRANSIT", "DELIVERED");
    }

    /** Each call prints its body and, on the next line, status, method and URL. */
    private List<Step> run(String script) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("walk-through.sh"), script);
        Path output = folder.resolve("output.txt");
        String base = api.toString().replaceAll("/$", "");
        ProcessBuilder shell = new ProcessBuilder("sh", "-e", file.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        shell.environment().put("API", base);
        shell.environment().put("KEY", Ground.ACME_KEY);
        Process process = shell.start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        String said = Files.readString(output);
        assertThat(ended).as("ended in time: " + said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();

        List<Step> steps = new ArrayList<>();
        String before = "";
        for (String line : said.lines().toList()) {
            if (line.matches("\\d{3} [A-Z]+ http.*")) {
                steps.add(new Step(line.replace(base, ""), JSON.readTree(before)));
            }
            before = line;
        }
        return steps;
    }

    private static String stage(Step step) {
        return step.body().path("stage").asText();
    }
}
