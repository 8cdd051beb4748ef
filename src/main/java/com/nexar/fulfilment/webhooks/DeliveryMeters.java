package com.nexar.fulfilment.webhooks;

import com.nexar.fulfilment.brands.Brands;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What operators see of this pod's deliveries, by brand. What is pending or disabled is the whole brand's: see room signals. */
@Singleton
class DeliveryMeters {

    private static final List<String> OUTCOMES = List.of("delivered", "failed", "given-up");

    private final MeterRegistry registry;
    private final Clock clock;

    DeliveryMeters(MeterRegistry registry, Clock clock, Brands brands) {
        this.registry = registry;
        this.clock = clock;
        // from 0 on, or an increase would not count the first one
        brands.all().forEach(brand -> OUTCOMES.forEach(outcome -> counter(brand.code(), outcome)));
    }

    void taken(Due due) {
        count(due, "delivered");
        registry.timer("fulfilment.webhooks.latency", "brand", due.to().brand())
                .record(Duration.between(due.createdAt(), clock.instant()));
    }

    void failed(Due due, boolean givenUp) {
        count(due, givenUp ? "given-up" : "failed");
    }

    private void count(Due due, String outcome) {
        counter(due.to().brand(), outcome).increment();
    }

    private Counter counter(String brand, String outcome) {
        return registry.counter("fulfilment.webhooks.attempts", "brand", brand, "outcome", outcome);
    }
}
