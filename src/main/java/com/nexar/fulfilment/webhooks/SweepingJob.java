package com.nexar.fulfilment.webhooks;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import org.jboss.logging.Logger;

/** Deletes deliveries that ended long ago, in batches. Those that are still to be taken stay, however old. */
@Singleton
class SweepingJob {

    private static final Logger LOG = Logger.getLogger(SweepingJob.class);

    private static final int BATCH = 2_000;

    private static final String OLD = """
            delete from webhook_deliveries where delivery_id in (
              select delivery_id from webhook_deliveries
              where state <> 'PENDING' and finished_at < clock_timestamp() - make_interval(secs => :keep)
              limit :batch for update skip locked)""";

    private final Transactions transactions;
    private final EntityManager entities;
    private final WebhooksConfig config;

    SweepingJob(Transactions transactions, EntityManager entities, WebhooksConfig config) {
        this.transactions = transactions;
        this.entities = entities;
        this.config = config;
    }

    @Scheduled(every = "{fulfilment.webhooks.sweep-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        try {
            int all = 0;
            for (int gone = BATCH; gone == BATCH; all += gone) {
                gone = batch();
            }
            LOG.debugf("%d old deliveries deleted", all);
        } catch (Exception e) { // the rim: the next round tries again
            LOG.error("Deleting old deliveries failed", e);
        }
    }

    private int batch() {
        return transactions.in(
                Scope.CLAIMING,
                () -> entities.createNativeQuery(OLD)
                        .setParameter("keep", Sql.seconds(config.keep()))
                        .setParameter("batch", BATCH)
                        .executeUpdate());
    }
}
