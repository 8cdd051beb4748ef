package com.nexar.fulfilment.replays;

import com.nexar.fulfilment.replays.ReplayItem.Result;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Replays as they are kept; every method joins the caller's transaction. */
@Singleton
class ReplayTable {

    /** A commit without a sign of life for so long has ended with its pod: a record is a few calls of EasyEcom at most. */
    private static final Duration LONGEST_RECORD = Duration.ofMinutes(5);

    private final EntityManager entities;

    ReplayTable(EntityManager entities) {
        this.entities = entities;
    }

    void inWrite(UUID id, String brand, Instant now, String who, List<ReplayItem> items) {
        entities.createNativeQuery(
                        "insert into replays (replay_id, brand, location, created_at, created_by) values (?1, ?2, '*', ?3, ?4)")
                .setParameter(1, id)
                .setParameter(2, brand)
                .setParameter(3, now)
                .setParameter(4, who)
                .executeUpdate();
        for (int i = 0; i < items.size(); i++) {
            ReplayItem item = items.get(i);
            entities.createNativeQuery("""
                            insert into replay_items (replay_id, position, brand, location, operation_id, quarantine_id, what, would,
                              would_because)
                            values (?1, ?2, ?3, ?4, cast(?5 as uuid), cast(?6 as bigint), ?7, ?8, ?9)""")
                    .setParameter(1, id)
                    .setParameter(2, i)
                    .setParameter(3, brand)
                    .setParameter(4, item.location())
                    .setParameter(5, item.operationId())
                    .setParameter(6, item.quarantineId())
                    .setParameter(7, item.what())
                    .setParameter(8, item.would().name())
                    .setParameter(9, item.wouldBecause())
                    .executeUpdate();
        }
    }

    /** Locked until the transaction ends. @return false where somebody has committed it before */
    boolean inCommit(String brand, UUID id, Instant now, String who) {
        return entities.createNativeQuery("""
                        update replays set committed_at = ?2, committed_by = ?3, alive_at = clock_timestamp()
                        where replay_id = ?1 and brand = ?4 and committed_at is null""")
                        .setParameter(1, id)
                        .setParameter(2, now)
                        .setParameter(3, who)
                        .setParameter(4, brand)
                        .executeUpdate()
                == 1;
    }

    void inDone(String brand, UUID id, int position, Result result) {
        entities.createNativeQuery("""
                        with alive as (update replays set alive_at = clock_timestamp() where replay_id = ?1 and brand = ?6)
                        update replay_items set did = ?3, did_because = ?4, new_operation = cast(?5 as uuid)
                        where replay_id = ?1 and position = ?2 and brand = ?6""")
                .setParameter(1, id)
                .setParameter(2, position)
                .setParameter(3, result.outcome().name())
                .setParameter(4, result.because())
                .setParameter(
                        5,
                        result.operation() == null ? null : result.operation().toString())
                .setParameter(6, brand)
                .executeUpdate();
    }

    /** The commit has gone through all its records. */
    void inEnd(String brand, UUID id) {
        entities.createNativeQuery(
                        "update replays set ended_at = clock_timestamp() where replay_id = ?1 and brand = ?2")
                .setParameter(1, id)
                .setParameter(2, brand)
                .executeUpdate();
    }

    @SuppressWarnings("unchecked")
    Optional<ReplayView> inFind(String brand, UUID id) {
        List<Object[]> heads = entities.createNativeQuery("""
                        select brand, created_at, created_by, committed_at, committed_by,
                          ended_at is null and alive_at > clock_timestamp() - make_interval(secs => ?3)
                        from replays where replay_id = ?1 and brand = ?2""")
                .setParameter(1, id)
                .setParameter(2, brand)
                .setParameter(3, (double) LONGEST_RECORD.toSeconds())
                .getResultList();
        return heads.stream().findFirst().map(head -> view(id, head));
    }

    @SuppressWarnings("unchecked")
    private ReplayView view(UUID id, Object[] head) {
        List<Object[]> rows = entities.createNativeQuery("""
                        select location, cast(operation_id as text), cast(quarantine_id as text), what, would, would_because, did,
                          did_because, cast(new_operation as text)
                        from replay_items where replay_id = ?1 and brand = ?2 order by position""")
                .setParameter(1, id)
                .setParameter(2, head[0])
                .getResultList();
        return new ReplayView(
                id.toString(),
                (String) head[0],
                state(head),
                (Instant) head[1],
                (String) head[2],
                (Instant) head[3],
                (String) head[4],
                rows.stream().map(ReplayTable::item).toList());
    }

    private static ReplayView.State state(Object[] head) {
        if (head[3] == null) {
            return ReplayView.State.DRY_RUN;
        }
        return Boolean.TRUE.equals(head[5]) ? ReplayView.State.IN_PROGRESS : ReplayView.State.COMMITTED;
    }

    private static ReplayItem item(Object[] row) {
        return new ReplayItem(
                (String) row[0],
                (String) row[1],
                (String) row[2],
                (String) row[3],
                ReplayOutcome.valueOf((String) row[4]),
                (String) row[5],
                (String) row[6],
                (String) row[7],
                (String) row[8]);
    }
}
