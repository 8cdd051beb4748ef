package com.nexar.fulfilment.sandbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a sandbox begins.
 *
 * @param port 0 for any free one
 * @param tier DEFAULT, BRONZE, SILVER, GOLD, DIAMOND or UNLIMITED, of the demo account
 * @param arrivalsEvery how often a new order arrives in the demo account; empty for never
 * @param backlog so many untouched open orders over the last five days, computed when read; 0 for none
 * @param eventLoops threads that answer
 * @param variants switches of the demo account that do not stand at their default
 */
public record SandboxSettings(
        int port,
        String tier,
        Optional<Duration> arrivalsEvery,
        long backlog,
        int eventLoops,
        Map<String, String> variants) {

    /** The demo account: key {@code demo-api-key-0000}, two locations, BRONZE, any port, nothing arrives. */
    public static SandboxSettings demo() {
        return new SandboxSettings(0, "BRONZE", Optional.empty(), 0, 2, Map.of());
    }

    public SandboxSettings withPort(int newPort) {
        return new SandboxSettings(newPort, tier, arrivalsEvery, backlog, eventLoops, variants);
    }

    public SandboxSettings withTier(String newTier) {
        return new SandboxSettings(port, newTier, arrivalsEvery, backlog, eventLoops, variants);
    }

    public SandboxSettings withArrivalsEvery(Duration every) {
        return new SandboxSettings(port, tier, Optional.ofNullable(every), backlog, eventLoops, variants);
    }

    public SandboxSettings withBacklog(long orders) {
        return new SandboxSettings(port, tier, arrivalsEvery, orders, eventLoops, variants);
    }

    public SandboxSettings withEventLoops(int threads) {
        return new SandboxSettings(port, tier, arrivalsEvery, backlog, threads, variants);
    }

    /** One more switch of the demo account; the names are those of {@code GET /sandbox/variants}. */
    public SandboxSettings withVariant(String name, String value) {
        Map<String, String> more = new HashMap<>(variants);
        more.put(name, value);
        return new SandboxSettings(port, tier, arrivalsEvery, backlog, eventLoops, Map.copyOf(more));
    }

    AccountOpening demoAccount() {
        return new AccountOpening(
                "demo-api-key-0000",
                "api.user@example.com",
                "demo-password",
                "Acme",
                Tier.of(tier),
                List.of(
                        Location.of("nx1000000001", "Bengaluru 1", 41_001),
                        Location.of("nx1000000002", "Bhiwandi 1", 41_002)),
                Numbers.FIRST_INVOICE,
                320);
    }
}
