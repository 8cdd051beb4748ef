package com.nexar.fulfilment.easyecom;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** What operators see of this pod's calls: outcome and latency by lane, how long permits are waited for, logins. */
final class Meters {

    /** Few, because each is a series per brand, lane and outcome. */
    private static final Duration[] LATENCIES = {
        Duration.ofMillis(100),
        Duration.ofMillis(300),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private static final List<String> OUTCOMES_OF_LOGINS = List.of("ok", "refused", "not-sent", "failed");

    private record Calls(String brand, Lane lane, String outcome) {}

    private final MeterRegistry registry;
    private final Map<Calls, Timer> calls = new ConcurrentHashMap<>();
    private final Map<Lane, Timer> waits = new ConcurrentHashMap<>();

    Meters(MeterRegistry registry) {
        this.registry = registry;
        OUTCOMES_OF_LOGINS.forEach(this::logins); // from 0 on, or an alert would not see the first one
    }

    /** @param nanos all of it, with the wait for a permit and with retries */
    void call(String brand, Lane lane, String outcome, long nanos) {
        calls.computeIfAbsent(new Calls(brand, lane, outcome), this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Calls of) {
        return Timer.builder("fulfilment.easyecom.calls")
                .description("Calls to EasyEcom, with the wait for a permit")
                .tag("brand", of.brand())
                .tag("lane", word(of.lane()))
                .tag("outcome", of.outcome())
                .serviceLevelObjectives(LATENCIES)
                .register(registry);
    }

    Permit waited(Lane lane, Supplier<Permit> taking) {
        return waits.computeIfAbsent(lane, this::wait).record(taking);
    }

    private Timer wait(Lane lane) {
        return Timer.builder("fulfilment.easyecom.permit.wait")
                .tag("lane", word(lane))
                .register(registry);
    }

    void login(String outcome) {
        logins(outcome).increment();
    }

    private Counter logins(String outcome) {
        return registry.counter("fulfilment.easyecom.logins", "outcome", outcome);
    }

    /** As last heard from the database; not there where calls are not counted. */
    void quotaLeft(String brand, PermitLine line, Function<PermitLine, Quota> quota) {
        Gauge.builder(
                        "fulfilment.easyecom.quota.left",
                        line,
                        at -> number(quota.apply(at).leftToday()))
                .description("Calls left today, over all pods")
                .tag("brand", brand)
                .register(registry);
        Gauge.builder(
                        "fulfilment.easyecom.quota.day",
                        line,
                        at -> number(quota.apply(at).perDay()))
                .description("Calls of a whole day, by the tier")
                .tag("brand", brand)
                .register(registry);
    }

    private static double number(Integer known) {
        return known == null ? Double.NaN : known;
    }

    private static String word(Lane lane) {
        return lane.name().toLowerCase(Locale.ROOT);
    }
}
