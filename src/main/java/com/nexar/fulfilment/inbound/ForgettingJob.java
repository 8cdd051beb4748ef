package com.nexar.fulfilment.inbound;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.sync.Quarantine;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Deletes what is remembered of old messages, in batches, and the text of those that nobody could read. */
@Singleton
class ForgettingJob {

    private static final Logger LOG = Logger.getLogger(ForgettingJob.class);

    private static final int BATCH = 5_000;

    private static final List<String> OLD = List.of("""
            delete from inbound_messages where id in (
              select id from inbound_messages where received_at < clock_timestamp() - make_interval(secs => :age) limit :batch)""", """
            delete from inbound_reads where (brand, location, shipment_id) in (
              select brand, location, shipment_id from inbound_reads
              where due_at is null and wanted_at < clock_timestamp() - make_interval(secs => :age)
              limit :batch for update skip locked)""", """
            delete from inbound_failures where (brand, location, at) in (
              select brand, location, at from inbound_failures
              where at < clock_timestamp() - make_interval(secs => :age) limit :batch)""");

    private final Transactions transactions;
    private final EntityManager entities;
    private final Quarantine quarantine;
    private final InboundConfig config;

    ForgettingJob(Transactions transactions, EntityManager entities, Quarantine quarantine, InboundConfig config) {
        this.transactions = transactions;
        this.entities = entities;
        this.quarantine = quarantine;
        this.config = config;
    }

    @Scheduled(every = "{fulfilment.inbound.sweep-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        try {
            OLD.forEach(each -> {
                int gone = BATCH;
                while (gone == BATCH) {
                    gone = delete(each, config.keep());
                }
            });
            quarantine.forget(Inbox.FEED, config.keep());
        } catch (Exception e) { // the rim: the next round tries again
            LOG.error("Forgetting old messages failed", e);
        }
    }

    private int delete(String statement, Duration age) {
        return transactions.in(
                Scope.CLAIMING,
                () -> entities.createNativeQuery(statement)
                        .setParameter("age", (double) age.toSeconds())
                        .setParameter("batch", BATCH)
                        .executeUpdate());
    }
}
