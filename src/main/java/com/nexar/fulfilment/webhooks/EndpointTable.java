package com.nexar.fulfilment.webhooks;

import com.nexar.fulfilment.secrets.Secrets;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The endpoints' rows; all methods join the caller's transaction. */
@Singleton
class EndpointTable {

    private static final String LOOK = """
            select cast(e.endpoint_id as text), e.brand, e.location, e.url, array_to_string(e.types, ','), e.state, e.state_since,
              e.disabled_because, case when greatest(e.former_until, e.oldest_until) > clock_timestamp()
                then greatest(e.former_until, e.oldest_until) end, e.failures, e.failing_since,
              e.last_error, case when e.paused_until > clock_timestamp() then e.paused_until end, e.delivered_at, e.created_at,
              e.created_by,
              (select count(*) from webhook_deliveries d where d.endpoint_id = e.endpoint_id and d.state = 'PENDING'),
              (select coalesce(sum(c.missed), 0) from webhook_cursors c where c.endpoint_id = e.endpoint_id)
            from webhook_endpoints e where""";

    private static final String INSERT = """
            insert into webhook_endpoints (endpoint_id, brand, location, url, types, secret, state_since, created_at, created_by)
            values (:id, :brand, :location, :url, string_to_array(:types, ','), :secret, clock_timestamp(), clock_timestamp(), :by)
            on conflict (brand, location, url) do nothing""";

    private static final String TYPES =
            "update webhook_endpoints set types = string_to_array(:types, ',') where endpoint_id = :id";

    private static final String URL =
            "update webhook_endpoints set url = :url, " + Sql.WELL + " where endpoint_id = :id";

    private static final String ENABLE =
            "update webhook_endpoints set state = 'ACTIVE', state_since = clock_timestamp(),"
                    + " disabled_because = null, " + Sql.WELL + " where endpoint_id = :id";

    private static final String DISABLE = """
            update webhook_endpoints set state = 'DISABLED', state_since = clock_timestamp(), disabled_because = 'REQUEST'
            where endpoint_id = :id and state = 'ACTIVE'""";

    /** Of three that are live, the one between gives way: the oldest may be all that the receiver has. */
    private static final String ROTATE = """
            update webhook_endpoints set
              oldest_secret = case when oldest_until > clock_timestamp() then oldest_secret
                when former_until > clock_timestamp() then former_secret end,
              oldest_until = case when oldest_until > clock_timestamp() then oldest_until
                when former_until > clock_timestamp() then former_until end,
              former_secret = secret, former_until = clock_timestamp() + make_interval(secs => :overlap),
              secret = :secret where endpoint_id = :id""";

    private static final String END_FORMER = """
            update webhook_endpoints set former_secret = null, former_until = null, oldest_secret = null, oldest_until = null
            where endpoint_id = :id""";

    private static final List<String> DELETE = List.of(
            // the cursors first: whoever is writing deliveries out holds one of them
            "delete from webhook_cursors where endpoint_id = :id",
            "delete from webhook_deliveries where endpoint_id = :id",
            "delete from webhook_endpoints where endpoint_id = :id");

    private final EntityManager entities;
    private final Secrets secrets;

    EndpointTable(EntityManager entities, Secrets secrets) {
        this.entities = entities;
        this.secrets = secrets;
    }

    Optional<Endpoint> inFind(UUID id) {
        return endpoints(entities.createNativeQuery(LOOK + " e.endpoint_id = :id")
                        .setParameter("id", id))
                .stream()
                .findFirst();
    }

    /** Those of the scope, the oldest first. */
    List<Endpoint> inList() {
        return endpoints(entities.createNativeQuery(LOOK + " true order by e.created_at, e.endpoint_id"));
    }

    /** False where the brand, or the location, has this URL already. */
    boolean inInsert(Endpoint fresh, String secret) {
        return entities.createNativeQuery(INSERT)
                        .setParameter("id", fresh.id())
                        .setParameter("brand", fresh.brand())
                        .setParameter("location", fresh.location())
                        .setParameter("url", fresh.url())
                        .setParameter("types", String.join(",", fresh.types()))
                        .setParameter("secret", encrypted(secret, fresh.id()))
                        .setParameter("by", fresh.createdBy())
                        .executeUpdate()
                == 1;
    }

    void inTypes(UUID id, List<String> types) {
        of(TYPES, id).setParameter("types", String.join(",", types)).executeUpdate();
    }

    /** A new address has not failed yet. */
    void inUrl(UUID id, String url) {
        of(URL, id).setParameter("url", url).executeUpdate();
    }

    void inEnable(UUID id) {
        of(ENABLE, id).executeUpdate();
    }

    void inDisable(UUID id) {
        of(DISABLE, id).executeUpdate();
    }

    /** The secret that was the current one signs as well for so long; the one before it until its own time is over. */
    void inRotate(UUID id, String secret, Duration overlap) {
        of(ROTATE, id)
                .setParameter("secret", encrypted(secret, id))
                .setParameter("overlap", Sql.seconds(overlap))
                .executeUpdate();
    }

    /** Only the current secret signs from here on. */
    void inEndFormer(UUID id) {
        of(END_FORMER, id).executeUpdate();
    }

    void inDelete(UUID id) {
        DELETE.forEach(each -> of(each, id).executeUpdate());
    }

    /** Null where the secret was stored with another {@code fulfilment.secrets.key}. */
    String decrypted(byte[] secret, UUID id) {
        return secrets.decrypted(secret, place(id));
    }

    private byte[] encrypted(String secret, UUID id) {
        return secrets.encrypted(secret, place(id));
    }

    private static String place(UUID id) {
        return "webhook-endpoints/" + id;
    }

    private Query of(String sql, UUID id) {
        return entities.createNativeQuery(sql).setParameter("id", id);
    }

    @SuppressWarnings("unchecked")
    private static List<Endpoint> endpoints(Query query) {
        return ((List<Object[]>) query.getResultList())
                .stream().map(EndpointTable::endpoint).toList();
    }

    private static Endpoint endpoint(Object[] row) {
        return new Endpoint(
                UUID.fromString((String) row[0]),
                (String) row[1],
                (String) row[2],
                (String) row[3],
                Sql.list((String) row[4]),
                Endpoint.State.valueOf((String) row[5]),
                (Instant) row[6],
                row[7] == null ? null : Endpoint.Because.valueOf((String) row[7]),
                (Instant) row[8],
                ((Number) row[9]).intValue(),
                (Instant) row[10],
                (String) row[11],
                (Instant) row[12],
                (Instant) row[13],
                (Instant) row[14],
                (String) row[15],
                ((Number) row[16]).longValue(),
                ((Number) row[17]).longValue());
    }
}
