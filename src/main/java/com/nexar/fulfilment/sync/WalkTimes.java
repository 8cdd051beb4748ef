package com.nexar.fulfilment.sync;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the walks through one list stand in all locations, in one look: for the timer that decides which of them are due. */
@Singleton
public class WalkTimes {

    private record Walk(Duration rested, boolean done) {}

    private final Transactions transactions;
    private final EntityManager entities;

    WalkTimes(Transactions transactions, EntityManager entities) {
        this.transactions = transactions;
        this.entities = entities;
    }

    /** As they stood at that moment, over all pods. */
    public static final class Times {
        private final Map<String, Walk> walks = new HashMap<>();

        /** How long ago any pod got a page or an error; null before the first. */
        public Duration rested(Location location) {
            Walk walk = walks.get(location.ref());
            return walk == null ? null : walk.rested();
        }

        /** It has a goal and has reached it, so that there is nothing to walk any more. */
        public boolean done(Location location) {
            Walk walk = walks.get(location.ref());
            return walk != null && walk.done();
        }
    }

    public Times of(Feed feed) {
        return transactions.in(Scope.CLAIMING, () -> {
            @SuppressWarnings("unchecked")
            List<Object[]> rows =
                    entities.createNativeQuery("""
                    select brand || '/' || location,
                      extract(epoch from clock_timestamp() - greatest(last_success_at, last_error_at)),
                      goal is not null and window_to is null and done_until >= goal
                    from sync_cursors where feed = ?1""").setParameter(1, feed.name()).getResultList();
            Times times = new Times();
            rows.forEach(
                    row -> times.walks.put((String) row[0], new Walk(duration(row[1]), Boolean.TRUE.equals(row[2]))));
            return times;
        });
    }

    private static Duration duration(Object seconds) {
        return seconds == null ? null : Duration.ofMillis((long) (((Number) seconds).doubleValue() * 1000));
    }
}
