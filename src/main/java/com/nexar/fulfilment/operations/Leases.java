package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Statements;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomConnection;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Who works on which operation: claimed, renewed and given back in the database, by its clock. */
@Singleton
class Leases {

    private static final Logger LOG = Logger.getLogger(Leases.class);

    private static final String TAKE = """
            update operations set lease_until = clock_timestamp() + make_interval(secs => :lease), lease_pod = :pod,
              fencing = fencing + 1
            where operation_id = any(cast(:ids as uuid[])) returning cast(operation_id as text), fencing""";

    /**
     * What was being sent when its holder's lease ran out may have left until then, and not later: its outcome is unknown, and the
     * quiet period begins where the lease ended. The rows are picked first: a plain subquery may be asked more than once, and then picks
     * more than it should.
     */
    private static final String CLAIM = """
            with due as materialized (
              select operation_id from operations
              where finished_at is null and next_attempt_at <= clock_timestamp() and lease_until < clock_timestamp()
              order by next_attempt_at limit :most for update skip locked)
            update operations set lease_until = clock_timestamp() + make_interval(secs => :lease), lease_pod = :pod,
              fencing = fencing + 1, version = version + 1,
              uncertain = uncertain + case when state = 'RUNNING' and not accepted then 1 else 0 end,
              sent_not_after = case when state = 'RUNNING' and not accepted then lease_until else sent_not_after end,
              quiet_until = case when state = 'RUNNING' and not accepted
                then lease_until + make_interval(secs => :quiet) else quiet_until end,
              state = case when state = 'RUNNING' and not accepted then 'OUTCOME_UNKNOWN' else state end
            where operation_id in (select operation_id from due)
            returning cast(operation_id as text), brand, location, fencing""";

    private static final String CLAIM_WATCHED = """
            with due as materialized (
              select operation_id from operations where watch_at <= clock_timestamp() and lease_until < clock_timestamp()
              order by watch_at limit :most for update skip locked)
            update operations set lease_until = clock_timestamp() + make_interval(secs => :lease), lease_pod = :pod,
              fencing = fencing + 1, version = version + 1
            where operation_id in (select operation_id from due)
            returning cast(operation_id as text), brand, location, fencing""";

    /** Rows that a worker has locked just now are renewed the next time: nobody waits here for somebody who waits for us. */
    private static final String RENEW = """
            update operations set lease_until = clock_timestamp() + make_interval(secs => :lease)
            where operation_id in (
              select o.operation_id from operations o
              join unnest(cast(:ids as uuid[]), cast(:fencings as bigint[])) as held (id, fencing)
                on o.operation_id = held.id and o.fencing = held.fencing
              for update of o skip locked)
            returning cast(operation_id as text)""";

    private static final String LOST = """
            select cast(o.operation_id as text) from operations o
            join unnest(cast(:ids as uuid[]), cast(:fencings as bigint[])) as held (id, fencing)
              on o.operation_id = held.id and o.fencing <> held.fencing""";

    /** Never of what may be at EasyEcom just now: the end of that lease is what its quiet period counts from. */
    private static final String RELEASE = """
            update operations set lease_until = '-infinity', lease_pod = null
            where operation_id = ? and fencing = ? and (state <> 'RUNNING' or accepted)""";

    /** It was written down as about to leave, and surely did not. */
    private static final String RELEASE_UNSENT = """
            update operations set state = 'PENDING', attempts = attempts - 1, lease_until = '-infinity', lease_pod = null,
              version = version + 1
            where operation_id = ? and fencing = ? and finished_at is null and state = 'RUNNING' and not accepted""";

    private static final String GIVE_BACK = """
            update operations set lease_until = '-infinity', lease_pod = null, fencing = fencing + 1, version = version + 1,
              uncertain = uncertain + case when state = 'RUNNING' and not accepted then 1 else 0 end,
              sent_not_after = case when state = 'RUNNING' and not accepted then statement_timestamp() else sent_not_after end,
              quiet_until = case when state = 'RUNNING' and not accepted
                then statement_timestamp() + make_interval(secs => :quiet) else quiet_until end,
              state = case when state = 'RUNNING' and not accepted then 'OUTCOME_UNKNOWN' else state end
            where operation_id = cast(:id as uuid) and fencing = :fencing and finished_at is null""";

    private final Transactions transactions;
    private final Statements statements;
    private final EntityManager entities;
    private final OperationsConfig config;
    private final EasyEcomConnection easyecom;
    private final Brands brands;
    private final String pod = Pod.name();

    Leases(
            Transactions transactions,
            Statements statements,
            EntityManager entities,
            OperationsConfig config,
            EasyEcomConnection easyecom,
            Brands brands) {
        this.transactions = transactions;
        this.statements = statements;
        this.entities = entities;
        this.config = config;
        this.easyecom = easyecom;
        this.brands = brands;
    }

    /** To be asked before the operations are written down. */
    Lease.Beginning beginning() {
        return new Lease.Beginning(pod, surelyUntil(System.nanoTime()));
    }

    /** Of operations that were begun in this very transaction. */
    @SuppressWarnings("unchecked")
    List<Lease> inTakeAll(Location location, List<UUID> operations) {
        long asked = System.nanoTime();
        List<Object[]> rows = entities.createNativeQuery(TAKE)
                .setParameter("lease", seconds(config.lease()))
                .setParameter("pod", pod)
                .setParameter("ids", array(operations, UUID::toString))
                .getResultList();
        return rows.stream()
                .map(row -> new Lease(
                        UUID.fromString((String) row[0]), location, ((Number) row[1]).longValue(), surelyUntil(asked)))
                .toList();
    }

    /** Operations that are due and that nobody works on, the longest due first. */
    List<Lease> claim(int most) {
        return claimed(CLAIM, most, true);
    }

    /** Finished operations whose effect at EasyEcom is to be looked at once more. */
    List<Lease> claimWatched(int most) {
        return claimed(CLAIM_WATCHED, most, false);
    }

    /** Goes on holding these; one that somebody else has taken is lost. */
    void renew(Collection<Lease> held) {
        if (held.isEmpty()) {
            return;
        }
        long asked = System.nanoTime();
        List<String> renewed = transactions.in(Scope.CLAIMING, () -> strings(RENEW, held, true));
        List<String> lost = renewed.size() == held.size()
                ? List.of()
                : transactions.in(Scope.CLAIMING, () -> strings(LOST, held, false));
        for (Lease lease : held) {
            if (renewed.contains(lease.operation().toString())) {
                lease.renewed(surelyUntil(asked));
            } else if (lost.contains(lease.operation().toString())) {
                lease.lose();
            }
        }
    }

    /** Nobody works on it any more; it is claimed again when it is due. */
    void release(Lease lease) {
        statements.writeLazily(Scope.CLAIMING, RELEASE, lease.operation(), lease.fencing());
    }

    /** It was begun as leaving, and no step of it was made. */
    void releaseUnsent(Lease lease) {
        statements.write(Scope.CLAIMING, RELEASE_UNSENT, lease.operation(), lease.fencing());
    }

    /** In the middle of a call: it leaves no more, and whoever claims it next reads back what became of it. */
    void giveBack(Lease lease) {
        lease.lose();
        transactions.run(
                Scope.CLAIMING,
                () -> entities.createNativeQuery(GIVE_BACK)
                        .setParameter("quiet", seconds(easyecom.quietPeriod()))
                        .setParameter("id", lease.operation().toString())
                        .setParameter("fencing", lease.fencing())
                        .executeUpdate());
    }

    @SuppressWarnings("unchecked")
    private List<Lease> claimed(String sql, int most, boolean sent) {
        long asked = System.nanoTime();
        List<Object[]> rows = transactions.in(Scope.CLAIMING, () -> {
            var query = entities.createNativeQuery(sql)
                    .setParameter("lease", seconds(config.lease()))
                    .setParameter("pod", pod)
                    .setParameter("most", most);
            return sent
                    ? query.setParameter("quiet", seconds(easyecom.quietPeriod()))
                            .getResultList()
                    : query.getResultList();
        });
        return rows.stream().flatMap(row -> lease(row, asked).stream()).toList();
    }

    private Optional<Lease> lease(Object[] row, long asked) {
        Optional<Location> location = brands.location((String) row[1], (String) row[2]);
        if (location.isEmpty()) {
            LOG.warnf("Operation %s belongs to %s/%s, which is not configured any more", row[0], row[1], row[2]);
        }
        return location.map(at ->
                new Lease(UUID.fromString((String) row[0]), at, ((Number) row[3]).longValue(), surelyUntil(asked)));
    }

    @SuppressWarnings("unchecked")
    private List<String> strings(String sql, Collection<Lease> held, boolean leasing) {
        var query = entities.createNativeQuery(sql)
                .setParameter("ids", array(held, lease -> lease.operation().toString()))
                .setParameter("fencings", array(held, lease -> Long.toString(lease.fencing())));
        return leasing ? query.setParameter("lease", seconds(config.lease())).getResultList() : query.getResultList();
    }

    private static <T> String array(Collection<T> held, Function<T, String> value) {
        return held.stream().map(value).collect(Collectors.joining(",", "{", "}"));
    }

    /** A tenth less than the database counts, so that this side always stops first. */
    private long surelyUntil(long asked) {
        return asked + config.lease().toNanos() / 10 * 9;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
