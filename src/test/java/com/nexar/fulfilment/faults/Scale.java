package com.nexar.fulfilment.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The constants of a run, of the facade and of the sandbox.
 *
 * @param tier of both brands' accounts, as the facade is told and as the sandbox keeps it
 * @param facadeSettings configuration of every pod
 * @param sandboxVariants {@code name=value}, for both accounts
 * @param settleWithin how long after the last fault everything has to be in order
 */
record Scale(
        String name,
        String tier,
        Map<String, String> facadeSettings,
        List<String> sandboxVariants,
        Duration settleWithin) {

    /** About a tenth of the real times. */
    static Scale scaled() {
        return new Scale(
                "scaled",
                "GOLD",
                Map.ofEntries(
                        Map.entry("fulfilment.easyecom.timeout", "2s"),
                        Map.entry("fulfilment.easyecom.connect-timeout", "1s"),
                        Map.entry("fulfilment.easyecom.token.login-lockout", "3s"),
                        Map.entry("fulfilment.easyecom.throttle-pause", "300ms"),
                        Map.entry("fulfilment.easyecom.retry-pause", "100ms"),
                        Map.entry("fulfilment.easyecom.breaker.open-for", "1s"),
                        Map.entry("fulfilment.orders.sync.every", "2s"),
                        Map.entry("fulfilment.orders.sync.reread-every", "2s"),
                        Map.entry("fulfilment.orders.gate.max-age", "1s"),
                        Map.entry("fulfilment.sync.lease", "8s"),
                        Map.entry("fulfilment.inbound.polling.working", "5s"),
                        Map.entry("fulfilment.inbound.polling.degraded", "1s"),
                        Map.entry("fulfilment.inbound.guardian.patience", "15s"),
                        Map.entry("fulfilment.products.sync.every", "10s"),
                        Map.entry("fulfilment.easyecom.quiet.after-timeout", "3s"),
                        Map.entry("fulfilment.easyecom.quiet.after-error", "500ms"),
                        Map.entry("fulfilment.operations.settle-every", "1s"),
                        Map.entry("fulfilment.operations.settle-pause", "500ms"),
                        Map.entry("fulfilment.operations.lease", "4s"),
                        Map.entry("fulfilment.operations.step-at-most", "25s"),
                        Map.entry("fulfilment.operations.renew-every", "1s"),
                        Map.entry("fulfilment.operations.retry-pause", "200ms"),
                        Map.entry("fulfilment.operations.retry-at-most", "2s")),
                List.of("confirm-duration=0-800", "token-lockout=PT3S", "manifest-async-duration=PT0.3S"),
                Duration.ofSeconds(60));
    }

    /** What production and, as far as the contract knows, EasyEcom have. Only the syncs are a little busier. */
    static Scale real() {
        return new Scale(
                "real",
                "GOLD",
                Map.of(
                        "fulfilment.orders.sync.every", "10s",
                        // a seed in which EasyEcom tells nothing may follow one in which it told everything
                        "fulfilment.inbound.polling.working", "20s"),
                List.of("confirm-duration=0-20000", "token-lockout=PT60S", "manifest-async-duration=PT3S"),
                Duration.ofSeconds(180));
    }

    Scale withTier(String newTier) {
        return new Scale(name, newTier, facadeSettings, sandboxVariants, settleWithin);
    }

    Scale withSetting(String key, String value) {
        Map<String, String> more = new HashMap<>(facadeSettings);
        more.put(key, value);
        return new Scale(name, tier, Map.copyOf(more), sandboxVariants, settleWithin);
    }

    /** A later one of the same name wins. */
    Scale withVariant(String variant) {
        List<String> more = new ArrayList<>(sandboxVariants);
        more.add(variant);
        return new Scale(name, tier, facadeSettings, List.copyOf(more), settleWithin);
    }
}
