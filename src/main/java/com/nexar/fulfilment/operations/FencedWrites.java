package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.access.Columns;
import com.nexar.fulfilment.access.Locks;
import com.nexar.fulfilment.access.NamedSql;
import com.nexar.fulfilment.access.Statements;
import com.nexar.fulfilment.idempotency.IdempotencyKey;
import com.nexar.fulfilment.pauses.Pauses;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The plain way of an operation – begun, about to leave, taken in, succeeded – as one statement each. None of them reads the row
 * first: the statement itself checks the lease's fencing number, and changes nothing where that is an older one. All join the
 * caller's transaction.
 */
@Singleton
class FencedWrites {

    /** Whether the location may send, whether a shipment is busy, and for which key it is: none of them costs a statement of its own. */
    private static final NamedSql BEGIN = NamedSql.of("""
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
            from (select) as always left join standing on true""".formatted(Pauses.STANDING, IdempotencyKey.LINK_BEGUN));

    private static final NamedSql SENDING = NamedSql.of("""
            with held as (
              update operations set state = 'RUNNING', accepted = false, attempts = attempts + 1, sent_at = :now, problem = null,
                request = coalesce(cast(:request as jsonb), request), version = version + 1
              where operation_id = :id and fencing = :fencing and finished_at is null returning operation_id),
            opened as (
              update operation_shipments part set open = true from held
              where part.operation_id = held.operation_id and not part.open and part.state not in ('SUCCEEDED', 'PARTIAL', 'REFUSED', 'FAILED'))
            select count(*) from held""");

    private static final NamedSql ACCEPTED = NamedSql.of("""
            with held as (
              update operations set state = 'RUNNING', accepted = true, failures = 0, sent_not_after = :now, version = version + 1
              where operation_id = :id and fencing = :fencing and finished_at is null returning operation_id)
            select count(*) from held""");

    /** Not where EasyEcom's no to a repeat turns out to be an echo: that one is counted as well. */
    private static final NamedSql SUCCEEDED = NamedSql.of("""
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
            select count(*) from ended""");

    private final EntityManager entities;
    private final Statements statements;
    private final OperationsConfig config;
    private final Clock clock;

    FencedWrites(EntityManager entities, Statements statements, OperationsConfig config, Clock clock) {
        this.entities = entities;
        this.statements = statements;
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
    record Begun(boolean done, boolean linked, Pauses.Standing standing) {

        private static Begun of(Columns row) throws SQLException {
            return new Begun(row.flag(), row.flag(), Pauses.standing(row));
        }
    }

    /** @param key that is to stand for it */
    Begun inBegin(Operation operation, List<Long> shipmentIds, Beginning how, IdempotencyKey.Linking key) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", operation.operationId);
        values.put("brand", operation.brand);
        values.put("location", operation.location);
        values.put("kind", operation.kind.name());
        values.put("request", operation.request);
        values.put("fingerprint", operation.fingerprint);
        values.put("caller", operation.caller);
        values.put("now", operation.createdAt);
        values.put("leaving", how.leaving());
        values.put("leased", how.pod() != null);
        values.put("lease", config.lease().toMillis() / 1000.0);
        values.put("pod", how.pod() == null ? "" : how.pod());
        values.put("open", how.exclusive());
        values.put("alone", how.alone());
        values.put("key_scope", key.scope());
        values.put("key_claim", key.claim());
        values.put("shipments", shipmentIds.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")));
        return statements
                .inAsk(BEGIN, values, row -> Begun.of(new Columns(row)))
                .getFirst();
    }

    /** @param request null leaves it as it is */
    void inSending(Lease lease, String request, Instant now) {
        Map<String, Object> values = held(lease, now);
        values.put("request", request);
        mustBeHeld(lease, counted(SENDING, values));
    }

    void inAccepted(Lease lease, Instant now) {
        mustBeHeld(lease, counted(ACCEPTED, held(lease, now)));
    }

    /** False where it is not as plain as that, and nothing was written: the row has to be looked at. */
    boolean inSucceeded(Lease lease, Duration quiet) {
        Instant now = clock.instant();
        Map<String, Object> values = held(lease, now);
        values.put("watch", now.plus(quiet));
        return counted(SUCCEEDED, values) == 1;
    }

    private static Map<String, Object> held(Lease lease, Instant now) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", lease.operation());
        values.put("fencing", lease.fencing());
        values.put("now", now);
        return values;
    }

    private int counted(NamedSql sql, Map<String, Object> values) {
        return statements.inAsk(sql, values, row -> row.getInt(1)).getFirst();
    }

    private static void mustBeHeld(Lease lease, int count) {
        if (count == 0) {
            throw new LeaseLost(lease);
        }
    }
}
