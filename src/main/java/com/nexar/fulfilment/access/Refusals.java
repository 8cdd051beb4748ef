package com.nexar.fulfilment.access;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts who was not let in, and why: {@code fulfilment_access_refusals_total}. */
@Singleton
class Refusals {

    enum Reason {
        /** A key that is not known, or not any more. */
        UNKNOWN,
        /** One of ours that was copied badly. */
        MISTYPED,
        /** A known one after its last day. */
        EXPIRED,
        /** A token of the identity provider that does not count. */
        TOKEN,
        /** After many wrong keys from the same address. */
        GUESSING,
        /** More than its limit. */
        RATE
    }

    private final Map<Reason, Counter> counters = new EnumMap<>(Reason.class);

    Refusals(MeterRegistry registry) {
        for (Reason reason : Reason.values()) {
            counters.put(
                    reason,
                    Counter.builder("fulfilment.access.refusals")
                            .description("Requests that were not let in")
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    void count(Reason reason) {
        counters.get(reason).increment();
    }
}
