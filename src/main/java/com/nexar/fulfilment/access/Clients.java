package com.nexar.fulfilment.access;

import com.nexar.fulfilment.brands.Brands;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The known keys, as hashes. Comparing takes the same time whichever key matches, and whether one does. */
@Startup
@Singleton
class Clients {

    /** A key, and who has it. */
    record Entry(ConfiguredKey key, byte[] sha256, Caller caller) {}

    private final List<Entry> entries = new ArrayList<>();
    private final Clock clock;

    Clients(ClientsConfig config, Brands brands, Clock clock) {
        this.clock = clock;
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
            for (String text : client.keySha256()) {
                ConfiguredKey key = ConfiguredKey.parse(text)
                        .orElseThrow(() -> silly(
                                at + ".key-sha256",
                                "needs the key's SHA-256 as 64 hex digits, or what the command \"keys new\" prints:"
                                        + " <public id>:<SHA-256>@<last day as yyyy-mm-dd>"));
                entries.add(new Entry(
                        key,
                        key.digest(),
                        new Caller(
                                name, key.id(), Set.copyOf(client.brands()), Set.copyOf(locations), client.roles())));
            }
        });
    }

    /** Whose key this is, expired or not. */
    Optional<Entry> withKey(String key) {
        byte[] sha256 = ApiKey.sha256(key);
        Entry found = null;
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(entry.sha256(), sha256)) {
                found = entry;
            }
        }
        return Optional.ofNullable(found);
    }

    /** Who has a live key whose SHA-256, as lower-case hex, is this one. */
    Optional<Caller> whose(Predicate<String> sha256) {
        return entries.stream()
                .filter(entry -> sha256.test(entry.key().sha256()) && isLive(entry))
                .map(Entry::caller)
                .findFirst();
    }

    boolean isLive(Entry entry) {
        return !entry.key().hasExpired(clock.instant());
    }

    /** In the order of the configuration. */
    List<Entry> all() {
        return List.copyOf(entries);
    }

    private static void require(boolean ok, String key, String message) {
        if (!ok) {
            throw silly(key, message);
        }
    }

    private static IllegalArgumentException silly(String key, String message) {
        return new IllegalArgumentException("Configuration " + key + ": " + message);
    }
}
