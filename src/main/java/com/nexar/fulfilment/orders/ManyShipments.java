package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Many shipments in one query each; what is not of the location is left out. */
@Singleton
public class ManyShipments {

    private final ShownShipments shown;
    private final ShipmentViews views;

    ManyShipments(ShownShipments shown, ShipmentViews views) {
        this.shown = shown;
        this.views = views;
    }

    /** Locks them in the order of their ids; in the caller's transaction. */
    public Map<Long, ShipmentFacts> inLock(Location location, Collection<Long> shipmentIds) {
        Map<Long, ShipmentFacts> locked = new HashMap<>();
        Shipment.<Shipment>find(
                        "key.brand = ?1 and location = ?2 and key.shipmentId in ?3 order by key.shipmentId",
                        location.brand(),
                        location.code(),
                        shipmentIds)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .forEach(shipment -> locked.put(shipment.key.shipmentId(), ShipmentFacts.of(shipment)));
        return locked;
    }

    public Map<Long, ShipmentView> views(Location location, Collection<Long> shipmentIds) {
        if (shipmentIds.isEmpty()) {
            return Map.of();
        }
        return views.all(shown.these(location, shipmentIds)).stream()
                .collect(Collectors.toMap(view -> Long.valueOf(view.shipmentId()), Function.identity()));
    }
}
