package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The README's walk-through, exactly as it is printed; it needs the sandbox as it begins, and the first orders read. */
public final class WalkThrough {

    private record Step(String said, JsonNode body) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MINUTES = 2;
    private static final String AT = "/v1/brands/acme/locations/blr1";
    private static final String SHIPMENT = AT + "/shipments/90210001";

    private WalkThrough() {}

    /** Brings the shipment to DELIVERED, or fails. @param api without a slash at the end */
    public static void bringsAShipmentToDelivered(String api, String key, Path folder)
            throws IOException, InterruptedException {
        List<Step> steps = run(Readme.fenced("### Walk-through", "sh"), api, key, folder);

        assertThat(steps)
                .extracting(Step::said)
                .containsExactly(
                        "200 GET /v1/brands",
                        "200 GET " + AT + "/orders?eligible=true&limit=3",
                        "200 GET " + SHIPMENT,
                        "200 PUT " + SHIPMENT + "/assignment",
                        "200 POST " + SHIPMENT + "/confirmation",
                        "200 GET " + SHIPMENT + "/documents",
                        "200 GET " + SHIPMENT + "/documents/invoice",
                        "200 POST " + AT + "/manifests?dryRun=true",
                        "201 POST " + AT + "/manifests",
                        "200 POST " + SHIPMENT + "/tracking-events",
                        "200 POST " + SHIPMENT + "/tracking-events",
                        "200 POST " + SHIPMENT + "/tracking-events",
                        "200 GET " + AT + "/orders/70110001/timeline");
        assertThat(steps.get(1).body().findValuesAsText("shipmentId")).contains("90210001");
        assertThat(stage(steps.get(2))).isEqualTo("RECEIVED");
        assertThat(stage(steps.get(3))).isEqualTo("ASSIGNED");
        assertThat(stage(steps.get(4))).isEqualTo("CONFIRMED");
        assertThat(steps.get(5).body().findValuesAsText("type")).contains("invoice", "label");
        assertThat(Files.readString(folder.resolve("invoice.pdf"), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-");
        assertThat(steps.get(7).body().path("ready").get(0).asText()).isEqualTo("90210001");
        assertThat(steps.get(8).body().findValuesAsText("state")).containsExactly("MANIFESTED");
        assertThat(steps.subList(9, 12))
                .extracting(WalkThrough::stage)
                .containsExactly("IN_TRANSIT", "OUT_FOR_DELIVERY", "DELIVERED");
        assertThat(steps.get(12).body().findValuesAsText("to"))
                .containsSubsequence("ASSIGNED", "CONFIRMED", "MANIFESTED", "IN_TRANSIT", "DELIVERED");
    }

    /** Each call prints its body and, on the next line, status, method and URL. */
    private static List<Step> run(String script, String api, String key, Path folder)
            throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("walk-through.sh"), script);
        Path output = folder.resolve("output.txt");
        ProcessBuilder shell = new ProcessBuilder("sh", "-e", file.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        shell.environment().put("API", api);
        shell.environment().put("KEY", key);
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
                steps.add(new Step(line.replace(api, ""), JSON.readTree(before)));
            }
            before = line;
        }
        return steps;
    }

    private static String stage(Step step) {
        return step.body().path("stage").asText();
    }
}
