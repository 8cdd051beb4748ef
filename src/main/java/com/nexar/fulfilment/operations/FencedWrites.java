package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.access.Locks;
import com.nexar.fulfilment.idempotency.IdempotencyKey;
import com.nexar.fulfilment.pauses.Pauses;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The plain way of an operation – begun, about to leave, taken in, succeeded – as one statement each. None of them reads the row
 * first: the statement itself checks the lease's fencing number, and changes nothing where that is an older one. All join the
 * caller's transaction.
 */
@Singleton
class FencedWrites {

    /** Whether the location may send, whether a shipment is busy, and for which key it is: none of them costs a statement of its own. */
    private static final String BEGIN = """
            with standing as (%s),
            going as (select :leaving and not coalesce((select sending from standing), false) as leaves),
            begun as (
              insert into operations (operation_id, brand, location, kind, state, request, fingerprint, caller, attempts, accepted,
                sent_at, next_attempt_at, created_at, version, lease_until, lease_pod, fencing)
              select cast(:id as uuid), :brand, :location, :kind, case when leaves then 'RUNNING' else 'PENDING' end,
                cast(:request as jsonb), :fingerprint, :caller, case when leaves then 1 else 0 end, false,
                case when leaves then cast(:now as timestamptz) end, cast(:now as timestamptz), cast(:now as timestamptz), 0,
                case when :leased then clock_timestamp() + make_interval(secs => :lease) else '-infinity' end,
                case when :leased then :pod end, case when :leased then 1 else 0 end
              from going
              where not :alone or not exists (
                select from operation_shipments busy
                where busy.brand = :brand and busy.shipment_id = any(cast(:shipments as bigint[])) and busy.open)
              returning operation_id, brand, location),
            parts as (
              insert into operation_shipments (operation_id, brand, location, shipment_id, position, state, open)
              select begun.operation_id, begun.brand, begun.location, each.shipment_id, each.n - 1, 'PENDING', :open
              from begun, unnest(cast(:shipments as bigint[])) with ordinality as each (shipment_id, n)),
            linked as (%s)
            select exists (select from begun), exists (select from linked), standing.*
            from (select) as always left join standing on true""".formatted(Pauses.STANDING, IdempotencyKey.LINK_BEGUN);

    private static final String SENDING = """
            with held as (
              update operations set state = 'RUNNING', accepted = false, attempts = attempts + 1, sent_at = :now, problem = null,
                request = coalesce(cast(:request as jsonb), request), version = version + 1
              where operation_id = :id and fencing = :fencing and finished_at is null returning operation_id),
            opened as (
              update operation_shipments part set open = true from held
              where part.operation_id = held.operation_id and not part.open and part.state not in ('SUCCEEDED', 'PARTIAL', 'REFUSED', 'FAILED'))
            select count(*) from held""";

    private static final String ACCEPTED = """
            update operations set state = 'RUNNING', accepted = true, failures = 0, sent_not_after = :now, version = version + 1
            where operation_id = :id and fencing = :fencing and finished_at is null""";

    /** Not where EasyEcom's no to a repeat turns out to be an echo: that one is counted as well. */
    private static final String SUCCEEDED = """
            with ended as (
              update operations set state = 'SUCCEEDED', finished_at = :now, next_attempt_at = null, needs_person = false,
                problem = null, watch_at = case when uncertain > 0 and attempts > 1 then cast(:watch as timestamptz) end,
                lease_until = '-infinity', lease_pod = null, version = version + 1
              where operation_id = :id and fencing = :fencing and finished_at is null and (doubted is null or uncertain = 0)
              returning operation_id),
            parts as (
              update operation_shipments part set state = 'SUCCEEDED', open = false, problem = null from ended
              where part.operation_id = ended.operation_id),
            next as (
              update operations next set next_attempt_at = clock_timestamp()
              where next.kind = 'TRACK' and next.state = 'PENDING' and next.operation_id <> :id and next.operation_id in (
                select waiting.operation_id from ended
                join operation_shipments done on done.operation_id = ended.operation_id
                join operation_shipments waiting on waiting.brand = done.brand and waiting.shipment_id = done.shipment_id
                where waiting.operation_id <> done.operation_id and waiting.state = 'PENDING'))
            select count(*) from ended""";

    private final EntityManager entities;
    private final OperationsConfig config;
    private final Clock clock;

    FencedWrites(EntityManager entities, OperationsConfig config, Clock clock) {
        this.entities = entities;
        this.config = config;
        this.clock = clock;
    }

    /** Whether this session has read the operation: then what it has read is changed, and not the row behind its back. */
    boolean isRead(Lease lease) {
        return Locks.isRead(entities, Operation.class, lease.operation());
    }

    /**
     * How it began.
     *
     * @param done false where one of its shipments is busy, and nothing was written
     * @param linked its request's key stands for it
     * @param standing whether its location may send
     */
    record Begun(boolean done, boolean linked, Pauses.Standing standing) {}

    /** @param key that is to stand for it */
    Begun inBegin(Operation operation, List<Long> shipmentIds, Beginning how, IdempotencyKey.Linking key) {
        Object[] row = (Object[]) entities.createNativeQuery(BEGIN)
                .setParameter("id", operation.operationId)
                .setParameter("brand", operation.brand)
                .setParameter("location", operation.location)
                .setParameter("kind", operation.kind.name())
                .setParameter("request", operation.request)
                .setParameter("fingerprint", operation.fingerprint)
                .setParameter("caller", operation.caller)
                .setParameter("now", operation.createdAt)
                .setParameter("leaving", how.leaving())
                .setParameter("leased", how.pod() != null)
                .setParameter("lease", config.lease().toMillis() / 1000.0)
                .setParameter("pod", how.pod() == null ? "" : how.pod())
                .setParameter("open", how.exclusive())
                .setParameter("alone", how.alone())
                .setParameter("key_scope", key.scope())
                .setParameter("key_claim", key.claim())
                .setParameter(
                        "shipments",
                        shipmentIds.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")))
                .getSingleResult();
        return new Begun((Boolean) row[0], (Boolean) row[1], Pauses.standing(row, 2));
    }

    /** @param request null leaves it as it is */
    void inSending(Lease lease, String request) {
        mustBeHeld(
                lease,
                held(SENDING, lease)
                        .setParameter("request", request)
                        .setParameter("now", clock.instant())
                        .getSingleResult());
    }

    void inAccepted(Lease lease) {
        mustBeHeld(
                lease,
                held(ACCEPTED, lease).setParameter("now", clock.instant()).executeUpdate());
    }

    /** False where it is not as plain as that, and nothing was written: the row has to be looked at. */
    boolean inSucceeded(Lease lease, Duration quiet) {
        Instant now = clock.instant();
        Number ended = (Number) held(SUCCEEDED, lease)
                .setParameter("now", now)
                .setParameter("watch", now.plus(quiet))
                .getSingleResult();
        return ended.intValue() == 1;
    }

    private Query held(String sql, Lease lease) {
        return entities.createNativeQuery(sql)
                .setParameter("id", lease.operation())
                .setParameter("fencing", lease.fencing());
    }

    private static void mustBeHeld(Lease lease, Object count) {
        if (((Number) count).intValue() == 0) {
            throw new LeaseLost(lease);
        }
    }
}
