package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;

/** How many operations a location has at hand. */
@Singleton
public class OperationCounts {

    private final Transactions transactions;
    private final EntityManager entities;

    OperationCounts(Transactions transactions, EntityManager entities) {
        this.transactions = transactions;
        this.entities = entities;
    }

    /**
     * @param open not finished
     * @param outcomeUnknown of these, sent without a word whether it took effect
     * @param needPerson of these, for a person to settle
     * @param lateArrivals requests that took effect later than the quiet period, ever
     */
    public record Standing(int open, int outcomeUnknown, int needPerson, int lateArrivals) {}

    /** How the location's operations stand, for people; counted by the indexes that hold only these. */
    public Standing of(Location location) {
        return transactions.in(location, () -> {
            Object[] counts = (Object[]) entities.createNativeQuery("""
                            select count(*), count(*) filter (where state = 'OUTCOME_UNKNOWN'), count(*) filter (where needs_person),
                              (select coalesce(sum(late_arrivals), 0) from operations
                               where brand = ?1 and location = ?2 and late_arrivals > 0)
                            from operations where brand = ?1 and location = ?2 and finished_at is null""")
                    .setParameter(1, location.brand())
                    .setParameter(2, location.code())
                    .getSingleResult();
            return new Standing(number(counts[0]), number(counts[1]), number(counts[2]), number(counts[3]));
        });
    }

    private static int number(Object count) {
        return ((Number) count).intValue();
    }
}
