package com.nexar.fulfilment.connection;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The last checkup of each location, and the right to make the next; the database's clock decides. */
@Singleton
class CheckupTable {

    private final Transactions transactions;
    private final EntityManager entities;

    CheckupTable(Transactions transactions, EntityManager entities) {
        this.transactions = transactions;
        this.entities = entities;
    }

    /**
     * @param lease so long it may take
     * @param rest so long after the last one there is no other
     * @return the fencing number; empty where another one is at it, or the last one is too young
     */
    Optional<Long> claim(Location location, Duration lease, Duration rest) {
        return transactions.in(location, () -> {
            query("insert into checkups (brand, location) values (?1, ?2) on conflict do nothing", location)
                    .executeUpdate();
            @SuppressWarnings("unchecked")
            List<Number> fencing = query("""
                    update checkups set running_until = clock_timestamp() + make_interval(secs => ?3), fencing = fencing + 1
                    where brand = ?1 and location = ?2 and running_until < clock_timestamp()
                      and coalesce(finished_at < clock_timestamp() - make_interval(secs => ?4), true)
                    returning fencing""", location)
                    .setParameter(3, lease.toMillis() / 1000.0)
                    .setParameter(4, rest.toMillis() / 1000.0)
                    .getResultList();
            return fencing.stream().map(Number::longValue).findFirst();
        });
    }

    /** @param report null where it came to nothing: then another one may follow at once */
    void finish(Location location, long fencing, String report) {
        transactions.run(
                location,
                () -> query("""
                update checkups set running_until = '-infinity', report = coalesce(cast(?4 as text), report),
                  finished_at = case when cast(?4 as text) is null then finished_at else clock_timestamp() end
                where brand = ?1 and location = ?2 and fencing = ?3""", location)
                        .setParameter(3, fencing)
                        .setParameter(4, report)
                        .executeUpdate());
    }

    /** The last one, where nobody is at the next. */
    Optional<String> settled(Location location) {
        return transactions.in(location, () -> {
            @SuppressWarnings("unchecked")
            List<String> reports = query("""
                    select report from checkups
                    where brand = ?1 and location = ?2 and running_until < clock_timestamp() and report is not null""", location).getResultList();
            return reports.stream().findFirst();
        });
    }

    private Query query(String sql, Location location) {
        return entities.createNativeQuery(sql).setParameter(1, location.brand()).setParameter(2, location.code());
    }
}
