package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Remembers which operations that ended without success nobody needs to try again, so that a list of those that are left does not ask
 * for the shipments of all that ever failed.
 */
@Singleton
class PastTrying {

    /** What ended a moment ago may look past, and be unresolved again with the next page of orders. */
    static final Duration SETTLED_AFTER = Duration.ofHours(1);

    private static final int BATCH = 500;

    private static final String REMEMBER = """
            update operations set past_since = :now where operation_id in (
              select o.operation_id from operations o
              where o.state in ('FAILED', 'REFUSED', 'PARTIAL') and o.past_since is null and o.finished_at < :before
                and not exists (select from operations_unresolved u where u.operation_id = o.operation_id)
              limit :batch for update of o skip locked)""";

    private final Transactions transactions;
    private final EntityManager entities;
    private final Clock clock;

    PastTrying(Transactions transactions, EntityManager entities, Clock clock) {
        this.transactions = transactions;
        this.entities = entities;
        this.clock = clock;
    }

    /** Of all brands, in small batches. @return how many there were */
    int remember() {
        Instant now = clock.instant();
        int all = 0;
        for (int found = BATCH; found == BATCH; all += found) {
            found = transactions.in(
                    Scope.CLAIMING,
                    () -> entities.createNativeQuery(REMEMBER)
                            .setParameter("now", now)
                            .setParameter("before", now.minus(SETTLED_AFTER))
                            .setParameter("batch", BATCH)
                            .executeUpdate());
        }
        return all;
    }
}
