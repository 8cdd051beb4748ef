package com.nexar.fulfilment.webhooks;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** How far each endpoint's deliveries are written out of each feed; all methods join the caller's transaction. */
@Singleton
class CursorTable {

    /** @param scopeLocation of the endpoint: {@link Endpoint#ALL}, or the same as the location */
    record Cursor(UUID endpoint, String brand, String location, String scopeLocation, long sequence) {

        boolean ofAllLocations() {
            return scopeLocation.equals(Endpoint.ALL);
        }
    }

    /** A cursor that this transaction has to itself. */
    record Held(long sequence, List<String> types) {}

    private static final String ACTIVE = """
            select cast(c.endpoint_id as text), c.brand, c.location, e.location, c.seq
            from webhook_cursors c join webhook_endpoints e on e.endpoint_id = c.endpoint_id
            where e.state = 'ACTIVE'""";

    private static final String INSERT = """
            insert into webhook_cursors (endpoint_id, brand, location, seq) values (:id, :brand, :location, :seq)
            on conflict do nothing""";

    /** A location that was configured after the endpoint was made: all that its feed has is news. */
    private static final String ADD = """
            insert into webhook_cursors (endpoint_id, brand, location, seq)
            select e.endpoint_id, e.brand, :location, 0 from webhook_endpoints e
            where e.brand = :brand and e.location = '*'
              and not exists (select 1 from webhook_cursors c where c.endpoint_id = e.endpoint_id and c.location = :location)
            on conflict do nothing""";

    private static final String HOLD = """
            select c.seq, array_to_string(e.types, ',')
            from webhook_cursors c join webhook_endpoints e on e.endpoint_id = c.endpoint_id
            where c.endpoint_id = :id and c.location = :location and e.state = 'ACTIVE'
            for update of c skip locked""";

    private static final String MOVE = """
            update webhook_cursors set seq = :seq, missed = missed + :missed, held_since = null
            where endpoint_id = :id and location = :location""";

    private static final String STANDING = "select location, seq from webhook_cursors where endpoint_id = :id";

    private static final String STAY = """
            update webhook_cursors set held_since = coalesce(held_since, clock_timestamp())
            where endpoint_id = :id and location = :location
            returning held_since < clock_timestamp() - make_interval(secs => :most)""";

    private final EntityManager entities;

    CursorTable(EntityManager entities) {
        this.entities = entities;
    }

    /** Of all endpoints that are to hear of changes. */
    @SuppressWarnings("unchecked")
    List<Cursor> inActive() {
        List<Object[]> rows = entities.createNativeQuery(ACTIVE).getResultList();
        return rows.stream()
                .map(row -> new Cursor(
                        UUID.fromString((String) row[0]),
                        (String) row[1],
                        (String) row[2],
                        (String) row[3],
                        ((Number) row[4]).longValue()))
                .toList();
    }

    void inInsert(UUID endpoint, String brand, String location, long sequence) {
        entities.createNativeQuery(INSERT)
                .setParameter("id", endpoint)
                .setParameter("brand", brand)
                .setParameter("location", location)
                .setParameter("seq", sequence)
                .executeUpdate();
    }

    /** For the endpoints of all the brand's locations that do not know this one yet. */
    void inAdd(String brand, String location) {
        entities.createNativeQuery(ADD)
                .setParameter("brand", brand)
                .setParameter("location", location)
                .executeUpdate();
    }

    /** Empty where another pod works on it, or the endpoint is not ACTIVE any more. */
    @SuppressWarnings("unchecked")
    Optional<Held> inHold(UUID endpoint, String location) {
        List<Object[]> rows = entities.createNativeQuery(HOLD)
                .setParameter("id", endpoint)
                .setParameter("location", location)
                .getResultList();
        return rows.stream().findFirst().map(row -> new Held(((Number) row[0]).longValue(), Sql.list((String) row[1])));
    }

    /** How far it is with each location. */
    @SuppressWarnings("unchecked")
    Map<String, Long> inStanding(UUID endpoint) {
        List<Object[]> rows = entities.createNativeQuery(STANDING)
                .setParameter("id", endpoint)
                .getResultList();
        return rows.stream().collect(Collectors.toMap(row -> (String) row[0], row -> ((Number) row[1]).longValue()));
    }

    /** Its next entry has to wait. @return whether it has waited for longer than this */
    boolean inStay(UUID endpoint, String location, Duration most) {
        return (Boolean) entities.createNativeQuery(STAY)
                .setParameter("id", endpoint)
                .setParameter("location", location)
                .setParameter("most", Sql.seconds(most))
                .getSingleResult();
    }

    void inMove(UUID endpoint, String location, long sequence, long missed) {
        entities.createNativeQuery(MOVE)
                .setParameter("id", endpoint)
                .setParameter("location", location)
                .setParameter("seq", sequence)
                .setParameter("missed", missed)
                .executeUpdate();
    }
}
