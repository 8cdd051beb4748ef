package com.nexar.fulfilment.easyecom;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/** What operators see of our calls: by lane and outcome, how long permits are waited for, logins. */
final class Meters {

    private final MeterRegistry registry;

    Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    void call(Lane lane, String outcome) {
        registry.counter("fulfilment.easyecom.calls", "lane", word(lane), "outcome", outcome)
                .increment();
    }

    Permit waited(Lane lane, Supplier<Permit> taking) {
        return Timer.builder("fulfilment.easyecom.permit.wait")
                .tag("lane", word(lane))
                .register(registry)
                .record(taking);
    }

    void login(String outcome) {
        registry.counter("fulfilment.easyecom.logins", "outcome", outcome).increment();
    }

    /** As last heard from the database; not there where calls are not counted. */
    void quotaLeft(String brand, PermitLine line, Function<PermitLine, Integer> left) {
        Gauge.builder("fulfilment.easyecom.quota.left", line, at -> {
                    Integer known = left.apply(at);
                    return known == null ? Double.NaN : known;
                })
                .tag("brand", brand)
                .register(registry);
    }

    private static String word(Lane lane) {
        return lane.name().toLowerCase(Locale.ROOT);
    }
}
