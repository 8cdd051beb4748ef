package com.nexar.fulfilment.access;

import com.nexar.fulfilment.brands.Brands;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The known keys, as hashes. Comparing takes the same time whichever key matches, and whether one does. */
@Startup
@Singleton
class Clients {

    private static final int KEY_ID = 12;

    private record Entry(byte[] sha256, Caller caller) {}

    private final List<Entry> entries = new ArrayList<>();

    Clients(ClientsConfig config, Brands brands) {
        config.clients().forEach((name, client) -> {
            String at = "fulfilment.clients." + name;
            Set<String> locations = client.locations().orElse(Set.of());
            for (String brand : client.brands()) {
                require(
                        "*".equals(brand) || brands.brand(brand).isPresent(),
                        at + ".brands",
                        "names the brand " + brand + ", which is not configured");
            }
            for (String ref : locations) {
                String[] parts = ref.split("/", 2);
                require(
                        parts.length == 2 && brands.location(parts[0], parts[1]).isPresent(),
                        at + ".locations",
                        "names " + ref + ", which is not configured (brand/location)");
            }
            for (String hex : client.keySha256()) {
                require(
                        hex.strip().matches("[0-9a-fA-F]{64}"),
                        at + ".key-sha256",
                        "needs the key's SHA-256 as 64 hex digits");
                String keyId = hex.strip().substring(0, KEY_ID).toLowerCase(Locale.ROOT);
                entries.add(new Entry(
                        HexFormat.of().parseHex(hex.strip()),
                        new Caller(name, keyId, Set.copyOf(client.brands()), Set.copyOf(locations), client.roles())));
            }
        });
    }

    Optional<Caller> withKey(String key) {
        byte[] sha256 = sha256(key);
        Caller found = null;
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(entry.sha256(), sha256)) {
                found = entry.caller();
            }
        }
        return Optional.ofNullable(found);
    }

    /** Who has a key whose SHA-256, as lower-case hex, is this one. */
    Optional<Caller> whose(Predicate<String> sha256) {
        return entries.stream()
                .filter(entry -> sha256.test(HexFormat.of().formatHex(entry.sha256())))
                .map(Entry::caller)
                .findFirst();
    }

    static String hexOf(String key) {
        return HexFormat.of().formatHex(sha256(key));
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void require(boolean ok, String key, String message) {
        if (!ok) {
            throw new IllegalArgumentException("Configuration " + key + ": " + message);
        }
    }
}
