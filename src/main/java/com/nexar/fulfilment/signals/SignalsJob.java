package com.nexar.fulfilment.signals;

import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.Brands;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Looks at the database now and then, once for all gauges; scrapes read what was seen last. */
@Startup // its age has to be there from the beginning
@Singleton
class SignalsJob {

    private static final Logger LOG = Logger.getLogger(SignalsJob.class);

    private final BrandLook look;
    private final Map<String, Gauges> gauges = new LinkedHashMap<>();
    private volatile long lookedAt = System.nanoTime();

    /** @param config is asked for here, or the timer would not know the default of its setting */
    SignalsJob(BrandLook look, Brands brands, MeterRegistry registry, SignalsConfig config) {
        this.look = look;
        LOG.debugf("Gauges of the brands are looked up every %s", config.every());
        for (Brand brand : brands.all()) {
            gauges.put(brand.code(), new Gauges(brand, registry));
        }
        Gauge.builder("fulfilment.signals.age", this, job -> (System.nanoTime() - job.lookedAt) / 1e9)
                .baseUnit("seconds")
                .description("Since this pod last saw how its brands stand; without that its gauges stand still")
                .register(registry);
    }

    @Scheduled(every = "{fulfilment.signals.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            gauges.forEach((brand, shown) -> shown.show(look.at(brand)));
            lookedAt = System.nanoTime();
        } catch (Exception e) { // the rim: the gauges stay as they were, and their age tells
            LOG.warnf("How the brands stand could not be seen; the next round tries again: %s", e.getMessage());
        }
    }
}
