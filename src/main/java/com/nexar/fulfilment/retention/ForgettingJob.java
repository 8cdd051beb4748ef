package com.nexar.fulfilment.retention;

import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.Brands;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Round by round, in small batches: the rows that one pod is at the others pass over. */
@Startup // or silly settings would only be found by the first round
@Singleton
class ForgettingJob {

    private static final Logger LOG = Logger.getLogger(ForgettingJob.class);

    private final Brands brands;
    private final Erasure erasure;
    private final OldRows rows;
    private final RetentionConfig config;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Map<String, Optional<Instant>> oldest = new ConcurrentHashMap<>();

    ForgettingJob(
            Brands brands,
            Erasure erasure,
            OldRows rows,
            RetentionConfig config,
            Config settings,
            Clock clock,
            MeterRegistry metrics) {
        config.check();
        config.check(settings);
        this.brands = brands;
        this.erasure = erasure;
        this.rows = rows;
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
        brands.all().forEach(this::measure);
    }

    @Scheduled(every = "{fulfilment.retention.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        brands.all().forEach(brand -> round(brand.code(), () -> erase(brand.code(), config.personalData())));
        old(OldRows.Kind.QUARANTINE, config.quarantine());
        old(OldRows.Kind.MANIFEST_DOCUMENTS, config.personalData());
        old(OldRows.Kind.REPLAYS, config.replays());
        old(OldRows.Kind.OPERATIONS, config.operations());
    }

    /** @return how many shipments forgot their buyer */
    int erase(String brand, Duration after) {
        Instant before = clock.instant().minus(after);
        AtomicInteger all = new AtomicInteger();
        try {
            erasure.all(brand, before, gone -> {
                erased(brand).increment(gone);
                all.addAndGet(gone);
            });
        } finally { // or nobody would hear of an erasure that fails
            oldest.put(brand, erasure.oldest(brand, before));
        }
        return all.get();
    }

    private void old(OldRows.Kind kind, Duration keep) {
        Instant before = clock.instant().minus(keep);
        round(kind.name(), () -> batches(kind.batch(), () -> rows.forget(kind, before)));
    }

    private static int batches(int full, IntSupplier batch) {
        int all = 0;
        for (int gone = full; gone == full; all += gone) {
            gone = batch.getAsInt();
        }
        return all;
    }

    private static void round(String what, IntSupplier work) {
        try {
            LOG.debugf("%d forgotten of %s", work.getAsInt(), what);
        } catch (Exception e) { // the rim: the next round tries again
            LOG.errorf(e, "Forgetting what is old of %s failed", what);
        }
    }

    private void measure(Brand brand) {
        erased(brand.code());
        Gauge.builder("fulfilment.retention.overdue", () -> overdue(brand.code()))
                .baseUnit("seconds")
                .description("How long ago a buyer's personal data should have been erased that is still there")
                .tag("brand", brand.code())
                .register(metrics);
    }

    /** In seconds; it grows where no round comes to an end any more. */
    private long overdue(String brand) {
        return oldest.getOrDefault(brand, Optional.empty())
                .map(since -> Duration.between(since.plus(config.personalData()), clock.instant()))
                .map(late -> Math.max(0, late.toSeconds()))
                .orElse(0L);
    }

    private Counter erased(String brand) {
        return Counter.builder("fulfilment.retention.erased")
                .description("Shipments that forgot their buyer")
                .tag("brand", brand)
                .register(metrics);
    }
}
