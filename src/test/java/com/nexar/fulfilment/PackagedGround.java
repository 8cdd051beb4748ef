package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.markers.Markers;
import com.nexar.fulfilment.sandbox.PlaygroundDatabase;
import com.nexar.fulfilment.sandbox.Sandbox;
import com.nexar.fulfilment.sandbox.SandboxSettings;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * What the packaged facade stands on, jar or native executable: it runs in production's profile, its timers are on and quicker than
 * by default, and it is spoken to from outside alone.
 */
public class PackagedGround implements QuarkusTestResourceLifecycleManager {

    /** Set for integration tests, which {@link Ground} then leaves alone. */
    static final String ONLY = "test.packaged";

    /** Where the sandbox listens, once this has started. */
    static final String SANDBOX_URL = "test.packaged.sandbox.url";

    public static final String HOOK_TOKEN = "packaged-hook-token";

    /** Where Quarkus has what it starts for its integration tests write its log. */
    private static final Path LOG = Path.of("target", "quarkus.log");

    private PlaygroundDatabase database;
    private Sandbox sandbox;

    @Override
    public Map<String, String> start() {
        database = PlaygroundDatabase.start();
        sandbox = Sandbox.start(SandboxSettings.demo().withTier("UNLIMITED").withVariant("confirm-duration", "0-200"));
        System.setProperty(SANDBOX_URL, sandbox.url());

        Map<String, String> config = new HashMap<>(database.settings());
        // free like the test port of the API: with one of each kind, the tags of their metrics differ
        config.put("quarkus.management.port", "0");
        config.put("fulfilment.secrets.key", Base64.getEncoder().encodeToString(new byte[32]));
        config.put("fulfilment.documents.allowed-origins", sandbox.url());
        config.put("fulfilment.webhooks.allow-private-addresses", "true");
        config.put("fulfilment.orders.sync.every", "1s");
        config.put("fulfilment.products.sync.every", "2s");
        config.put("fulfilment.easyecom.paths.unassign-awb", "/Carrier/unassignAWB");
        String brand = "fulfilment.brands.acme";
        config.put(brand + ".easyecom.url", sandbox.url());
        config.put(brand + ".easyecom.api-key", Ground.API_KEYS.getFirst());
        config.put(brand + ".easyecom.email", "api.user@example.com");
        config.put(brand + ".easyecom.password", Ground.PASSWORDS.getFirst());
        config.put(brand + ".easyecom.tier", "UNLIMITED");
        config.put(brand + ".easyecom.webhook-token", HOOK_TOKEN);
        config.put(brand + ".locations.blr1.key", "nx1000000001");
        config.put(brand + ".locations.bom1.key", "nx1000000002");
        client(config, "acme-wms", Ground.ACME_KEY, "acme", "wms");
        // the public half is the facade's, the other one the tests'
        Issuer.settings().forEach((key, value) -> {
            if (key.startsWith("test.")) {
                System.setProperty(key, value);
            } else {
                config.put(key, value);
            }
        });
        client(config, "operator", Ground.OPERATOR_KEY, "*", "operator");
        return config;
    }

    @Override
    public void stop() {
        sandbox.close();
        database.close();
    }

    /** What the packaged facade has said until here, but for the banner; it is asked at the end of each of these tests. */
    static void mustHaveKeptItsSecrets() throws IOException {
        String said = Files.readString(LOG);
        assertThat(said).as("the log of what is packaged").contains("acme/blr1");
        said.lines().forEach(line -> Markers.mustNotBeIn("A line of the log", line));
    }

    private static void client(Map<String, String> config, String name, String key, String brands, String roles) {
        String at = "fulfilment.clients." + name;
        config.put(at + ".key-sha256", Ground.sha256(key));
        config.put(at + ".brands", brands);
        config.put(at + ".roles", roles);
    }
}
