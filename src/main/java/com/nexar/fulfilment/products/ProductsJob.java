package com.nexar.fulfilment.products;

import com.nexar.fulfilment.brands.Brands;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Wakes the walks through the product masters; the database decides which pod walks. */
@Singleton
class ProductsJob {

    private static final Logger LOG = Logger.getLogger(ProductsJob.class);

    private final ProductWalk walk;
    private final Brands brands;

    ProductsJob(ProductWalk walk, Brands brands) {
        this.walk = walk;
        this.brands = brands;
    }

    @Scheduled(every = "{fulfilment.products.sync.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sync() {
        brands.all().forEach(brand -> {
            try {
                walk.walk(brand);
            } catch (Exception e) { // the rim: the next round goes on from the last checkpoint
                LOG.errorf(e, "Products of %s failed", brand.code());
            }
        });
    }
}
