package com.nexar.fulfilment.retention;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;

/** Which shipments have to forget their buyer, batch by batch; one that cannot does not keep the others. */
@Singleton
class Erasure {

    private static final Logger LOG = Logger.getLogger(Erasure.class);

    /** A transaction of at most a few hundred rows and papers. */
    private static final int BATCH = 50;

    /** One whose command is not finished waits for that; the gauge of what is overdue tells when it takes too long. */
    private static final String DUE = """
            select shipment_id from shipments s
            where brand = :brand and stage in ('DELIVERED', 'RTO_DELIVERED', 'CANCELLED') and stage_since < :before
              and (personal_data_erased_at is null or personal_data_erased_at < updated_at)
              and (personal_data_erased_at is null or updated_at < :before)
              and shipment_id %s(cast(:these as bigint[]))
              and not exists (select from operation_shipments o join operations p on p.operation_id = o.operation_id
                where o.brand = s.brand and o.shipment_id = s.shipment_id and p.finished_at is null)
            order by stage_since limit :batch for update skip locked""";

    static final String DUE_BUT = DUE.formatted("<> all");
    static final String DUE_OF = DUE.formatted("= any");

    /** The first by the index's order; what was touched after its erasure is among the few that are due again. */
    static final String OLDEST = """
            select least(
              (select min(stage_since) from shipments
               where brand = :brand and stage in ('DELIVERED', 'RTO_DELIVERED', 'CANCELLED') and personal_data_erased_at is null),
              (select min(updated_at) from shipments
               where brand = :brand and stage in ('DELIVERED', 'RTO_DELIVERED', 'CANCELLED') and stage_since < :before
                 and personal_data_erased_at < updated_at))""";

    private final Transactions transactions;
    private final EntityManager entities;
    private final PersonalData personalData;

    Erasure(Transactions transactions, EntityManager entities, PersonalData personalData) {
        this.transactions = transactions;
        this.entities = entities;
        this.personalData = personalData;
    }

    /**
     * All of the brand's whose time ended before, but for those that other pods are at.
     *
     * @param erased hears of each batch how many there were
     */
    void all(String brand, Instant before, IntConsumer erased) {
        List<Long> stuck = new ArrayList<>();
        boolean more = true;
        while (more) {
            try {
                int gone = batch(brand, before, DUE_BUT, stuck);
                erased.accept(gone);
                more = gone == BATCH;
            } catch (RuntimeException e) {
                LOG.warnf(
                        "Of %s some cannot be forgotten together; each is tried by itself: %s", brand, e.getMessage());
                more = oneByOne(brand, before, stuck, erased);
            }
        }
    }

    /** From when on the oldest that is still there could be forgotten; empty where there is none. */
    Optional<Instant> oldest(String brand, Instant before) {
        return transactions.in(
                Scope.administrationOf(brand),
                () -> Optional.ofNullable((Instant) entities.createNativeQuery(OLDEST)
                        .setParameter("brand", brand)
                        .setParameter("before", before)
                        .getSingleResult()));
    }

    /** @return whether to go on: not where nothing has come of it, or so many are stuck that it is not the shipments' fault */
    private boolean oneByOne(String brand, Instant before, List<Long> stuck, IntConsumer erased) {
        List<Long> due = transactions.in(Scope.administrationOf(brand), () -> inDue(brand, before, DUE_BUT, stuck));
        int known = stuck.size();
        int gone = 0;
        for (long id : due) {
            try {
                gone += batch(brand, before, DUE_OF, List.of(id));
            } catch (RuntimeException e) {
                LOG.errorf(
                        e, "The buyer of shipment %d of %s cannot be forgotten; the next round tries again", id, brand);
                stuck.add(id);
            }
        }
        erased.accept(gone);
        return gone + stuck.size() > known && stuck.size() < BATCH;
    }

    private int batch(String brand, Instant before, String which, Collection<Long> these) {
        return transactions.in(Scope.administrationOf(brand), () -> {
            List<Long> due = inDue(brand, before, which, these);
            if (!due.isEmpty()) {
                personalData.inForget(brand, due);
            }
            return due.size();
        });
    }

    private List<Long> inDue(String brand, Instant before, String which, Collection<Long> these) {
        List<?> due = entities.createNativeQuery(which)
                .setParameter("brand", brand)
                .setParameter("before", before)
                .setParameter("these", these.toString().replace('[', '{').replace(']', '}'))
                .setParameter("batch", BATCH)
                .getResultList();
        return due.stream().map(id -> ((Number) id).longValue()).toList();
    }
}
