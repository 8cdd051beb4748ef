package com.nexar.fulfilment.idempotency;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Statements;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The remembered keys. One row per key decides which of many requests goes on; the database's clock decides about leases. */
@Singleton
class Keys {

    /** Renewed by {@link ClaimsInHand} while the request runs; a dead pod's key is free after it. */
    private static final Duration LEASE = Duration.ofSeconds(20);

    private static final int TRIES = 3;
    private static final int BATCH = 500;

    private static final String INSERT = """
            insert into idempotency_keys (brand, location, scope, caller, verb, path, key, fingerprint, claim,
              lease_until, created_at, expires_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?,
              clock_timestamp() + make_interval(secs => ?), clock_timestamp(), clock_timestamp() + make_interval(secs => ?))
            on conflict (brand, location, scope) do nothing""";

    private static final String LOOK = """
            select fingerprint, status, content_type, location_header, body, cast(operation_id as text),
              lease_until > clock_timestamp(), expires_at <= clock_timestamp(), cast(operation_ids as text)
            from idempotency_keys where brand = :brand and location = :location and scope = :scope for update""";

    private static final String TAKE_OVER = """
            update idempotency_keys set claim = :claim, lease_until = clock_timestamp() + make_interval(secs => :lease)
            where brand = :brand and location = :location and scope = :scope""";

    private static final String FORGET = """
            delete from idempotency_keys where brand = :brand and location = :location and scope = :scope""";

    private static final String LINK = """
            update idempotency_keys set operation_id = :operation
            where brand = :brand and location = :location and scope = :scope and claim = :claim""";

    /** As {@link #LINK}, of an operation that the same statement begins; see {@link IdempotencyKey#LINK_BEGUN}. */
    static final String LINK_BEGUN = """
            update idempotency_keys set operation_id = begun.operation_id from begun
            where idempotency_keys.brand = begun.brand and idempotency_keys.location = begun.location
              and idempotency_keys.scope = cast(:key_scope as text) and idempotency_keys.claim = cast(:key_claim as uuid)
            returning idempotency_keys.claim""";

    private static final String LINK_ALL = """
            update idempotency_keys set operation_ids = cast(:operations as uuid[])
            where brand = :brand and location = :location and scope = :scope and claim = :claim""";

    private static final String ANSWER = """
            update idempotency_keys set status = ?, content_type = cast(? as text),
              location_header = cast(? as text), body = ?, answered_at = clock_timestamp(),
              lease_until = '-infinity', expires_at = clock_timestamp() + make_interval(secs => ?)
            where brand = ? and location = ? and scope = ? and claim = ?""";

    private static final String FREE = """
            update idempotency_keys set lease_until = '-infinity'
            where brand = :brand and location = :location and scope = :scope and claim = :claim""";

    private static final String RENEW = """
            update idempotency_keys set lease_until = clock_timestamp() + make_interval(secs => :lease)
            where claim in (:claims) and status is null""";

    private static final String SWEEP = """
            delete from idempotency_keys where (brand, location, scope) in (
              select brand, location, scope from idempotency_keys
              where expires_at <= clock_timestamp() and lease_until <= clock_timestamp()
              order by expires_at limit :batch for update skip locked)""";

    private final Transactions transactions;
    private final Statements statements;
    private final EntityManager entities;
    private final IdempotencyConfig config;

    Keys(Transactions transactions, Statements statements, EntityManager entities, IdempotencyConfig config) {
        this.transactions = transactions;
        this.statements = statements;
        this.entities = entities;
        this.config = config;
    }

    /** Of many requests with one key exactly one gets {@link Claiming.Ours}. */
    Claiming claim(KeyScope scope, String fingerprint) {
        Claim claim = new Claim(scope.location(), scope.digest(), UUID.randomUUID());
        for (int i = 0; i < TRIES; i++) {
            if (inserted(claim, scope, fingerprint)) {
                return Claiming.Ours.anew(claim);
            }
            Optional<Claiming> found = transactions.lazily(scope.location(), () -> inFound(claim, fingerprint));
            if (found.isPresent()) {
                return found.get();
            }
        }
        return new Claiming.Running();
    }

    /** In the caller's transaction. False where the claim was taken over: then nothing may begin. */
    boolean inLink(Claim claim, UUID operation) {
        return owned(LINK, claim).setParameter("operation", operation).executeUpdate() == 1;
    }

    /** The same for a bulk, by the place of each item; null where an item began nothing. */
    boolean inLink(Claim claim, List<UUID> operations) {
        String array = operations.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
        return owned(LINK_ALL, claim).setParameter("operations", array).executeUpdate() == 1;
    }

    /**
     * Stored and committed when this returns. Where the claim was taken over, whoever has it stores an answer.
     *
     * @param again an operation whose end is on the disk answers the same, should the answer be lost with PostgreSQL's last moment
     */
    void answer(Claim claim, StoredAnswer answer, boolean again) {
        Location location = claim.location();
        Object[] values = {
            answer.status(),
            answer.contentType(),
            answer.locationHeader(),
            answer.body(),
            config.keep().toSeconds(),
            location.brand(),
            location.code(),
            claim.scope(),
            claim.token()
        };
        if (again) {
            statements.writeLazily(Scope.of(location), ANSWER, values);
        } else {
            statements.write(Scope.of(location), ANSWER, values);
        }
    }

    /** The same key may try again at once; what it began stays known. */
    void release(Claim claim) {
        transactions.lazily(claim.location(), () -> {
            boolean nothingBegun =
                    owned(FORGET + " and claim = :claim and operation_id is null and operation_ids is null", claim)
                                    .executeUpdate()
                            == 1;
            if (!nothingBegun) {
                owned(FREE, claim).executeUpdate();
            }
            return nothingBegun;
        });
    }

    /** A claim that was taken over meanwhile is not among them. */
    void renew(Collection<UUID> claims) {
        transactions.run(
                Scope.CLAIMING,
                () -> entities.createNativeQuery(RENEW)
                        .setParameter("lease", LEASE.toSeconds())
                        .setParameter("claims", claims)
                        .executeUpdate());
    }

    /** Deletes one batch of what has expired; each pod another one. */
    int sweep() {
        return transactions.in(
                Scope.CLAIMING,
                () -> entities.createNativeQuery(SWEEP)
                        .setParameter("batch", BATCH)
                        .executeUpdate());
    }

    /** On the disk with the operation that it is for: before that, nothing was done and nobody was told. */
    private boolean inserted(Claim claim, KeyScope scope, String fingerprint) {
        return statements.writeLazily(
                        Scope.of(claim.location()),
                        INSERT,
                        claim.location().brand(),
                        claim.location().code(),
                        claim.scope(),
                        scope.caller(),
                        scope.verb(),
                        scope.path(),
                        scope.key(),
                        fingerprint,
                        claim.token(),
                        LEASE.toSeconds(),
                        config.keep().toSeconds())
                == 1;
    }

    /** Empty where the row has gone, or was too old to count: then it is inserted anew. */
    private Optional<Claiming> inFound(Claim claim, String fingerprint) {
        @SuppressWarnings("unchecked")
        List<Object[]> rows = at(LOOK, claim).getResultList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Object[] row = rows.getFirst();
        boolean answered = row[1] != null;
        boolean running = (Boolean) row[6];
        boolean expired = (Boolean) row[7];
        if (expired && !running) {
            at(FORGET, claim).executeUpdate();
            return Optional.empty();
        }
        if (!fingerprint.equals(row[0])) {
            return Optional.of(new Claiming.OtherBody());
        }
        if (answered) {
            return Optional.of(new Claiming.Answered(
                    new StoredAnswer(((Number) row[1]).intValue(), (String) row[2], (String) row[3], (byte[]) row[4])));
        }
        if (running) {
            return Optional.of(new Claiming.Running());
        }
        owned(TAKE_OVER, claim).setParameter("lease", LEASE.toSeconds()).executeUpdate();
        return Optional.of(new Claiming.Ours(
                claim, Optional.ofNullable((String) row[5]).map(UUID::fromString), read((String) row[8])));
    }

    private static List<UUID> read(String array) {
        return array == null
                ? List.of()
                : Arrays.stream(array.substring(1, array.length() - 1).split(","))
                        .map(each -> each.equals("NULL") ? null : UUID.fromString(each))
                        .toList();
    }

    private Query owned(String sql, Claim claim) {
        return at(sql, claim).setParameter("claim", claim.token());
    }

    private Query at(String sql, Claim claim) {
        Location location = claim.location();
        return entities.createNativeQuery(sql)
                .setParameter("brand", location.brand())
                .setParameter("location", location.code())
                .setParameter("scope", claim.scope());
    }
}
