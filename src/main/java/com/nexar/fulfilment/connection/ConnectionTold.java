package com.nexar.fulfilment.connection;

import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;

/** What each location's feed was last told of its connection. All methods join the caller's transaction. */
@Singleton
class ConnectionTold {

    /**
     * @param failingSince null while orders can be read
     * @param degraded the feed was told that they cannot
     * @param quotaLowUntil end of the day for which the feed was told that calls run short; null for never
     */
    record Told(Instant failingSince, boolean degraded, Instant quotaLowUntil) {}

    private final EntityManager entities;

    ConnectionTold(EntityManager entities) {
        this.entities = entities;
    }

    /** Locked until the transaction ends: two pods do not tell the same. */
    Told inLock(Location location) {
        entities.createNativeQuery(
                        "insert into connection_states (brand, location) values (?1, ?2) on conflict do nothing")
                .setParameter(1, location.brand())
                .setParameter(2, location.code())
                .executeUpdate();
        Object[] row = (Object[]) entities.createNativeQuery("""
                        select failing_since, degraded, quota_low_until from connection_states
                        where brand = ?1 and location = ?2 for update""")
                .setParameter(1, location.brand())
                .setParameter(2, location.code())
                .getSingleResult();
        return new Told((Instant) row[0], (Boolean) row[1], (Instant) row[2]);
    }

    void inWrite(Location location, Told told) {
        entities.createNativeQuery("""
                        update connection_states set failing_since = cast(?3 as timestamptz), degraded = ?4,
                          quota_low_until = cast(?5 as timestamptz)
                        where brand = ?1 and location = ?2""")
                .setParameter(1, location.brand())
                .setParameter(2, location.code())
                .setParameter(3, told.failingSince())
                .setParameter(4, told.degraded())
                .setParameter(5, told.quotaLowUntil())
                .executeUpdate();
    }
}
