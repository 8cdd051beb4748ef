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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import org.jboss.logging.Logger;

/** Round by round, in small batches: the rows that one pod is at the others pass over. */
@Startup // or silly settings would only be found by the first round
@Singleton
class ForgettingJob {

    private static final Logger LOG = Logger.getLogger(ForgettingJob.class);

    private final Brands brands;
    private final PersonalData personalData;
    private final OldRows rows;
    private final RetentionConfig config;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Map<String, Duration> overdue = new ConcurrentHashMap<>();

    ForgettingJob(
            Brands brands,
            PersonalData personalData,
            OldRows rows,
            RetentionConfig config,
            Clock clock,
            MeterRegistry metrics) {
        config.check();
        this.brands = brands;
        this.personalData = personalData;
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
        old(OldRows.Kind.OPERATIONS, config.operations());
    }

    /** @return how many shipments forgot their buyer */
    int erase(String brand, Duration after) {
        Instant before = clock.instant().minus(after);
        int all = batches(PersonalData.BATCH, () -> personalData.erase(brand, before));
        erased(brand).increment(all);
        overdue.put(brand, personalData.overdue(brand, before));
        return all;
    }

    private void old(OldRows.Kind kind, Duration keep) {
        Instant before = clock.instant().minus(keep);
        round(kind.name(), () -> batches(OldRows.BATCH, () -> rows.forget(kind, before)));
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
        Gauge.builder(
                        "fulfilment.retention.overdue",
                        overdue,
                        of -> of.getOrDefault(brand.code(), Duration.ZERO).toSeconds())
                .baseUnit("seconds")
                .description("How long ago a buyer's personal data should have been erased that is still there")
                .tag("brand", brand.code())
                .register(metrics);
    }

    private Counter erased(String brand) {
        return Counter.builder("fulfilment.retention.erased")
                .description("Shipments that forgot their buyer")
                .tag("brand", brand)
                .register(metrics);
    }
}
