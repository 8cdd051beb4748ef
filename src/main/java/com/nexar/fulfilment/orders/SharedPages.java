package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomOrders;
import com.nexar.fulfilment.easyecom.EasyEcomRefused;
import com.nexar.fulfilment.easyecom.ShipmentPage;
import com.nexar.fulfilment.easyecom.UpstreamShipment;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** Many shipments out of few pages of EasyEcom's list. It need not find them all: the rest is read one by one. */
@Singleton
class SharedPages {

    private static final Logger LOG = Logger.getLogger(SharedPages.class);

    private static final int FRUITLESS_IN_A_ROW = 2;

    private final EasyEcomOrders easyecom;
    private final Orders orders;
    private final Transactions transactions;
    private final Clock clock;

    SharedPages(EasyEcomOrders easyecom, Orders orders, Transactions transactions, Clock clock) {
        this.easyecom = easyecom;
        this.orders = orders;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @return those that were shown, and taken in
     * @throws com.nexar.fulfilment.easyecom.EasyEcomUnavailable the list cannot be read
     */
    Set<Long> read(Location location, Collection<Long> ids, Cause cause, String reference) {
        Set<Long> shown = new HashSet<>();
        if (ids.size() <= ListStretch.FEW) {
            return shown;
        }
        List<ListStretch> stretches = ListStretch.of(lastChanges(location, ids), clock.instant());
        for (ListStretch stretch : stretches) {
            try {
                walk(location, stretch, cause, reference, shown);
            } catch (EasyEcomRefused e) {
                LOG.warnf("A list of %s is not shared by many: %s", location, e.getMessage());
            }
        }
        return shown;
    }

    private void walk(Location location, ListStretch stretch, Cause cause, String reference, Set<Long> shown) {
        Set<Long> wanted = new HashSet<>(stretch.ids());
        String cursor = null;
        int fruitless = 0;
        for (int pages = 0; pages < stretch.pagesAtMost() && fruitless < FRUITLESS_IN_A_ROW; pages++) {
            Instant asOf = clock.instant();
            ShipmentPage page =
                    cursor == null ? easyecom.first(location, stretch.window()) : easyecom.next(location, cursor);
            int before = wanted.size();
            for (UpstreamShipment row : page.shipments()) {
                if (wanted.remove(row.shipmentId()) && take(location, row, asOf, cause, reference)) {
                    shown.add(row.shipmentId());
                }
            }
            if (wanted.isEmpty() || page.next() == null) {
                return;
            }
            fruitless = wanted.size() < before ? 0 : fruitless + 1;
            cursor = page.next();
        }
    }

    /** False where this row settles nothing: a list cannot tell how a confirmation ended, and what has moved away is not ours. */
    private boolean take(Location location, UpstreamShipment row, Instant asOf, Cause cause, String reference) {
        try {
            ShipmentFacts facts = orders.learn(location, row, asOf, cause, reference);
            boolean open = facts.stage().beforeManifest() && facts.stage() != Stage.CONFIRMED;
            return !(open && StageProof.needsOwnRead(row));
        } catch (Problem e) {
            if (e.code() != ProblemCode.NOT_FOUND) {
                throw e;
            }
            return false;
        }
    }

    private Map<Long, Instant> lastChanges(Location location, Collection<Long> ids) {
        Map<Long, Instant> changes = new HashMap<>();
        transactions.run(
                location,
                () -> Shipment.<Shipment>list(
                                "key.brand = ?1 and location = ?2 and key.shipmentId in ?3 and upstreamUpdatedAt is not null",
                                location.brand(),
                                location.code(),
                                ids)
                        .forEach(shipment -> changes.put(shipment.key.shipmentId(), shipment.upstreamUpdatedAt)));
        return changes;
    }
}
