package com.nexar.fulfilment.manifests;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.manifests.Manifest.Group;
import com.nexar.fulfilment.operations.OpenOperation;
import com.nexar.fulfilment.orders.Cause;
import com.nexar.fulfilment.orders.Gate;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import jakarta.inject.Singleton;
import java.util.List;

/** How often EasyEcom shows what a finished manifest wanted: more than once means that a request came late. */
@Singleton
class ManifestEffects {

    private final Orders orders;
    private final Gate gate;
    private final Transactions transactions;

    ManifestEffects(Orders orders, Gate gate, Transactions transactions) {
        this.orders = orders;
        this.gate = gate;
        this.transactions = transactions;
    }

    /** Shipments on a manifest, and one more for each group of which some went by another number than the one that we were told. */
    int count(Location location, OpenOperation operation) {
        List<Long> all = operation.allShipmentIds();
        gate.readAll(location, all, Cause.SYNC, operation.id().toString());
        List<ShipmentFacts> facts = transactions.in(location, () -> orders.inFacts(location, all));
        int manifested = (int)
                facts.stream().filter(each -> each.stage().manifestedOrLater()).count();
        List<Group> groups = transactions.in(location, () -> Manifest.<Manifest>findById(operation.id()).groups);
        int renumbered =
                (int) groups.stream().filter(group -> renumbered(group, facts)).count();
        return manifested + renumbered;
    }

    private static boolean renumbered(Group group, List<ShipmentFacts> facts) {
        return group.number() != null
                && facts.stream()
                        .filter(each -> group.shipmentIds().contains(each.shipmentId()))
                        .anyMatch(each -> each.manifestNumber() != null
                                && !each.manifestNumber().equals(group.number()));
    }
}
