package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.easyecom.UpstreamShipment;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rows of which nothing has to be written, found without a lock: most of a page that is read once more. A lock would be written into
 * each of them, and after a checkpoint the whole page of the table into the log.
 */
@Singleton
class Unchanged {

    /** Each by its key, whatever the planner knows: of a brand whose first sync is under way it knows nothing yet. */
    private static final String STANDING = """
            select s.shipment_id, s.digest, s.known_as_of from unnest(cast(:ids as bigint[])) as asked (id)
            cross join lateral (
              select shipment_id, digest, known_as_of from shipments
              where brand = :brand and shipment_id = asked.id and not gone_upstream offset 0) as s""";

    private final EntityManager entities;

    Unchanged(EntityManager entities) {
        this.entities = entities;
    }

    /** As {@link Reading#into} tells it; in the caller's transaction. What changes meanwhile is taken in by who changes it. */
    Set<Long> among(String brand, Map<Long, UpstreamShipment> rows, Instant asOf) {
        @SuppressWarnings("unchecked")
        List<Object[]> standing = entities.createNativeQuery(STANDING)
                .setParameter("brand", brand)
                .setParameter("ids", array(rows.keySet()))
                .getResultList();
        Set<Long> unchanged = new HashSet<>();
        for (Object[] row : standing) {
            Long id = ((Number) row[0]).longValue();
            boolean late = !asOf.isAfter((Instant) row[2]);
            if (late || says(rows.get(id), (String) row[1])) {
                unchanged.add(id);
            }
        }
        return unchanged;
    }

    private static boolean says(UpstreamShipment row, String digest) {
        return row.history().isEmpty() && Content.digest(row).equals(digest);
    }

    static String array(Collection<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }
}
