package com.nexar.fulfilment.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.sandbox.PlaygroundDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The files that a pod of the brand acme is given, as the manifests and the README have them; only where EasyEcom and the database are
 * is said anew, and the secrets are filled in.
 *
 * @param etc where the folder is for the pod; in a cluster it is /etc
 */
record PodFiles(Path folder, String sandboxUrl, int databasePort, String etc) {

    static final String KEY = "confined-wms-key";

    private static final String OPERATOR_KEY = "confined-operator-key";
    private static final String SECRETS_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    /** What stands in the files, or opens them, and nowhere else; EasyEcom's are among the tests' markers. */
    static final List<String> SECRETS = List.of(KEY, OPERATOR_KEY, sha256(KEY), sha256(OPERATOR_KEY), SECRETS_KEY);

    private static final Path BRAND = Path.of("kubernetes", "brands", "acme", "brand.properties");
    private static final Path BASE = Path.of("kubernetes", "base", "base.properties");

    /** Readable by the group alone, as Kubernetes mounts secrets. */
    PodFiles write() throws IOException {
        String brand = Files.readString(BRAND)
                .replaceFirst("(?m)^(fulfilment\\.brands\\.acme\\.easyecom\\.url)=.*$", "$1=" + sandboxUrl)
                .replace("//fulfilment-db-rw:5432/", "//localhost:" + databasePort + "/")
                .replace("/etc/", etc + "/");
        put("fulfilment/brand.properties", brand + "fulfilment.documents.allowed-origins=" + sandboxUrl + "\n");
        put("fulfilment/base.properties", Files.readString(BASE));
        put("fulfilment-secret/secret.properties", text(SecretFiles.ofTheFacade("acme", PodFiles::secret)));
        put("fulfilment-owner/owner.properties", text(SecretFiles.ofTheOwner(key -> PlaygroundDatabase.PASSWORD)));
        return this;
    }

    /** By which the database is known; where {@code components/cloudnative-pg} mounts it. */
    PodFiles with(Certificate certificate) throws IOException {
        put("fulfilment-database/ca.crt", Files.readString(certificate.certificate()));
        return this;
    }

    /** What a container of the manifests has in its environment. */
    Map<String, String> environment(String container) {
        Map<String, String> environment = new HashMap<>();
        JsonNode said = Manifests.file(Path.of("kubernetes", "base", "deployment.yaml"))
                .container(container)
                .path("env");
        said.forEach(each -> environment.put(
                each.path("name").asText(), each.path("value").asText().replace("/etc/", etc + "/")));
        return environment;
    }

    private void put(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
    }

    private static String text(Map<String, String> properties) {
        return properties.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static String secret(String key) {
        return switch (key.substring(key.lastIndexOf('.') + 1)) {
            case "api-key" -> "demo-api-key-0000";
            case "email" -> "api.user@example.com";
            case "key" -> SECRETS_KEY;
            case "key-sha256" -> sha256(key.contains("operators") ? OPERATOR_KEY : KEY);
            case "password" -> key.contains("easyecom") ? "demo-password" : PlaygroundDatabase.PASSWORD;
            default -> throw new IllegalArgumentException("README.md, Secrets: what is " + key + "?");
        };
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
