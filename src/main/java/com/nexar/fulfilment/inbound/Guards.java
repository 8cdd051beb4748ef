package com.nexar.fulfilment.inbound;

import com.nexar.fulfilment.access.Lookout;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomWebhook.Kind;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** How the webhooks of each location stand, in the database and by its clock: one pod looks, all know. */
@Singleton
class Guards {

    private static final Logger LOG = Logger.getLogger(Guards.class);

    /** How a location's webhooks stand, and since when. */
    record Guard(WebhooksState state, Instant since, Instant lastReceivedAt) {}

    /** Of the rows that another pod looks at just now none is returned. */
    private static final String LOCK = """
            select state, since, last_received_at, clock_timestamp() from inbound_guards
            where brand = ?1 and location = ?2 for update skip locked""";

    private static final String CHANGES = """
            select exists (
              select from shipments s join shipment_history h on h.brand = s.brand and h.shipment_id = s.shipment_id
              where s.brand = :brand and s.location = :location and s.updated_at > :received
                and h.location = s.location and h.cause = 'SYNC'
                and h.event in ('MOVED', 'HELD', 'RELEASED', 'CONTENT_CHANGED', 'ASSIGNMENT_CHANGED', 'CANCELLATION_REQUESTED')
                and h.at > :received and h.at < clock_timestamp() - make_interval(secs => :patience)
                and s.upstream_updated_at > h.at - interval '1 hour' -- what a back-fill finds is nobody's omission
                and not exists (select from inbound_reads r where r.brand = s.brand and r.location = s.location
                  and r.shipment_id = s.shipment_id and r.wanted_at > h.at - make_interval(secs => :patience)))""";

    private static final String HEARD = """
            exists (select from inbound_guards g where g.brand = l.brand and g.location = l.location and g.state <> 'NEVER_SEEN')
              or exists (select from inbound_messages m where m.brand = l.brand and m.location = l.location)
              or exists (select from inbound_failures f where f.brand = l.brand and f.location = l.location)""";

    static final List<String> ANNOUNCING = Arrays.stream(Kind.values())
            .filter(Kind::announcesOrders)
            .map(Kind::name)
            .toList();

    private final Transactions transactions;
    private final EntityManager entities;
    private final Lookout lookout;
    private final InboundConfig config;
    private final Event<WebhooksStateChanged> changes;

    Guards(
            Transactions transactions,
            EntityManager entities,
            Lookout lookout,
            InboundConfig config,
            Event<WebhooksStateChanged> changes) {
        this.transactions = transactions;
        this.entities = entities;
        this.lookout = lookout;
        this.config = config;
        this.changes = changes;
    }

    /** The locations of which EasyEcom has ever sent anything; the webhooks of the others are {@code NEVER_SEEN}. */
    Set<Location> heard() {
        return Set.copyOf(lookout.where(HEARD, Map.of()));
    }

    /** Looks how the location's webhooks stand and remembers it; a change is told inside the same transaction. */
    WebhooksState look(Location location) {
        return transactions.in(location, () -> {
            entities.createNativeQuery("""
                            insert into inbound_guards (brand, location, since) values (?1, ?2, clock_timestamp())
                            on conflict do nothing""")
                    .setParameter(1, location.brand())
                    .setParameter(2, location.code())
                    .executeUpdate();
            List<?> locked = entities.createNativeQuery(LOCK)
                    .setParameter(1, location.brand())
                    .setParameter(2, location.code())
                    .getResultList();
            return locked.isEmpty() ? inKnown(location).state() : inLook(location, (Object[]) locked.getFirst());
        });
    }

    /** As last seen; in the caller's transaction. */
    private Guard inKnown(Location location) {
        List<?> rows = entities.createNativeQuery(
                        "select state, since, last_received_at from inbound_guards where brand = ?1 and location = ?2")
                .setParameter(1, location.brand())
                .setParameter(2, location.code())
                .getResultList();
        return rows.isEmpty() ? new Guard(WebhooksState.NEVER_SEEN, null, null) : guard((Object[]) rows.getFirst());
    }

    /**
     * When the last message came that announced something of orders, also one that the guardian has not seen yet; null before the
     * first. In the caller's transaction.
     */
    private Instant inLastReceived(Location location, Guard guard) {
        Instant stored = (Instant) entities.createNativeQuery("""
                        select max(received_at) from inbound_messages
                        where brand = ?1 and location = ?2 and kind in (?3)""")
                .setParameter(1, location.brand())
                .setParameter(2, location.code())
                .setParameter(3, ANNOUNCING)
                .getSingleResult();
        Instant seen = guard.lastReceivedAt();
        return stored == null || seen != null && seen.isAfter(stored) ? seen : stored;
    }

    private WebhooksState inLook(Location location, Object[] row) {
        Guard was = guard(row);
        Instant now = (Instant) row[3];
        Observed observed = inObserve(location, was, now);
        WebhooksState state = observed.state(was.state(), was.since(), now, config.guardian());
        boolean changed = state != was.state();
        entities.createNativeQuery("""
                        update inbound_guards set state = ?3, since = ?4, last_received_at = ?5
                        where brand = ?1 and location = ?2""")
                .setParameter(1, location.brand())
                .setParameter(2, location.code())
                .setParameter(3, state.name())
                .setParameter(4, changed ? now : was.since())
                .setParameter(5, observed.lastReceivedAt())
                .executeUpdate();
        if (changed) {
            tell(new WebhooksStateChanged(location, was.state(), state, now));
        }
        return state;
    }

    private Observed inObserve(Location location, Guard was, Instant now) {
        Instant received = inLastReceived(location, was);
        Instant lastFailure = (Instant) entities.createNativeQuery(
                        "select max(last_at) from inbound_failures where brand = ?1 and location = ?2")
                .setParameter(1, location.brand())
                .setParameter(2, location.code())
                .getSingleResult();
        boolean quiet =
                received != null && received.plus(config.guardian().patience()).isBefore(now);
        return new Observed(received, lastFailure, inFailures(location), quiet && inUnannounced(location, received));
    }

    private boolean inUnannounced(Location location, Instant received) {
        return (Boolean) entities.createNativeQuery(CHANGES)
                .setParameter("brand", location.brand())
                .setParameter("location", location.code())
                .setParameter("received", received)
                .setParameter("patience", seconds(config.guardian().patience()))
                .getSingleResult();
    }

    /** Answers to EasyEcom other than 2xx, by window. */
    private Map<FailureWindow, Integer> inFailures(Location location) {
        Map<FailureWindow, Integer> windows = new EnumMap<>(FailureWindow.class);
        for (FailureWindow window : FailureWindow.values()) {
            Number number = (Number) entities.createNativeQuery("""
                            select coalesce(sum(refused + failed), 0) from inbound_failures
                            where brand = ?1 and location = ?2 and last_at > clock_timestamp() - make_interval(hours => ?3)""")
                    .setParameter(1, location.brand())
                    .setParameter(2, location.code())
                    .setParameter(3, window.hours())
                    .getSingleResult();
            windows.put(window, number.intValue());
        }
        return windows;
    }

    private void tell(WebhooksStateChanged change) {
        if (change.degraded()) {
            LOG.warnf(
                    "EasyEcom's webhooks of %s are %s: polling goes faster, within the day's calls",
                    change.location(), change.state());
        } else {
            LOG.infof("EasyEcom's webhooks of %s are %s", change.location(), change.state());
        }
        changes.fire(change);
    }

    private static Guard guard(Object[] row) {
        return new Guard(WebhooksState.valueOf((String) row[0]), (Instant) row[1], (Instant) row[2]);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
