package com.nexar.fulfilment.webhooks;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Deletes deliveries that ended long ago, in batches. Those that are still to be taken stay, however old, unless their endpoint has been
 * DISABLED for as long: then they are missed, as is what the feed has let go of meanwhile.
 */
@Singleton
class SweepingJob {

    private static final Logger LOG = Logger.getLogger(SweepingJob.class);

    private static final int BATCH = 2_000;

    private static final String OLD = """
            delete from webhook_deliveries where delivery_id in (
              select delivery_id from webhook_deliveries
              where state <> 'PENDING' and finished_at < clock_timestamp() - make_interval(secs => :keep)
              limit :batch for update skip locked)""";

    /** What was asked for again while it was DISABLED waits as long from then on. */
    private static final String MISSED = """
            with gone as (
              delete from webhook_deliveries where delivery_id in (
                select d.delivery_id from webhook_deliveries d join webhook_endpoints e on e.endpoint_id = d.endpoint_id
                where d.state = 'PENDING' and e.state = 'DISABLED'
                  and e.state_since < clock_timestamp() - make_interval(secs => :keep)
                  and d.next_attempt_at < clock_timestamp() - make_interval(secs => :keep)
                limit :batch for update of d skip locked for share of e)
              returning endpoint_id, location, seq, lane
            ), counted as (
              update webhook_cursors c set missed = c.missed + g.missed
              from (select endpoint_id, location, count(seq) filter (where lane not like 'again/%') as missed from gone group by 1, 2) g
              where c.endpoint_id = g.endpoint_id and c.location = g.location
            )
            select count(*) from gone""";

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
            LOG.debugf("%d old deliveries deleted", batches(() -> filled(OLD).executeUpdate()));
            int missed = batches(() -> ((Number) filled(MISSED).getSingleResult()).intValue());
            if (missed > 0) {
                LOG.warnf(
                        "%d changes were not told to endpoints that are DISABLED for longer than deliveries are kept",
                        missed);
            }
        } catch (Exception e) { // the rim: the next round tries again
            LOG.error("Deleting old deliveries failed", e);
        }
    }

    private int batches(Supplier<Integer> batch) {
        int all = 0;
        for (int gone = BATCH; gone == BATCH; all += gone) {
            gone = transactions.in(Scope.CLAIMING, batch);
        }
        return all;
    }

    private Query filled(String statement) {
        return entities.createNativeQuery(statement)
                .setParameter("keep", Sql.seconds(config.keep()))
                .setParameter("batch", BATCH);
    }
}
