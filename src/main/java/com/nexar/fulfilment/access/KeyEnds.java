package com.nexar.fulfilment.access;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Tells in time that a client's last key comes to its end: {@code fulfilment_keys_expire_seconds}, and a line at the start. */
@Singleton
class KeyEnds {

    private static final Logger LOG = Logger.getLogger(KeyEnds.class);

    /** As in the alert FulfilmentKeyExpires. */
    private static final Duration SOON = Duration.ofDays(14);

    private final Clients clients;
    private final MeterRegistry registry;
    private final Clock clock;

    KeyEnds(Clients clients, MeterRegistry registry, Clock clock) {
        this.clients = clients;
        this.registry = registry;
        this.clock = clock;
    }

    void atStart(@Observes StartupEvent event) {
        Map<String, Instant> ends = clients.all().stream()
                .collect(Collectors.toMap(
                        entry -> entry.caller().name(),
                        entry -> entry.key().end(),
                        (one, other) -> one.isAfter(other) ? one : other));
        ends.forEach((client, end) -> {
            if (end.equals(Instant.MAX)) {
                return; // it has a key without an end
            }
            Gauge.builder("fulfilment.keys.expire", () -> left(end).toSeconds())
                    .baseUnit("seconds")
                    .description("Until the client's last key opens nothing any more")
                    .tag("client", client)
                    .strongReference(true)
                    .register(registry);
        });
        clients.all().stream()
                .sorted(Comparator.comparing(entry -> entry.caller().name()))
                .filter(entry -> entry.key().expires() != null)
                .filter(entry -> left(entry.key().end()).compareTo(SOON) < 0)
                .forEach(entry -> LOG.warnf(
                        "The last day of key %s of %s is %s",
                        entry.key().id(), entry.caller().name(), entry.key().expires()));
    }

    private Duration left(Instant end) {
        return Duration.between(clock.instant(), end);
    }
}
