package com.nexar.fulfilment.webhooks;

import com.nexar.fulfilment.hostile.Target;
import com.nexar.fulfilment.problems.Problem;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** What reads the endpoints that callers name, and what endpoints answer. */
public final class WebhookTargets {

    private static final Instant NOW = Instant.parse("2026-02-03T06:30:00Z");
    private static final Addresses ADDRESSES =
            new Addresses(false, host -> new InetAddress[] {InetAddress.ofLiteral("1.1.1.1")});

    private WebhookTargets() {}

    public static List<Target> all() {
        return List.of(
                target("endpoint", WebhookTargets::endpoint, "https://hooks.example.com/in?a=1", "https://[::1]:8443/"),
                target("retry-after", WebhookTargets::rest, "120", "Tue, 03 Feb 2026 06:30:00 GMT"));
    }

    private static String endpoint(String text) {
        try {
            URI url = ADDRESSES.checked(text);
            if (url.getPort() > 65_535 || url.getPort() == 0 || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
                throw new AssertionError("no endpoint");
            }
            return "endpoint";
        } catch (Problem e) {
            return "problem";
        }
    }

    private static String rest(String text) {
        Duration rest = Attempt.rest(text, NOW);
        return rest == null ? "none" : rest.isNegative() ? "past" : "rest";
    }

    private static Target target(String name, Function<String, String> reader, String... seeds) {
        return new Target(
                name,
                1,
                Arrays.stream(seeds)
                        .map(seed -> seed.getBytes(StandardCharsets.UTF_8))
                        .toList(),
                input -> reader.apply(new String(input, StandardCharsets.UTF_8)));
    }
}
