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

    /** Spelt as the index {@code shipments_under_way} has it. */
    static final String DUE = "coalesce(ship_by, timestamptz 'infinity')";

    private static final String HERE = " from shipments where brand = :brand and location = :location";

    private static final String UNDER_WAY = "select stage, count(*), count(*) filter (where " + DUE + " < :late),"
            + " count(*) filter (where " + DUE + " >= :late and " + DUE + " < :atRisk),"
            + " count(*) filter (where " + DUE + " = timestamptz 'infinity')" + HERE + " and stage in ("
            + names(stage -> !stage.isFinal()) + ") group by stage";

    private static final String OVER = "select stage, count(*)" + HERE + " and stage in (" + names(Stage::isFinal)
            + ") and stage_since >= :since group by stage";

    private static final String HELD =
            "select count(*)" + HERE + " and on_hold and stage in (" + names(Stage::beforeManifest) + ")";

    private static final String TO_DECIDE =
            "select count(*)" + HERE + " and cancellation_requested_at is not null and cancellation_outcome is null";

    private static final String FIRST = Arrays.stream(Stage.values())
            .filter(Stage::beforeManifest)
            .map(stage -> "(select shipment_id, order_id, reference_code, ship_by" + HERE + " and stage = '" + stage
                    + "' order by " + DUE + ", shipment_id limit 1)")
            .collect(Collectors.joining(" union all ", "", " order by ship_by nulls last limit 1"));

    private final EntityManager entities;

    FloorCount(EntityManager entities) {
        this.entities = entities;
    }

    @SuppressWarnings("unchecked")
    Floor.Standing in(Location location, Instant now) {
        Map<Stage, Long> stages = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            stages.put(stage, 0L);
        }
        long late = 0;
        long atRisk = 0;
        long undated = 0;
        long all = 0;
        DueLine line = DueLine.at(now);
        List<Object[]> underWay = query(UNDER_WAY, location)
                .setParameter("late", line.lateBefore())
                .setParameter("atRisk", line.atRiskBefore())
                .getResultList();
        for (Object[] row : underWay) {
            Stage stage = Stage.valueOf((String) row[0]);
            stages.put(stage, number(row[1]));
            if (stage.beforeManifest()) {
                all += number(row[1]);
                late += number(row[2]);
                atRisk += number(row[3]);
                undated += number(row[4]);
            }
        }
        List<Object[]> over = query(OVER, location)
                .setParameter("since", now.minus(Floor.OVER_SINCE))
                .getResultList();
        over.forEach(row -> stages.put(Stage.valueOf((String) row[0]), number(row[1])));
        return new Floor.Standing(
                stages,
                new Floor.Due(late, atRisk, all - late - atRisk - undated, undated, first(location)),
                number(query(HELD, location).getSingleResult()),
                number(query(TO_DECIDE, location).getSingleResult()),
                now);
    }

    @SuppressWarnings("unchecked")
    private Floor.First first(Location location) {
        List<Object[]> rows = query(FIRST, location).getResultList();
        return rows.stream()
                .filter(row -> row[3] != null)
                .map(row -> new Floor.First(row[0].toString(), row[1].toString(), (String) row[2], (Instant) row[3]))
                .findFirst()
                .orElse(null);
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
