package com.nexar.fulfilment.manifests;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.manifests.Manifest.Group;
import com.nexar.fulfilment.operations.OperationState;
import com.nexar.fulfilment.operations.Work;
import com.nexar.fulfilment.orders.Gate;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which shipments of a group leave with it; one that must not stays behind, and it alone. */
@Singleton
class ManifestGate {

    private final Orders orders;
    private final Gate gate;
    private final ManifestCheck check;
    private final ManifestShipments shipments;
    private final Transactions transactions;

    ManifestGate(
            Orders orders, Gate gate, ManifestCheck check, ManifestShipments shipments, Transactions transactions) {
        this.orders = orders;
        this.gate = gate;
        this.check = check;
        this.shipments = shipments;
        this.transactions = transactions;
    }

    /** @param until when they are looked at again, where they have not left ({@link Gate.Fresh}) */
    record Ready(List<Long> shipments, long until) {}

    /** As EasyEcom has them now: what was cancelled, held or changed meanwhile stays behind, and the rest goes. */
    Ready ready(Work work, Group group, CloseManifest order) {
        List<Long> ready = new ArrayList<>();
        Set<Long> here = shipments.stillHere(work, group.of(work.operation().shipmentIds()));
        Gate.Fresh fresh = gate.toActOn(work.location(), here);
        Map<Long, ShipmentFacts> now = fresh.facts();
        here.removeAll(now.keySet());
        shipments.finish(work, here, OperationState.FAILED, ManifestCheck::unreadable);
        transactions.run(work.location(), () -> {
            for (Long shipment : now.keySet()) {
                try {
                    check.inMayGo(work.location(), order, now.get(shipment));
                    ready.add(shipment);
                } catch (Problem blocked) {
                    shipments.inStaysBehind(work, group, shipment, now.get(shipment), blocked);
                }
            }
        });
        return new Ready(ready, fresh.until());
    }

    /**
     * Once more, with all rows locked, in the transaction that writes down that the rest leaves: what was learnt since stays behind.
     *
     * @return the AWBs of the rest
     */
    List<String> inLast(Work work, Group group, CloseManifest order, List<Long> ready) {
        List<String> awbs = new ArrayList<>();
        Map<Long, Problem> blocked = new LinkedHashMap<>();
        Map<Long, ShipmentFacts> locked = new LinkedHashMap<>();
        for (Long shipment : ready.stream().sorted().toList()) {
            try {
                locked.put(shipment, orders.inLock(work.location(), shipment));
                awbs.add(check.inMayGo(work.location(), order, locked.get(shipment))
                        .awb());
            } catch (Problem late) {
                blocked.put(shipment, late);
            }
        }
        blocked.forEach((shipment, why) -> shipments.inStaysBehind(work, group, shipment, locked.get(shipment), why));
        return awbs;
    }
}
