package com.nexar.fulfilment.bench;

import com.nexar.fulfilment.Ground;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The product as a process of its own: what was packaged, or with {@code -Dform=native} its executable. */
final class Facade {

    static final String KEY = "bench-key";
    static final String OPERATOR_KEY = "bench-operator-key";
    /** Of the demo account's first location. */
    static final String BLR1 = "/v1/brands/acme/locations/blr1";

    private static final Path APP = Path.of("target", "quarkus-app");
    private static final String ORDERS = BLR1 + "/orders?limit=1";

    private Facade() {}

    /** It has answered once. Its timers of the syncs are off, unless {@code more} sets them. */
    static StartedService start(String name, BenchDatabase database, String easyecom, Map<String, String> more)
            throws IOException {
        Map<String, String> settings = settings(database, easyecom);
        settings.put("fulfilment.orders.sync.every", "off");
        settings.put("fulfilment.orders.sync.reread-every", "off");
        settings.put("fulfilment.products.sync.every", "off");
        settings.put("fulfilment.drift.look-every", "off");
        settings.putAll(more);
        StartedService service = StartedService.start(form(settings), Report.OUT.resolve(name + ".log"));
        service.firstAnswer();
        return service;
    }

    static StartForm form(Map<String, String> settings) throws IOException {
        if (isExecutable()) {
            return StartForm.executable("native", runner(Path.of("target")).getFirst(), ORDERS, settings);
        }
        return StartForm.jar("JVM", APP, options(), ORDERS, settings);
    }

    static boolean isExecutable() {
        return System.getProperty("form", "jar").equals("native");
    }

    /** For who profiles it: {@code -Doptions=-XX:StartFlightRecording=…}. */
    private static List<String> options() {
        String options = System.getProperty("options", "");
        return options.isBlank() ? List.of() : List.of(options.strip().split("\\s+"));
    }

    /** With the demo account's two locations, and keys that may ask as often as they like. */
    static Map<String, String> settings(BenchDatabase database, String easyecom) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("fulfilment.secrets.key", Base64.getEncoder().encodeToString(new byte[32]));
        settings.put("fulfilment.brands.acme.easyecom.url", easyecom);
        settings.put("fulfilment.brands.acme.easyecom.api-key", "demo-api-key-0000");
        settings.put("fulfilment.brands.acme.easyecom.email", "api.user@example.com");
        settings.put("fulfilment.brands.acme.easyecom.password", "demo-password");
        settings.put("fulfilment.brands.acme.easyecom.tier", "UNLIMITED");
        settings.put("fulfilment.brands.acme.locations.blr1.key", "nx1000000001");
        settings.put("fulfilment.brands.acme.locations.bom1.key", "nx1000000002");
        settings.put("fulfilment.documents.allowed-origins", easyecom);
        settings.put("fulfilment.webhooks.allow-private-addresses", "true");
        settings.put("fulfilment.access.limits.requests-per-second", "1000000");
        settings.put("fulfilment.access.limits.burst", "1000000");
        settings.put("fulfilment.access.limits.open-streams", "1000");
        settings.put("fulfilment.access.limits.easyecom-share", "1");
        client(settings, "bench", KEY, "wms");
        client(settings, "bench-operator", OPERATOR_KEY, "operator");
        return settings;
    }

    /** The executable that a native build left there, if it did. */
    static List<Path> runner(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith("-runner"))
                    .limit(1)
                    .toList();
        }
    }

    private static void client(Map<String, String> settings, String name, String key, String role) {
        settings.put("fulfilment.clients." + name + ".key-sha256", Ground.sha256(key));
        settings.put("fulfilment.clients." + name + ".brands", "*");
        settings.put("fulfilment.clients." + name + ".roles", role);
    }
}
