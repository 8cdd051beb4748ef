package com.nexar.fulfilment.inbound;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Counts what EasyEcom takes for a failure of ours: every answer but 2xx, whoever gave it, and those that never arrived. In memory
 * first, because the database may be the reason; a pod that dies forgets at most its last seconds of them.
 */
@Singleton
class AnswerCount {

    private static final Logger LOG = Logger.getLogger(AnswerCount.class);

    /** Before all that may refuse a request. */
    private static final int FIRST = 10_000;

    private static final String PATH = "/inbound/easyecom/";

    private static final String ADD = """
            insert into inbound_failures (brand, location, at, refused, failed, last_at)
            values (?1, ?2, date_bin(interval '5 minutes', clock_timestamp(), timestamptz 'epoch'), ?3, ?4, clock_timestamp())
            on conflict (brand, location, at) do update set refused = inbound_failures.refused + excluded.refused,
              failed = inbound_failures.failed + excluded.failed, last_at = excluded.last_at""";

    /** @param failed also those that never arrived */
    private record Count(int refused, int failed) {

        Count plus(Count more) {
            return new Count(refused + more.refused, failed + more.failed);
        }
    }

    private final Map<Location, Count> counts = new ConcurrentHashMap<>();

    /** The filter is made before the configuration is read. */
    private final Instance<Brands> brands;

    private final Transactions transactions;
    private final EntityManager entities;
    private final MeterRegistry metrics;

    AnswerCount(Instance<Brands> brands, Transactions transactions, EntityManager entities, MeterRegistry metrics) {
        this.brands = brands;
        this.transactions = transactions;
        this.entities = entities;
        this.metrics = metrics;
    }

    void register(@Observes Filters filters) {
        filters.register(this::watch, FIRST);
    }

    private void watch(RoutingContext context) {
        if (context.normalizedPath().startsWith(PATH)) {
            context.addEndHandler(over -> {
                int status = context.response().getStatusCode();
                if (over.failed() || status >= 300) {
                    add(context.normalizedPath(), over.failed() || status >= 500);
                }
            });
        }
        context.next();
    }

    private void add(String path, boolean failed) {
        Optional<Location> location = place(path);
        metrics.counter(
                        "fulfilment.webhooks.failures",
                        "brand",
                        location.map(Location::brand).orElse("unknown"),
                        "location",
                        location.map(Location::code).orElse("unknown"),
                        "answer",
                        failed ? "failed" : "refused")
                .increment();
        location.ifPresent(at -> counts.merge(at, failed ? new Count(0, 1) : new Count(1, 0), Count::plus));
    }

    private Optional<Location> place(String path) {
        String[] parts = path.substring(PATH.length()).split("/");
        return parts.length == 2 ? brands.get().location(parts[0], parts[1]) : Optional.empty();
    }

    /** What came together since the last time. */
    void store() {
        for (Location location : counts.keySet()) {
            Count count = counts.remove(location);
            if (count == null) {
                continue;
            }
            try {
                transactions.run(
                        location,
                        () -> entities.createNativeQuery(ADD)
                                .setParameter(1, location.brand())
                                .setParameter(2, location.code())
                                .setParameter(3, count.refused())
                                .setParameter(4, count.failed())
                                .executeUpdate());
            } catch (RuntimeException e) { // kept for the next round
                counts.merge(location, count, Count::plus);
                LOG.warnf("%s is not stored yet for %s: %s", count, location, e.getMessage());
            }
        }
    }
}
