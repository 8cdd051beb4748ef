package com.nexar.fulfilment.products;

import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.Lane;
import com.nexar.fulfilment.easyecom.PollingPace;
import com.nexar.fulfilment.sync.Feed;
import com.nexar.fulfilment.sync.WalkTimes;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Wakes the walks through the product masters; the database decides which pod walks. */
@Singleton
class ProductsJob {

    private static final Logger LOG = Logger.getLogger(ProductsJob.class);

    private static final String LIST = "products";

    private final ProductWalk walk;
    private final PollingPace pace;
    private final WalkTimes times;
    private final ProductsConfig config;
    private final Brands brands;

    ProductsJob(ProductWalk walk, PollingPace pace, WalkTimes times, ProductsConfig config, Brands brands) {
        double share = config.sync().quotaShare();
        if (share <= 0 || share > 1) {
            throw new IllegalArgumentException(
                    "Configuration fulfilment.products.sync.quota-share: must be above 0, at most 1");
        }
        this.walk = walk;
        this.pace = pace;
        this.times = times;
        this.config = config;
        this.brands = brands;
    }

    @Scheduled(every = "{fulfilment.products.sync.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sync() {
        brands.all().forEach(brand -> {
            try {
                if (due(brand)) {
                    pace.round(asking(brand), LIST, () -> Lane.PRODUCTS.run(() -> walk.walk(brand)));
                }
            } catch (Exception e) { // the rim: the next round goes on from the last checkpoint
                LOG.errorf(e, "Products of %s failed", brand.code());
            }
        });
    }

    /** Unless some pod had a round short enough ago; half an interval tells this one from the last. */
    private boolean due(Brand brand) {
        Duration every = DurationConverter.parseDuration(config.sync().every());
        Duration least = pace.interval(asking(brand), LIST, every, config.sync().quotaShare(), 1)
                .minus(every.dividedBy(2));
        Duration rested = times.of(Feed.PRODUCTS).rested(asking(brand));
        return rested == null || rested.compareTo(least) >= 0;
    }

    private static Location asking(Brand brand) {
        return brand.locations().getFirst();
    }
}
