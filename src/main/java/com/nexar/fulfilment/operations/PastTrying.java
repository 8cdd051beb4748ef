package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Remembers which operations that ended without success nobody needs to try again, so that a list of those that are left does not ask
 * for the shipments of all that ever failed. Only what cannot be undone counts: a hold that is on by now may be off again, and what the
 * view {@code operations_unresolved} does not show at this moment it may show at the next.
 */
@Singleton
class PastTrying {

    private static final int BATCH = 500;

    private static final String NEXT = "select o.finishedAt, o.operationId " + GivenUp.ENDED_SO
            + " and o.brand = ?1 and o.pastSince is null and (o.finishedAt < ?2 or o.finishedAt = ?2 and o.operationId > ?3)"
            + " order by o.finishedAt desc, o.operationId";

    private static final String REMEMBER = """
            update operations set past_since = :now where operation_id in (
              select o.operation_id from operations o
              where o.operation_id = any(:these) and o.past_since is null and (o.kind = 'BUNDLE' or not exists (
                select from operation_shipments part
                join shipments s on s.brand = part.brand and s.shipment_id = part.shipment_id
                where part.operation_id = o.operation_id and part.state <> 'SUCCEEDED'
                  and case
                    when o.kind = 'TRACK' then s.stage not in ('DELIVERED', 'RTO_DELIVERED', 'CANCELLED')
                    when o.kind in ('HOLD', 'MANIFEST') then s.stage in ('RECEIVED', 'ASSIGNED', 'CONFIRMED')
                    else s.stage in ('RECEIVED', 'ASSIGNED')
                  end
                  and not exists (
                    select from operation_shipments again
                    join operations later on later.operation_id = again.operation_id
                    where again.brand = part.brand and again.shipment_id = part.shipment_id
                      and later.kind = o.kind and later.created_at > o.created_at
                      and (o.kind <> 'TRACK' or later.fingerprint = o.fingerprint))))
              for update of o skip locked)""";

    private final Transactions transactions;
    private final EntityManager entities;
    private final Clock clock;

    PastTrying(Transactions transactions, EntityManager entities, Clock clock) {
        this.transactions = transactions;
        this.entities = entities;
        this.clock = clock;
    }

    /** Each of the brand's that is not known to be past yet is looked at once, in small batches. @return how many there were */
    int remember(String brand) {
        Instant now = clock.instant();
        GivenUp.After after = new GivenUp.After(now, new UUID(0, 0));
        int all = 0;
        for (List<GivenUp.After> batch = next(brand, after); !batch.isEmpty(); batch = next(brand, after)) {
            all += remember(brand, batch.stream().map(GivenUp.After::operation).toList(), now);
            after = batch.getLast();
        }
        return all;
    }

    private List<GivenUp.After> next(String brand, GivenUp.After after) {
        return transactions.in(
                Scope.administrationOf(brand),
                () -> Operation.find(NEXT, brand, after.finishedAt(), after.operation())
                        .project(GivenUp.After.class)
                        .page(0, BATCH)
                        .list());
    }

    private int remember(String brand, Collection<UUID> these, Instant now) {
        return transactions.in(
                Scope.administrationOf(brand),
                () -> entities.createNativeQuery(REMEMBER)
                        .setParameter("now", now)
                        .setParameter("these", these.toArray(UUID[]::new))
                        .executeUpdate());
    }
}
