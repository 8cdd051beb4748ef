package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomOrders;
import com.nexar.fulfilment.easyecom.Lane;
import com.nexar.fulfilment.easyecom.ReadWindow;
import com.nexar.fulfilment.easyecom.ShipmentPage;
import com.nexar.fulfilment.easyecom.UpstreamShipment;
import com.nexar.fulfilment.operations.Operations;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Compares a location's shipments with what EasyEcom shows, and changes neither. What the list makes look different is read by itself
 * before it is called so; what is being worked on is left out. In the lane of orders: no command waits for it.
 */
@Singleton
public class DriftCheck {

    private static final String OPEN = """
            select shipment_id from shipments
            where brand = ?1 and location = ?2 and stage in ('RECEIVED', 'ASSIGNED', 'CONFIRMED') and not gone_upstream
            order by known_as_of""";

    private final EasyEcomOrders easyecom;
    private final Operations operations;
    private final Transactions transactions;
    private final EntityManager entities;
    private final Clock clock;

    DriftCheck(
            EasyEcomOrders easyecom,
            Operations operations,
            Transactions transactions,
            EntityManager entities,
            Clock clock) {
        this.easyecom = easyecom;
        this.operations = operations;
        this.transactions = transactions;
        this.entities = entities;
        this.clock = clock;
    }

    /**
     * @param lookBack how far back EasyEcom's list is walked, by the time of a row's last change
     * @param readsAtMost shipments that are read by themselves: unfinished ones that the list did not show, and what looks different
     * @param found told each difference as it is sure
     * @param compared told how many were compared, after each page and each read; throws to break off
     * @return how many had to be read by themselves and were not
     * @throws com.nexar.fulfilment.easyecom.EasyEcomFailure EasyEcom cannot be read any further
     */
    public int compare(
            Location location,
            Duration lookBack,
            int readsAtMost,
            Consumer<Difference> found,
            Consumer<Integer> compared) {
        return Lane.ORDERS.call(() -> {
            Set<Long> shown = new HashSet<>();
            Suspects suspects = new Suspects();
            Instant now = clock.instant();
            for (ReadWindow window : windows(now.minus(lookBack), now)) {
                walk(location, window, page -> {
                    page.shipments().forEach(row -> shown.add(row.shipmentId()));
                    suspect(location, page.shipments(), suspects);
                    compared.accept((int) page.shipments().stream()
                            .filter(row -> !suspects.has(row.shipmentId()))
                            .count());
                });
            }
            transactions.in(location, () -> open(location)).stream()
                    .filter(id -> !shown.contains(id))
                    .forEach(suspects::unseen);
            List<Long> toRead = suspects.inTurn();
            int reads = Math.min(readsAtMost, toRead.size());
            for (Long id : toRead.subList(0, reads)) {
                look(location, id).forEach(found);
                compared.accept(1);
            }
            return toRead.size() - reads;
        });
    }

    private void walk(Location location, ReadWindow window, Consumer<ShipmentPage> each) {
        ShipmentPage page = easyecom.firstWithHistory(location, window);
        Set<String> cursors = new HashSet<>();
        each.accept(page);
        while (page.next() != null && cursors.add(page.next())) {
            page = easyecom.next(location, page.next());
            each.accept(page);
        }
    }

    private void suspect(Location location, List<UpstreamShipment> rows, Suspects suspects) {
        if (rows.isEmpty()) {
            return;
        }
        transactions.run(location, () -> {
            Map<Long, Shipment> known = known(
                    location, rows.stream().map(UpstreamShipment::shipmentId).toList());
            for (UpstreamShipment row : rows) {
                if (StageProof.needsOwnRead(row)) {
                    suspects.undecided(row.shipmentId());
                } else if (!Differing.between(known.get(row.shipmentId()), row).isEmpty()) {
                    suspects.different(row.shipmentId());
                }
            }
        });
    }

    /** Read by itself now; empty where it is the same, where it is being worked on, or where more was learnt meanwhile. */
    private List<Difference> look(Location location, long id) {
        Instant asOf = clock.instant();
        Optional<UpstreamShipment> row = easyecom.shipment(location, id);
        return transactions.in(location, () -> {
            Shipment shipment = known(location, List.of(id)).get(id);
            boolean moving = shipment != null
                    && (shipment.learntSince(asOf)
                            || operations.inOpen(location, id).isPresent());
            if (moving || row.isEmpty() && shipment == null) {
                return List.of();
            }
            return row.map(there -> Differing.between(shipment, there))
                    .orElseGet(() -> List.of(Differing.gone(shipment)));
        });
    }

    private Map<Long, Shipment> known(Location location, List<Long> ids) {
        Map<Long, Shipment> known = new HashMap<>();
        Shipment.<Shipment>list(
                        "key.brand = ?1 and location = ?2 and key.shipmentId in ?3",
                        location.brand(),
                        location.code(),
                        ids)
                .forEach(shipment -> known.put(shipment.key.shipmentId(), shipment));
        return known;
    }

    private List<Long> open(Location location) {
        @SuppressWarnings("unchecked")
        List<Number> ids = entities.createNativeQuery(OPEN)
                .setParameter(1, location.brand())
                .setParameter(2, location.code())
                .getResultList();
        return ids.stream().map(Number::longValue).toList();
    }

    private static List<ReadWindow> windows(Instant from, Instant to) {
        List<ReadWindow> windows = new ArrayList<>();
        for (Instant start = from; start.isBefore(to); start = start.plus(ReadWindow.LONGEST)) {
            Instant end = start.plus(ReadWindow.LONGEST);
            windows.add(new ReadWindow(start, end.isBefore(to) ? end : to));
        }
        return windows;
    }
}
