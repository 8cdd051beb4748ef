package com.nexar.fulfilment.connection;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nexar.fulfilment.access.Lookout;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.changes.ChangeType;
import com.nexar.fulfilment.changes.Changes;
import com.nexar.fulfilment.connection.ConnectionTold.Told;
import com.nexar.fulfilment.easyecom.EasyEcomConnection;
import com.nexar.fulfilment.easyecom.Quota;
import com.nexar.fulfilment.sync.Feed;
import com.nexar.fulfilment.sync.WalkStandings;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Tells a location's feed when its orders cannot be read for a while and when they can again, and once a day when EasyEcom's calls run
 * short. What counts is what any pod last got, not one pod's breaker.
 */
@Singleton
class ConnectionWatch {

    private static final Logger LOG = Logger.getLogger(ConnectionWatch.class);

    /** How the reading of a location's orders stands. @param error the last one; null where a read has succeeded since */
    private record Reading(boolean known, String error) {}

    /** Where reading fails, or where the feed was told so and may have to be told that it works again. */
    private static final String FAILING = """
            exists (select from sync_cursors c where c.brand = l.brand and c.location = l.location and c.feed = 'ORDERS_TIP'
                and c.last_error_at > coalesce(c.last_success_at, '-infinity'))
              or exists (select from connection_states s where s.brand = l.brand and s.location = l.location
                and (s.degraded or s.failing_since is not null))""";

    private final Lookout lookout;
    private final Brands brands;
    private final WalkStandings standings;
    private final EasyEcomConnection easyecom;
    private final ConnectionTold told;
    private final Changes changes;
    private final Transactions transactions;
    private final ConnectionConfig config;
    private final ObjectMapper json;
    private final Clock clock;

    ConnectionWatch(
            Lookout lookout,
            Brands brands,
            WalkStandings standings,
            EasyEcomConnection easyecom,
            ConnectionTold told,
            Changes changes,
            Transactions transactions,
            ConnectionConfig config,
            ObjectMapper json,
            Clock clock) {
        config.check();
        this.lookout = lookout;
        this.brands = brands;
        this.standings = standings;
        this.easyecom = easyecom;
        this.told = told;
        this.changes = changes;
        this.transactions = transactions;
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    @Scheduled(every = "{fulfilment.connection.watch-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void watch() {
        try {
            worthALook().forEach(this::lookAt);
        } catch (Exception e) { // the rim: the next round tries again
            LOG.warnf("Looking how locations are connected failed; the next round tries again: %s", e.getMessage());
        }
    }

    /** Where the feed may have to be told something. */
    Set<Location> worthALook() {
        Set<Location> worth = new HashSet<>(lookout.where(FAILING, Map.of()));
        brands.all().stream()
                .filter(brand -> runsShort(easyecom.quota(brand.locations().getFirst())))
                .forEach(brand -> worth.addAll(brand.locations()));
        return worth;
    }

    private void lookAt(Location location) {
        try {
            look(location);
        } catch (Exception e) { // the rim: one location keeps no other from being looked at
            LOG.warnf("Looking how %s is connected failed; the next round tries again: %s", location, e.getMessage());
        }
    }

    void look(Location location) {
        with(location, easyecom.quota(location));
    }

    void with(Location location, Quota quota) {
        Reading reading = reading(location);
        transactions.run(location, () -> {
            Told before = told.inLock(location);
            Told after = inTellQuota(location, quota, inTellReading(location, reading, before));
            if (!after.equals(before)) {
                told.inWrite(location, after);
            }
        });
    }

    private Reading reading(Location location) {
        return standings.of(location).stream()
                .filter(walk -> walk.feed() == Feed.ORDERS_TIP)
                .map(walk -> {
                    boolean fails = walk.lastErrorAt() != null
                            && (walk.lastSuccessAt() == null
                                    || walk.lastErrorAt().isAfter(walk.lastSuccessAt()));
                    return new Reading(fails || walk.lastSuccessAt() != null, fails ? walk.lastError() : null);
                })
                .findFirst()
                .orElse(new Reading(false, null));
    }

    private Told inTellReading(Location location, Reading reading, Told before) {
        if (!reading.known()) {
            return before;
        }
        Instant now = clock.instant();
        if (reading.error() == null) {
            if (before.degraded()) {
                tell(location, ChangeType.CONNECTION_RESTORED, now, reason("orders can be read again"));
            }
            return new Told(null, false, before.quotaLowUntil());
        }
        Instant since = before.failingSince() == null ? now : before.failingSince();
        boolean lasts = Duration.between(since, now).compareTo(config.patience()) >= 0;
        if (lasts && !before.degraded()) {
            tell(
                    location,
                    ChangeType.CONNECTION_DEGRADED,
                    now,
                    reason("orders cannot be read since " + since + "; lastly: " + reading.error()));
        }
        return new Told(since, before.degraded() || lasts, before.quotaLowUntil());
    }

    private Told inTellQuota(Location location, Quota quota, Told before) {
        if (!runsShort(quota)) {
            return before;
        }
        // a pod that has not looked since yesterday does not tell of yesterday again
        if (before.quotaLowUntil() != null && !quota.resetsAt().isAfter(before.quotaLowUntil())) {
            return before;
        }
        ObjectNode data = json.createObjectNode()
                .put("perDay", quota.perDay())
                .put("leftToday", quota.leftToday())
                .put("commandReserve", quota.commandReserve())
                .put("resetsAt", quota.resetsAt().toString());
        tell(location, ChangeType.QUOTA_LOW, clock.instant(), data);
        return new Told(before.failingSince(), before.degraded(), quota.resetsAt());
    }

    private boolean runsShort(Quota quota) {
        if (quota.leftToday() == null || quota.resetsAt() == null) {
            return false;
        }
        int others = quota.perDay() - quota.commandReserve();
        return quota.leftToday() - quota.commandReserve() < others * config.quotaLow();
    }

    private ObjectNode reason(String reason) {
        return json.createObjectNode().put("reason", reason);
    }

    private void tell(Location location, ChangeType type, Instant at, ObjectNode data) {
        LOG.infof("%s: %s %s", location, type.word(), data);
        changes.inTell(location, type, location.code(), at, () -> data);
    }
}
