package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomFailure;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Reads open shipments again that no list has shown for long: a list of changes cannot show what vanished, and EasyEcom may
 * hold, cancel or move an order without dating the change (contract (a) 30).
 */
@Singleton
class OpenShipments {

    private static final Logger LOG = Logger.getLogger(OpenShipments.class);

    private final Transactions transactions;
    private final Gate gate;
    private final OrdersConfig config;
    private final Clock clock;

    OpenShipments(Transactions transactions, Gate gate, OrdersConfig config, Clock clock) {
        this.transactions = transactions;
        this.gate = gate;
        this.config = config;
        this.clock = clock;
    }

    /** @return how many were read */
    int reread(Location location) {
        Instant before = clock.instant().minus(config.sync().rereadOpen());
        List<Long> due = transactions.in(
                location,
                () -> Shipment.<Shipment>find(
                                "key.brand = ?1 and location = ?2 and knownAsOf < ?3 and stage in ?4 order by knownAsOf",
                                location.brand(),
                                location.code(),
                                before,
                                List.of(Stage.RECEIVED, Stage.ASSIGNED, Stage.CONFIRMED))
                        .page(0, config.sync().rereadBatch())
                        .stream()
                        .map(shipment -> shipment.key.shipmentId())
                        .toList());
        int read = 0;
        for (Long id : due) {
            try {
                gate.readRow(location, id, Cause.SYNC, null);
                read++;
            } catch (EasyEcomFailure e) {
                LOG.warnf("Re-reading open shipments of %s stops for now: %s", location, e.getMessage());
                return read;
            } catch (Problem e) {
                LOG.infof("Shipment %d is no longer at %s", id, location);
            }
        }
        return read;
    }
}
