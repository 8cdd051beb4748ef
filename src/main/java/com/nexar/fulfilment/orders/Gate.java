package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomOrders;
import com.nexar.fulfilment.easyecom.UpstreamShipment;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What EasyEcom says about a shipment right now. Before confirm and manifest our knowledge of that very shipment is at most
 * {@code fulfilment.orders.gate.max-age} old (promise 4); not found is never "unchanged".
 */
@Singleton
public class Gate {

    private final Orders orders;
    private final OrderIntake intake;
    private final EasyEcomOrders easyecom;
    private final Brands brands;
    private final OrdersConfig config;
    private final Clock clock;

    Gate(Orders orders, OrderIntake intake, EasyEcomOrders easyecom, Brands brands, OrdersConfig config, Clock clock) {
        this.orders = orders;
        this.intake = intake;
        this.easyecom = easyecom;
        this.brands = brands;
        this.config = config;
        this.clock = clock;
    }

    /** As known, where that is fresh enough; else as read now. Throws {@code upstream-unavailable} where it cannot be read. */
    public ShipmentFacts fresh(Location location, long shipmentId) {
        ShipmentFacts known = orders.facts(location, shipmentId);
        boolean fresh = known.knownAsOf().plus(config.gate().maxAge()).isAfter(clock.instant());
        return fresh ? known : read(location, shipmentId, Cause.SYNC, null);
    }

    /** As read now, whatever is known. */
    public ShipmentFacts read(Location location, long shipmentId, Cause cause, String reference) {
        readRow(location, shipmentId, cause, reference);
        return orders.facts(location, shipmentId);
    }

    /** The row itself, already taken in; empty where no location of the brand shows the shipment any more. */
    public Optional<UpstreamShipment> readRow(Location location, long shipmentId, Cause cause, String reference) {
        Instant asOf = clock.instant();
        Optional<UpstreamShipment> row = easyecom.shipment(location, shipmentId);
        if (row.isPresent()) {
            orders.learn(location, row.get(), asOf, cause, reference);
            return row;
        }
        for (Location other : brands.of(location).locations()) {
            Optional<UpstreamShipment> there =
                    other.equals(location) ? Optional.empty() : easyecom.shipment(other, shipmentId);
            if (there.isPresent()) {
                intake.takeOne(other, there.get(), asOf);
                return Optional.empty();
            }
        }
        orders.gone(location, shipmentId, asOf);
        return Optional.empty();
    }

    /** As known, where that is fresh enough; else as read now. */
    public Map<Long, ShipmentFacts> fresh(Location location, Collection<Long> ids) {
        Map<Long, ShipmentFacts> facts = new LinkedHashMap<>();
        ids.forEach(id -> facts.put(id, fresh(location, id)));
        return facts;
    }

    /** Reads all of them now. @return those that EasyEcom showed */
    public Set<Long> readAll(Location location, Collection<Long> ids, Cause cause, String reference) {
        Set<Long> shown = new LinkedHashSet<>();
        ids.forEach(id -> {
            if (readRow(location, id, cause, reference).isPresent()) {
                shown.add(id);
            }
        });
        return shown;
    }
}
