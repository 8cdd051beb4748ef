package com.nexar.fulfilment.deployment;

import com.nexar.fulfilment.sandbox.PlaygroundDatabase;
import com.nexar.fulfilment.sandbox.Sandbox;
import com.nexar.fulfilment.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Makes the JVM image's AOT cache: starts the packaged facade with the JVM that runs this, against a PostgreSQL and the sandbox, has it do
 * what it does all day, and stops it; the JVM then writes {@code app.aot} beside the jar. Needs the sandbox' class path and no test
 * library: {@code Dockerfile.jvm} runs it in the image's own JVM, because the cache fits no other.
 */
final class AotTraining {

    static final String CACHE = "app.aot";

    private static final String AT = "/v1/brands/acme/locations/blr1";
    private static final String SHIPMENT = AT + "/shipments/90210001";
    private static final String KEY = "trainer";
    private static final String KEY_SHA256 = "06ea17a8981d25b0315ff17bd1ebad3d95c15a3f8b764eaadb93612d9b61a54e";
    private static final int API = 18080;
    private static final int MANAGEMENT = 19000;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private AotTraining() {}

    /** The folder of {@code quarkus-run.jar}, then the flags with which the image starts its JVM. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        train(Path.of(arguments[0]), List.of(arguments).subList(1, arguments.length));
    }

    static void train(Path deployments, List<String> flags) throws IOException, InterruptedException {
        try (PlaygroundDatabase database = PlaygroundDatabase.start();
                Sandbox sandbox = Sandbox.start(SandboxSettings.demo().withTier("UNLIMITED"))) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(flags);
            command.addAll(List.of("-XX:AOTCacheOutput=" + CACHE, "-jar", "quarkus-run.jar"));
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(deployments.toFile()).inheritIO();
            builder.environment().putAll(settings(sandbox.url(), database.jdbcUrl()));
            Process facade = builder.start();
            try {
                work(facade);
                facade.destroy(); // as Kubernetes does
                if (!facade.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IllegalStateException("The facade has not ended");
                }
            } finally {
                facade.destroyForcibly();
            }
        }
        if (!Files.exists(deployments.resolve(CACHE))) {
            throw new IllegalStateException("No " + CACHE + " was written");
        }
    }

    static Map<String, String> settings(String sandboxUrl, String jdbcUrl) {
        Map<String, String> all = new HashMap<>();
        all.put("QUARKUS_HTTP_PORT", Integer.toString(API));
        all.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(MANAGEMENT));
        all.put("QUARKUS_DATASOURCE_JDBC_URL", jdbcUrl);
        all.put("QUARKUS_DATASOURCE_USERNAME", PlaygroundDatabase.APPLICATION);
        all.put("QUARKUS_DATASOURCE_PASSWORD", PlaygroundDatabase.PASSWORD);
        all.put("QUARKUS_FLYWAY_USERNAME", PlaygroundDatabase.OWNER);
        all.put("QUARKUS_FLYWAY_PASSWORD", PlaygroundDatabase.PASSWORD);
        all.put("FULFILMENT_SECRETS_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        all.put("FULFILMENT_DOCUMENTS_ALLOWED_ORIGINS", sandboxUrl);
        all.put("FULFILMENT_BRANDS_ACME_EASYECOM_URL", sandboxUrl);
        all.put("FULFILMENT_BRANDS_ACME_EASYECOM_API_KEY", "demo-api-key-0000");
        all.put("FULFILMENT_BRANDS_ACME_EASYECOM_EMAIL", "api.user@example.com");
        all.put("FULFILMENT_BRANDS_ACME_EASYECOM_PASSWORD", "demo-password");
        all.put("FULFILMENT_BRANDS_ACME_EASYECOM_TIER", "UNLIMITED");
        all.put("FULFILMENT_BRANDS_ACME_LOCATIONS_BLR1_KEY", "nx1000000001");
        all.put("FULFILMENT_CLIENTS_TRAINER_KEY_SHA256", KEY_SHA256);
        all.put("FULFILMENT_CLIENTS_TRAINER_BRANDS", "acme");
        return all;
    }

    private static void work(Process facade) throws InterruptedException {
        await(facade, "GET", "http://localhost:" + MANAGEMENT + "/q/health/ready", "UP");
        await(facade, "GET", api(SHIPMENT), "RECEIVED");
        call("GET", api("/v1/brands"), null);
        call("GET", api(AT + "/orders?eligible=true&limit=50"), null);
        call("GET", api(AT + "/connection"), null);
        call(
                "PUT",
                api(SHIPMENT + "/assignment"),
                "{\"courier\":\"NexarExpress\",\"awb\":\"NXR0000000001\",\"carrierId\":\"28001\"}");
        call("POST", api(SHIPMENT + "/confirmation"), "{}");
        call("GET", api(SHIPMENT + "/documents"), null);
        call("GET", api(SHIPMENT + "/documents/invoice"), null);
        call("POST", api(AT + "/manifests"), "{\"shipmentIds\":[\"90210001\"]}");
        call("GET", api(AT + "/changes?after=0"), null);
        call("GET", api("/"), null);
        call("GET", "http://localhost:" + MANAGEMENT + "/q/metrics", null);
    }

    private static String api(String path) {
        return "http://localhost:" + API + path;
    }

    private static void await(Process facade, String method, String url, String part) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!call(method, url, null).contains(part)) {
            if (!facade.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException(url + " never said " + part);
            }
            Thread.sleep(100);
        }
    }

    /** What is answered is not looked at: a refusal is work, too. */
    private static String call(String method, String url, String body) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException notYet) {
            return "";
        }
    }
}
