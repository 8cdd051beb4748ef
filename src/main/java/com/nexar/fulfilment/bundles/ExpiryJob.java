package com.nexar.fulfilment.bundles;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.documents.DocumentStore;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Deletes bundles that are too old, with their PDFs, a few at a time. */
@Singleton
class ExpiryJob {

    private static final Logger LOG = Logger.getLogger(ExpiryJob.class);
    private static final int BATCH = 10;

    /** Whoever began to read one in its last moment may end. */
    private static final Duration STILL_READ = Duration.ofMinutes(10);

    private final DocumentStore store;
    private final Transactions transactions;
    private final Clock clock;

    ExpiryJob(DocumentStore store, Transactions transactions, Clock clock, BundlesConfig config) {
        config.check();
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(every = "{fulfilment.bundles.sweep-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        try {
            int deleted = 0;
            for (int batch = batch(); batch > 0; batch = batch()) {
                deleted += batch;
            }
            LOG.debugf("%d bundles expired", deleted);
        } catch (Exception e) { // the rim: the next round tries again
            LOG.error("Deleting expired bundles failed", e);
        }
    }

    private int batch() {
        Instant before = clock.instant().minus(STILL_READ);
        return transactions.in(Scope.CLAIMING, () -> {
            List<Bundle> expired = Bundle.expired(before, BATCH);
            expired.forEach(bundle -> {
                store.inForget(bundle.brand, bundle.key());
                bundle.delete();
            });
            return expired.size();
        });
    }
}
