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

    /** At once, when old ones are deleted: each may have thousands of differences. */
    private static final int FORGET_AT_ONCE = 10;

    /** A report whose pod gives no sign of life for so long broke off with it. */
    private static final String DEAD = "ended_at is null and alive_at < clock_timestamp() - interval '10 minutes'";

    private static final String SELECT = """
            select cast(report_id as text), brand, location,
              case when failure is not null then 'BROKEN_OFF' when ended_at is not null then 'DONE'
                when %1$s then 'BROKEN_OFF' else 'RUNNING' end,
              begun_by, begun_at, ended_at, compared, not_read,
              (select count(*) from drift_differences d where d.report_id = r.report_id),
              coalesce(failure, case when %1$s then 'its pod ended' end)
            from drift_reports r where brand = ?1""".formatted(DEAD);

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

    /** Until the caller's transaction ends nobody else begins one here. */
    void inAlone(Location location) {
        query("select pg_advisory_xact_lock(hashtextextended('drift/' || ?1, 0)) is null", location.ref())
                .getSingleResult();
    }

    /** A report of this night that broke off more than half an hour ago stands in the way of another no longer. */
    void inBegunAgain(Location location, LocalDate night) {
        query(
                        "update drift_reports set night = null where brand = ?1 and location = ?2 and night = cast(?3 as date)"
                                + " and begun_at < clock_timestamp() - interval '30 minutes' and (failure is not null or "
                                + DEAD + ")",
                        location.brand(),
                        location.code(),
                        night.toString())
                .executeUpdate();
    }

    /** One that still runs here. */
    Optional<String> inRunning(Location location) {
        return rows(query(
                        SELECT + " and location = ?2 and ended_at is null and not (" + DEAD + ")",
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

    void inEnd(UUID id, String failure, long notRead) {
        query(
                        "update drift_reports set ended_at = clock_timestamp(), failure = ?2, not_read = ?3 where report_id = ?1",
                        id,
                        failure,
                        notRead)
                .executeUpdate();
    }

    /** A few of a location's old ones. @return how many */
    int inForget(Location location, Duration keep) {
        return query("""
                        delete from drift_reports where report_id in (
                          select report_id from drift_reports where brand = ?1 and location = ?2
                            and begun_at < clock_timestamp() - make_interval(secs => ?3) limit ?4)""", location.brand(), location.code(), (double) keep.toSeconds(), FORGET_AT_ONCE)
                .executeUpdate();
    }

    /** Of these locations of one brand, the newest first. */
    List<DriftReport> inList(String brand, List<String> locations, int limit) {
        return rows(query(SELECT + " and location in ?2 order by begun_at desc", brand, locations)
                        .setMaxResults(limit))
                .stream()
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
                ((Number) row[9]).longValue(),
                (String) row[10]);
    }
}
