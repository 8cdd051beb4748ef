package com.nexar.fulfilment.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.changes.Feed;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The deliveries' rows as they are written, listed and asked for again; all methods join the caller's transaction. */
@Singleton
class DeliveryTable {

    private static final String WRITE = """
            insert into webhook_deliveries (delivery_id, endpoint_id, brand, location, seq, type, subject, lane, body)
            select gen_random_uuid(), :endpoint, :brand, :location, r.seq, r.type, r.subject, r.lane, r.body
            from json_to_recordset(cast(:rows as json)) as r (seq bigint, type text, subject text, lane text, body text)
            order by r.seq
            on conflict (endpoint_id, location, seq) do nothing""";

    private static final String PING = """
            insert into webhook_deliveries (delivery_id, endpoint_id, brand, location, type, subject, lane, body)
            select :id, e.endpoint_id, e.brand, e.location, :type, cast(e.endpoint_id as text), 'ping/' || cast(:id as text), :body
            from webhook_endpoints e where e.endpoint_id = :endpoint""";

    private static final String LOOK = """
            select cast(delivery_id as text), position, location, seq, type, subject, state, attempts, next_attempt_at,
              last_attempt_at, last_status, last_error, created_at, delivered_at
            from webhook_deliveries where endpoint_id = :endpoint""";

    /** What has ended goes out beside its lane: the others of its shipment do not wait for it again. */
    private static final String AGAIN = """
            update webhook_deliveries set state = 'PENDING', finished_at = null, failures = 0, next_attempt_at = clock_timestamp(),
              lane = case when state = 'PENDING' then lane else 'again/' || cast(delivery_id as text) end
            where endpoint_id = :endpoint and delivery_id = :id""";

    private static final String AFRESH = """
            update webhook_deliveries set failures = 0, next_attempt_at = clock_timestamp()
            where endpoint_id = :endpoint and state = 'PENDING'""";

    private static final String NOW = """
            update webhook_deliveries set next_attempt_at = clock_timestamp()
            where endpoint_id = :endpoint and state = 'PENDING' and next_attempt_at > clock_timestamp()""";

    private final EntityManager entities;
    private final ObjectMapper json;

    DeliveryTable(EntityManager entities, ObjectMapper json) {
        this.entities = entities;
        this.json = json;
    }

    /** In the order of the entries, which are in that of the feed. */
    void inWrite(UUID endpoint, Location location, List<Feed.Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        ArrayNode rows = json.createArrayNode();
        entries.forEach(entry -> rows.addObject()
                .put("seq", entry.sequence())
                .put("type", entry.type())
                .put("subject", entry.subject())
                .put("lane", Lane.of(location, entry.type(), entry.subject()))
                .put("body", entry.json()));
        entities.createNativeQuery(WRITE)
                .setParameter("endpoint", endpoint)
                .setParameter("brand", location.brand())
                .setParameter("location", location.code())
                .setParameter("rows", text(rows))
                .executeUpdate();
    }

    /** Of the caller's own, to try the endpoint; false where there is no such endpoint. */
    boolean inPing(UUID endpoint, UUID id, String type, String body) {
        return entities.createNativeQuery(PING)
                        .setParameter("endpoint", endpoint)
                        .setParameter("id", id)
                        .setParameter("type", type)
                        .setParameter("body", body)
                        .executeUpdate()
                == 1;
    }

    Optional<Delivery> inFind(UUID endpoint, UUID id) {
        return deliveries(entities.createNativeQuery(LOOK + " and delivery_id = :id")
                        .setParameter("endpoint", endpoint)
                        .setParameter("id", id)
                        .getResultList())
                .stream()
                .findFirst();
    }

    /**
     * Newest first.
     *
     * @param only null for all states
     * @param before this position
     */
    List<Delivery> inPage(UUID endpoint, Delivery.State only, long before, int most) {
        var query = entities.createNativeQuery(LOOK + " and position < :before"
                        + (only == null ? "" : " and state = :state") + " order by position desc limit :most")
                .setParameter("endpoint", endpoint)
                .setParameter("before", before)
                .setParameter("most", most);
        return deliveries((only == null ? query : query.setParameter("state", only.name())).getResultList());
    }

    /** It is due now, whatever became of it before, under the same id and with the same bytes. */
    void inAgain(UUID endpoint, UUID id) {
        entities.createNativeQuery(AGAIN)
                .setParameter("endpoint", endpoint)
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Whatever waits for its next attempt waits no more. */
    void inAllNow(UUID endpoint) {
        entities.createNativeQuery(NOW).setParameter("endpoint", endpoint).executeUpdate();
    }

    /** Whatever is PENDING begins its schedule anew. */
    void inAllAfresh(UUID endpoint) {
        entities.createNativeQuery(AFRESH).setParameter("endpoint", endpoint).executeUpdate();
    }

    private String text(ArrayNode rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Delivery> deliveries(List<?> rows) {
        return ((List<Object[]>) rows)
                .stream()
                        .map(row -> new Delivery(
                                UUID.fromString((String) row[0]),
                                ((Number) row[1]).longValue(),
                                (String) row[2],
                                row[3] == null ? null : Long.valueOf(((Number) row[3]).longValue()),
                                (String) row[4],
                                (String) row[5],
                                Delivery.State.valueOf((String) row[6]),
                                ((Number) row[7]).intValue(),
                                (Instant) row[8],
                                (Instant) row[9],
                                row[10] == null ? null : Integer.valueOf(((Number) row[10]).intValue()),
                                (String) row[11],
                                (Instant) row[12],
                                (Instant) row[13]))
                        .toList();
    }
}
