package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Counts a location's floor, each figure from an index of its own; in the caller's transaction. */
@Singleton
class FloorCount {

    /** Spelt as the index {@code shipments_at_work} has it. */
    static final String DUE = "coalesce(ship_by, timestamptz 'infinity')";

    private static final String HERE = " from shipments where brand = :brand and location = :location";

    private static final String UNDER_WAY =
            "select stage, count(*)" + HERE + " and stage in (" + names(stage -> !stage.isFinal()) + ") group by stage";

    private static final String OVER = "select stage, count(*)" + HERE + " and stage in (" + names(Stage::isFinal)
            + ") and stage_since >= :since group by stage";

    private static final String HELD =
            "select count(*)" + HERE + " and on_hold and stage in (" + names(Stage::beforeManifest) + ")";

    private static final String TO_DECIDE =
            "select count(*)" + HERE + " and cancellation_requested_at is not null and cancellation_outcome is null";

    private final EntityManager entities;

    FloorCount(EntityManager entities) {
        this.entities = entities;
    }

    Floor.Standing in(Location location, RiskCounts.Counts risks, Instant now) {
        Map<Stage, Long> stages = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            stages.put(stage, 0L);
        }
        count(query(UNDER_WAY, location), stages);
        count(query(OVER, location).setParameter("since", now.minus(Floor.OVER_SINCE)), stages);
        return new Floor.Standing(
                stages,
                risks,
                number(query(HELD, location).getSingleResult()),
                number(query(TO_DECIDE, location).getSingleResult()),
                now);
    }

    @SuppressWarnings("unchecked")
    private static void count(Query query, Map<Stage, Long> stages) {
        List<Object[]> rows = query.getResultList();
        rows.forEach(row -> stages.put(Stage.valueOf((String) row[0]), number(row[1])));
    }

    private Query query(String sql, Location location) {
        return entities.createNativeQuery(sql)
                .setParameter("brand", location.brand())
                .setParameter("location", location.code());
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    /** Written out, so that the planner sees which partial index is meant. */
    private static String names(Predicate<Stage> which) {
        return Arrays.stream(Stage.values())
                .filter(which)
                .map(stage -> "'" + stage + "'")
                .collect(Collectors.joining(", "));
    }
}
