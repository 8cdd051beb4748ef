package com.nexar.fulfilment.inbound;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import io.micrometer.core.instrument.Counter;
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
 * Counts what EasyEcom takes for a failure of ours: every answer but 2xx, whoever gave it, and those that never arrived. What strangers
 * were answered is counted apart. In memory first, because the database may be the reason; a pod that dies forgets at most its last
 * seconds of them.
 */
@Singleton
class AnswerCount {

    private static final Logger LOG = Logger.getLogger(AnswerCount.class);

    /** Before all that may refuse a request. */
    private static final int FIRST = 10_000;

    private static final String PATH = "/inbound/easyecom/";

    private static final String ADD = """
            insert into inbound_failures (brand, location, at, refused, failed, strangers, last_at)
            values (?1, ?2, date_bin(interval '5 minutes', clock_timestamp(), timestamptz 'epoch'), ?3, ?4, ?5,
              case when ?3 + ?4 > 0 then clock_timestamp() end)
            on conflict (brand, location, at) do update set refused = inbound_failures.refused + excluded.refused,
              failed = inbound_failures.failed + excluded.failed, strangers = inbound_failures.strangers + excluded.strangers,
              last_at = coalesce(excluded.last_at, inbound_failures.last_at)""";

    /**
     * Answers other than 2xx.
     *
     * @param failed also those that never arrived
     * @param strangers of either kind, to requests that do not even say that they are EasyEcom's
     */
    private record Count(int refused, int failed, int strangers) {

        static final Count REFUSED = new Count(1, 0, 0);
        static final Count FAILED = new Count(0, 1, 0);
        static final Count STRANGER = new Count(0, 0, 1);

        Count plus(Count more) {
            return new Count(refused + more.refused, failed + more.failed, strangers + more.strangers);
        }
    }

    private final Map<Location, Count> counts = new ConcurrentHashMap<>();

    /** The filter is made before the configuration is read. */
    private final Instance<Brands> brands;

    private final Instance<Sender> sender;
    private final Transactions transactions;
    private final EntityManager entities;
    private final MeterRegistry metrics;

    AnswerCount(
            Instance<Brands> brands,
            Instance<Sender> sender,
            Transactions transactions,
            EntityManager entities,
            MeterRegistry metrics) {
        this.brands = brands;
        this.sender = sender;
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
                    add(context, over.failed() || status >= 500);
                }
            });
        }
        context.next();
    }

    private void add(RoutingContext context, boolean failed) {
        Optional<Location> location = place(context.normalizedPath());
        if (sender.get().mayBeEasyEcom(location, context.request()::getHeader)) {
            counter("fulfilment.webhooks.failures", location)
                    .tag("answer", failed ? "failed" : "refused")
                    .register(metrics)
                    .increment();
            location.ifPresent(at -> counts.merge(at, failed ? Count.FAILED : Count.REFUSED, Count::plus));
        } else {
            counter("fulfilment.webhooks.strangers", location).register(metrics).increment();
            location.ifPresent(at -> counts.merge(at, Count.STRANGER, Count::plus));
        }
    }

    private static Counter.Builder counter(String name, Optional<Location> location) {
        return Counter.builder(name)
                .tag("brand", location.map(Location::brand).orElse("unknown"))
                .tag("location", location.map(Location::code).orElse("unknown"));
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
                                .setParameter(5, count.strangers())
                                .executeUpdate());
            } catch (RuntimeException e) { // kept for the next round
                counts.merge(location, count, Count::plus);
                LOG.warnf("%s is not stored yet for %s: %s", count, location, e.getMessage());
            }
        }
    }
}
