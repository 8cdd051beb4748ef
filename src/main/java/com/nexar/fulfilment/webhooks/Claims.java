package com.nexar.fulfilment.webhooks;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.Brands;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which pod sends what: per endpoint at most so many, per lane only the oldest, while the endpoint fails only one. An endpoint's row is
 * locked while its deliveries are claimed, so that pods do not count past each other.
 */
@Singleton
class Claims {

    /** From so many failures in a row on, an endpoint is probed and not flooded. */
    static final int FAILING_FROM = 3;

    /** From the claim to the first byte: the name is looked up and a connection opened. */
    private static final Duration LEAVES_WITHIN = Duration.ofSeconds(15);

    private static final String ENDPOINTS = """
            select cast(e.endpoint_id as text), e.brand, e.location, e.url, e.secret,
              case when e.former_until > clock_timestamp() then e.former_secret end,
              case when e.oldest_until > clock_timestamp() then e.oldest_secret end, e.failures
            from webhook_endpoints e
            where e.state = 'ACTIVE' and e.brand = any(string_to_array(:brands, ','))
              and coalesce(e.paused_until, '-infinity') <= clock_timestamp()
              and exists (select 1 from webhook_deliveries d where d.endpoint_id = e.endpoint_id and d.state = 'PENDING'
                and d.next_attempt_at <= clock_timestamp() and d.lease_until < clock_timestamp())
            order by random() limit 50 for no key update skip locked""";

    /** The heads are chosen once, in front: a subquery of the update may be run again by the plan, past its limit. */
    private static final String CLAIM = """
            with heads as materialized (
              select d.delivery_id from webhook_deliveries d
              where d.endpoint_id = :endpoint and d.state = 'PENDING' and d.next_attempt_at <= clock_timestamp()
                and d.lease_until < clock_timestamp()
                and not exists (select 1 from webhook_deliveries b where b.endpoint_id = d.endpoint_id and b.lane = d.lane
                  and b.state = 'PENDING' and b.position < d.position)
              order by d.position limit greatest(0, least(:room, :most - (
                select count(*) from webhook_deliveries u
                where u.endpoint_id = :endpoint and u.state = 'PENDING' and u.lease_until > clock_timestamp())))
              for update skip locked)
            update webhook_deliveries c set lease_until = clock_timestamp() + make_interval(secs => :lease), fencing = fencing + 1
            from heads where c.delivery_id = heads.delivery_id
            returning cast(c.delivery_id as text), c.type, c.body, c.failures, c.fencing, c.created_at""";

    private final Transactions transactions;
    private final EntityManager entities;
    private final WebhooksConfig config;
    private final String brands;

    Claims(Transactions transactions, EntityManager entities, WebhooksConfig config, Brands brands) {
        this.transactions = transactions;
        this.entities = entities;
        this.config = config;
        this.brands = brands.all().stream().map(Brand::code).collect(Collectors.joining(","));
    }

    /** At most so many, of all endpoints that can take any. */
    List<Due> claim(int room) {
        return transactions.in(Scope.CLAIMING, () -> {
            @SuppressWarnings("unchecked")
            List<Object[]> endpoints = entities.createNativeQuery(ENDPOINTS)
                    .setParameter("brands", brands)
                    .getResultList();
            List<Due> claimed = new ArrayList<>();
            for (Object[] row : endpoints) {
                if (claimed.size() < room) {
                    claimed.addAll(inClaim(receiver(row), ((Number) row[7]).intValue(), room - claimed.size()));
                }
            }
            return claimed;
        });
    }

    private List<Due> inClaim(Due.Receiver to, int endpointFailures, int room) {
        boolean probing = endpointFailures >= FAILING_FROM;
        long leavesUntil = System.nanoTime() + LEAVES_WITHIN.toNanos();
        @SuppressWarnings("unchecked")
        List<Object[]> rows = entities.createNativeQuery(CLAIM)
                .setParameter("lease", Sql.seconds(LEAVES_WITHIN.plus(config.timeout())))
                .setParameter("endpoint", to.endpoint())
                .setParameter("room", room)
                .setParameter("most", probing ? 1 : config.perEndpoint())
                .getResultList();
        return rows.stream()
                .map(row -> new Due(
                        UUID.fromString((String) row[0]),
                        (String) row[1],
                        (String) row[2],
                        ((Number) row[3]).intValue(),
                        ((Number) row[4]).longValue(),
                        (Instant) row[5],
                        to,
                        probing,
                        leavesUntil))
                .toList();
    }

    private static Due.Receiver receiver(Object[] row) {
        return new Due.Receiver(
                UUID.fromString((String) row[0]),
                (String) row[1],
                (String) row[2],
                (String) row[3],
                Stream.of(row[4], row[5], row[6])
                        .filter(Objects::nonNull)
                        .map(byte[].class::cast)
                        .toList());
    }
}
