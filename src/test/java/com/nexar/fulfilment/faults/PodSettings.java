package com.nexar.fulfilment.faults;

import com.nexar.fulfilment.sandbox.PlaygroundDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** With what a pod is started: two brands with three locations, a key for the warehouse, one for the operator. */
record PodSettings(Scale scale, String sandboxUrl) {

    static final String KEY = "faults-wms-key";
    static final String OPERATOR_KEY = "faults-operator-key";
    static final String HOOK_TOKEN = "faults-hook-token";
    static final String ACME_API_KEY = "demo-api-key-0000";
    static final String ZETA_API_KEY = "zeta-api-key";
    static final List<String> LOCATIONS = List.of("acme/blr1", "acme/bom1", "zeta/del1");

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final byte[] SECRET = new byte[32];

    static String apiKey(String ref) {
        return ref.startsWith("acme/") ? ACME_API_KEY : ZETA_API_KEY;
    }

    static String locationKey(String ref) {
        return switch (ref) {
            case "acme/blr1" -> "nx1000000001";
            case "acme/bom1" -> "nx1000000002";
            case "zeta/del1" -> "nx3000000001";
            default -> throw new IllegalArgumentException("no location " + ref);
        };
    }

    /** @param agent the option that brings the agent */
    List<String> command(int port, int management, int easyecom, int database, String agent) {
        List<String> command = new ArrayList<>();
        command.add(Processes.JAVA);
        command.add(agent);
        // three of them on a small machine: a quick start matters more than the last bit of speed
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        // what Quarkus sets at its start is too late once the agent has logged something
        command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        command.add("-Dnet.bytebuddy.safe=true");
        settings(port, management, easyecom, database).forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
        return command;
    }

    private Map<String, String> settings(int port, int management, int easyecom, int database) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("quarkus.http.host", "127.0.0.1");
        all.put("quarkus.management.host", "127.0.0.1");
        all.put("quarkus.http.port", Integer.toString(port));
        all.put("quarkus.management.port", Integer.toString(management));
        all.put("quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:" + database + "/fulfilment");
        all.put("quarkus.datasource.username", PlaygroundDatabase.APPLICATION);
        all.put("quarkus.datasource.password", PlaygroundDatabase.PASSWORD);
        all.put("quarkus.flyway.username", PlaygroundDatabase.OWNER);
        all.put("quarkus.flyway.password", PlaygroundDatabase.PASSWORD);
        all.put("fulfilment.secrets.key", Base64.getEncoder().encodeToString(SECRET));
        all.put("fulfilment.documents.allowed-origins", sandboxUrl);
        all.put("fulfilment.webhooks.allow-private-addresses", "true");
        all.put("fulfilment.webhooks.timeout", "1s");
        all.put("fulfilment.webhooks.schedule", "200ms" + ",500ms,1s".repeat(10));
        all.put("fulfilment.webhooks.probe-at-most", "1s");
        all.putAll(scale.facadeSettings());
        for (String ref : LOCATIONS) {
            String[] parts = ref.split("/");
            String brand = "fulfilment.brands." + parts[0];
            all.put(brand + ".easyecom.url", "http://127.0.0.1:" + easyecom);
            all.put(brand + ".easyecom.api-key", apiKey(ref));
            all.put(brand + ".easyecom.email", "api.user@example.com");
            all.put(brand + ".easyecom.password", "demo-password");
            all.put(brand + ".easyecom.tier", scale.tier());
            all.put(brand + ".easyecom.webhook-token", HOOK_TOKEN);
            all.put(brand + ".locations." + parts[1] + ".key", locationKey(ref));
        }
        // a storm is far more than a warehouse's key may ask for
        all.put("fulfilment.access.limits.requests-per-second", "100000");
        all.put("fulfilment.access.limits.burst", "100000");
        all.put("fulfilment.access.limits.open-streams", "1000");
        all.put("fulfilment.access.limits.easyecom-share", "1");
        client(all, "faults-wms", KEY, "wms");
        client(all, "faults-operator", OPERATOR_KEY, "operator");
        return all;
    }

    private static void client(Map<String, String> all, String name, String key, String role) {
        all.put("fulfilment.clients." + name + ".key-sha256", sha256(key));
        all.put("fulfilment.clients." + name + ".brands", "*");
        all.put("fulfilment.clients." + name + ".roles", role);
    }

    private static String sha256(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
