package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.access.Lookout;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomFailure;
import com.nexar.fulfilment.pauses.Pauses;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.sync.Feed;
import com.nexar.fulfilment.sync.SyncCursor;
import com.nexar.fulfilment.sync.SyncCursors;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Reads open shipments again that no list has shown for long: a list of changes cannot show what vanished, and EasyEcom may
 * hold, cancel or move an order without dating the change (contract (a) 30). Sooner those of which EasyEcom says "Confirmed"
 * without saying how it ended: first after half a minute, then after as long as it has been unsure.
 */
@Singleton
class OpenShipments {

    private static final Logger LOG = Logger.getLogger(OpenShipments.class);

    private static final int FAILURES_IN_A_ROW = 3;

    /** In two parts, so that each finds its few by an index of its own, however many are open. */
    static final String DUE = """
            select shipment_id from (
              (select shipment_id, known_as_of from shipments
               where brand = ?1 and location = ?2 and stage in ('RECEIVED', 'ASSIGNED', 'CONFIRMED') and known_as_of < ?3
               order by known_as_of limit ?5)
              union
              (select shipment_id, known_as_of from shipments
               where brand = ?1 and location = ?2 and upstream_phase = 'CONFIRMED_WORD' and stage in ('RECEIVED', 'ASSIGNED')
                 and confirm_failure is null and known_as_of + greatest(interval '30 seconds', known_as_of - updated_at) < ?4
               order by known_as_of limit ?5)) as due
            order by known_as_of limit ?5""";

    /** The same two parts. */
    private static final String WITH_DUE = """
            exists (select from shipments s where s.brand = l.brand and s.location = l.location
                and s.stage in ('RECEIVED', 'ASSIGNED', 'CONFIRMED') and s.known_as_of < :oldest)
              or exists (select from shipments s where s.brand = l.brand and s.location = l.location
                and s.upstream_phase = 'CONFIRMED_WORD' and s.stage in ('RECEIVED', 'ASSIGNED') and s.confirm_failure is null
                and s.known_as_of + greatest(interval '30 seconds', s.known_as_of - s.updated_at) < :now)""";

    private final Transactions transactions;
    private final EntityManager entities;
    private final Lookout lookout;
    private final SyncCursors cursors;
    private final Pauses pauses;
    private final Gate gate;
    private final OrdersConfig config;
    private final Clock clock;

    OpenShipments(
            Transactions transactions,
            EntityManager entities,
            Lookout lookout,
            SyncCursors cursors,
            Pauses pauses,
            Gate gate,
            OrdersConfig config,
            Clock clock) {
        this.transactions = transactions;
        this.entities = entities;
        this.lookout = lookout;
        this.cursors = cursors;
        this.pauses = pauses;
        this.gate = gate;
        this.config = config;
        this.clock = clock;
    }

    /** Where a shipment is to be read again. */
    List<Location> withDue() {
        Instant now = clock.instant();
        return lookout.where(WITH_DUE, Map.of("oldest", now.minus(config.sync().rereadOpen()), "now", now));
    }

    /** @return how many were read; none where another pod is at it */
    int reread(Location location) {
        SyncCursor lease = cursors.claim(location, Feed.ORDERS_OPEN, null).orElse(null);
        if (lease == null) {
            return 0;
        }
        String error = null;
        try {
            List<Long> due = due(location);
            Collections.shuffle(due); // or a few that cannot be read would keep the others from their turn
            int read = 0;
            int failures = 0;
            for (Long id : due) {
                if (pauses.syncing(location)) {
                    return read;
                }
                try {
                    gate.readRow(location, id, Cause.SYNC, null);
                    read++;
                    failures = 0;
                    cursors.checkpoint(lease, 1);
                } catch (EasyEcomFailure e) {
                    error = e.getMessage();
                    LOG.warnf("Shipment %d of %s could not be looked up: %s", id, location, error);
                    if (++failures == FAILURES_IN_A_ROW) {
                        return read;
                    }
                } catch (Problem e) {
                    LOG.infof("Shipment %d is no longer at %s", id, location);
                }
            }
            return read;
        } finally {
            cursors.release(lease, error);
        }
    }

    @SuppressWarnings("unchecked")
    private List<Long> due(Location location) {
        return transactions.in(
                location,
                () -> entities.createNativeQuery(DUE)
                        .setParameter(1, location.brand())
                        .setParameter(2, location.code())
                        .setParameter(3, clock.instant().minus(config.sync().rereadOpen()))
                        .setParameter(4, clock.instant())
                        .setParameter(5, config.sync().rereadBatch())
                        .getResultList());
    }
}
