package com.nexar.fulfilment.changes;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Deletes what stood in the feeds for long enough, a batch at a time. */
@Singleton
class TrimmingJob {

    private static final Logger LOG = Logger.getLogger(TrimmingJob.class);

    private static final int BATCH = 1_000;

    private final Brands brands;
    private final Transactions transactions;
    private final FeedTable table;
    private final ChangesConfig config;
    private final Clock clock;

    TrimmingJob(Brands brands, Transactions transactions, FeedTable table, ChangesConfig config, Clock clock) {
        this.brands = brands;
        this.transactions = transactions;
        this.table = table;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "{fulfilment.changes.trim-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void trim() {
        Instant before = clock.instant().minus(config.retention());
        for (Brand brand : brands.all()) {
            try {
                int gone = 0;
                for (Location location : brand.locations()) {
                    // or a feed that nobody reads would never show what is deleted now
                    transactions.run(location, table::inMerge);
                    gone += batches(Scope.of(location), before);
                }
                gone += batches(Scope.administrationOf(brand.code()), before);
                LOG.debugf("%d entries left the feeds of %s", gone, brand.code());
            } catch (Exception e) { // the rim: the next round tries again
                LOG.errorf(e, "Trimming the feeds of %s failed", brand.code());
            }
        }
    }

    private int batches(Scope feed, Instant before) {
        int all = 0;
        for (int gone = BATCH; gone == BATCH; all += gone) {
            gone = transactions.in(feed, () -> table.inTrim(before, BATCH));
        }
        return all;
    }
}
