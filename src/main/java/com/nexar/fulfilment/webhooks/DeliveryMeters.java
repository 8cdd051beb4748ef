package com.nexar.fulfilment.webhooks;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.Brands;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** What operators see of deliveries, by brand. What is pending, and what is disabled, every pod reads from the database now and then. */
@Singleton
class DeliveryMeters {

    private static final Logger LOG = Logger.getLogger(DeliveryMeters.class);

    private static final String PENDING =
            "select count(*) from webhook_deliveries where brand = :brand and state = 'PENDING'";

    private static final String DISABLED =
            "select count(*) from webhook_endpoints where brand = :brand and state = 'DISABLED'";

    private record Standing(AtomicLong pending, AtomicLong disabled) {}

    private final MeterRegistry registry;
    private final Transactions transactions;
    private final EntityManager entities;
    private final Clock clock;
    private final Map<String, Standing> standing = new TreeMap<>();

    DeliveryMeters(
            MeterRegistry registry, Transactions transactions, EntityManager entities, Clock clock, Brands brands) {
        this.registry = registry;
        this.transactions = transactions;
        this.entities = entities;
        this.clock = clock;
        for (Brand brand : brands.all()) {
            Standing of = new Standing(new AtomicLong(), new AtomicLong());
            standing.put(brand.code(), of);
            registry.gauge("fulfilment.webhooks.pending", tags(brand.code()), of.pending());
            registry.gauge("fulfilment.webhooks.disabled", tags(brand.code()), of.disabled());
        }
    }

    void taken(Due due) {
        count(due, "delivered");
        registry.timer("fulfilment.webhooks.latency", tags(due.to().brand()))
                .record(Duration.between(due.createdAt(), clock.instant()));
    }

    void failed(Due due, boolean givenUp) {
        count(due, givenUp ? "given-up" : "failed");
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            standing.forEach((brand, of) -> transactions.run(Scope.administrationOf(brand), () -> {
                of.pending().set(inCount(PENDING, brand));
                of.disabled().set(inCount(DISABLED, brand));
            }));
        } catch (Exception e) { // the rim: the gauges stay as they were
            LOG.warnf("Pending webhooks could not be counted: %s", e.getMessage());
        }
    }

    private long inCount(String sql, String brand) {
        return ((Number) entities.createNativeQuery(sql)
                        .setParameter("brand", brand)
                        .getSingleResult())
                .longValue();
    }

    private void count(Due due, String outcome) {
        registry.counter("fulfilment.webhooks.attempts", "brand", due.to().brand(), "outcome", outcome)
                .increment();
    }

    private static Tags tags(String brand) {
        return Tags.of("brand", brand);
    }
}
