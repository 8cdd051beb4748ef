package com.nexar.fulfilment.drift;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.orders.Difference;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reports as they are kept; every method joins the caller's transaction. */
@Singleton
class DriftTable {

    private static final int MOST = 1000;

    /** A report whose pod gives no sign of life for so long broke off with it. */
    private static final String SELECT = """
            select cast(report_id as text), brand, location,
              case when failure is not null then 'BROKEN_OFF' when ended_at is not null then 'DONE'
                when alive_at < clock_timestamp() - interval '10 minutes' then 'BROKEN_OFF' else 'RUNNING' end,
              begun_by, begun_at, ended_at, compared,
              (select count(*) from drift_differences d where d.report_id = r.report_id),
              coalesce(failure, case when ended_at is null and alive_at < clock_timestamp() - interval '10 minutes'
                then 'its pod ended' end)
            from drift_reports r where brand = ?1""";

    private final EntityManager entities;

    DriftTable(EntityManager entities) {
        this.entities = entities;
    }

    /** @param night null on demand @return false where this night has one already */
    boolean inBegin(UUID id, Location location, LocalDate night, String who) {
        return query("""
                        insert into drift_reports (report_id, brand, location, night, begun_by, begun_at, alive_at)
                        values (?1, ?2, ?3, cast(?4 as date), ?5, clock_timestamp(), clock_timestamp())
                        on conflict (brand, location, night) do nothing""", id, location.brand(), location.code(), night == null ? null : night.toString(), who)
                        .executeUpdate()
                == 1;
    }

    /** One that still runs here; null where none does. */
    Optional<String> inRunning(Location location) {
        return rows(query(
                        SELECT + " and location = ?2 and ended_at is null"
                                + " and alive_at > clock_timestamp() - interval '10 minutes'",
                        location.brand(),
                        location.code()))
                .stream()
                .map(row -> (String) row[0])
                .findFirst();
    }

    void inCompared(UUID id, int more) {
        query(
                        "update drift_reports set compared = compared + ?2, alive_at = clock_timestamp() where report_id = ?1",
                        id,
                        more)
                .executeUpdate();
    }

    void inFound(UUID id, Location location, Difference difference) {
        query(
                        """
                        insert into drift_differences (report_id, brand, location, shipment_id, what, ours, theirs, repair)
                        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) on conflict do nothing""",
                        id,
                        location.brand(),
                        location.code(),
                        difference.shipmentId(),
                        difference.what().name(),
                        difference.ours(),
                        difference.theirs(),
                        difference.repair().name())
                .executeUpdate();
    }

    void inEnd(UUID id, String failure) {
        query("update drift_reports set ended_at = clock_timestamp(), failure = ?2 where report_id = ?1", id, failure)
                .executeUpdate();
    }

    void inForget(Duration keep) {
        query("delete from drift_reports where begun_at < clock_timestamp() - make_interval(secs => ?1)", (double)
                        keep.toSeconds())
                .executeUpdate();
    }

    /** The newest first. */
    List<DriftReport> inList(String brand, int limit) {
        return rows(query(SELECT + " order by begun_at desc", brand).setMaxResults(limit)).stream()
                .map(DriftTable::report)
                .toList();
    }

    Optional<DriftReport> inFind(String brand, UUID id) {
        return rows(query(SELECT + " and report_id = ?2", brand, id)).stream()
                .map(DriftTable::report)
                .findFirst();
    }

    List<DriftReport.Item> inItems(UUID id) {
        return rows(query("""
                        select shipment_id, what, ours, theirs, repair from drift_differences where report_id = ?1
                        order by repair, shipment_id, what""", id).setMaxResults(MOST)).stream()
                .map(row -> new DriftReport.Item(
                        row[0].toString(),
                        Difference.What.valueOf((String) row[1]),
                        (String) row[2],
                        (String) row[3],
                        Difference.Repair.valueOf((String) row[4])))
                .toList();
    }

    private Query query(String sql, Object... parameters) {
        Query query = entities.createNativeQuery(sql);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        return query;
    }

    @SuppressWarnings("unchecked")
    private static List<Object[]> rows(Query query) {
        return query.getResultList();
    }

    private static DriftReport report(Object[] row) {
        return new DriftReport(
                (String) row[0],
                (String) row[1],
                (String) row[2],
                (String) row[3],
                (String) row[4],
                (Instant) row[5],
                (Instant) row[6],
                ((Number) row[7]).longValue(),
                ((Number) row[8]).longValue(),
                (String) row[9]);
    }
}
