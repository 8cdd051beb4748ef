package com.nexar.fulfilment.manifests;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.manifests.Manifest.Group;
import com.nexar.fulfilment.operations.OperationState;
import com.nexar.fulfilment.operations.Outcomes;
import com.nexar.fulfilment.operations.PartOutcomes;
import com.nexar.fulfilment.operations.Work;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.orders.Stage;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What each shipment of a manifest comes to, one by one: none is refused for the sake of another. */
@Singleton
class ManifestShipments {

    private final Orders orders;
    private final Outcomes outcomes;
    private final PartOutcomes parts;
    private final Transactions transactions;

    ManifestShipments(Orders orders, Outcomes outcomes, PartOutcomes parts, Transactions transactions) {
        this.orders = orders;
        this.outcomes = outcomes;
        this.parts = parts;
        this.transactions = transactions;
    }

    /** Those of these that are of this location still; one that EasyEcom moved elsewhere leaves the manifest. */
    Set<Long> stillHere(Work work, Collection<Long> shipments) {
        Set<Long> here = new LinkedHashSet<>();
        transactions.run(work.location(), () -> {
            orders.inFacts(work.location(), shipments).forEach(each -> here.add(each.shipmentId()));
            for (Long shipment : shipments) {
                if (!here.contains(shipment)) {
                    Problem moved = Orders.unknown(work.location(), shipment);
                    parts.inShipmentFinished(work.lease(), shipment, OperationState.REFUSED, moved);
                }
            }
        });
        return here;
    }

    /** What its own row settles leaves the set: manifested, or it cannot be manifested any more. */
    void settle(Work work, Set<Long> open) {
        transactions.run(work.location(), () -> {
            for (ShipmentFacts now : orders.inFacts(work.location(), List.copyOf(open))) {
                boolean manifested = now.stage().manifestedOrLater();
                if (manifested) {
                    parts.inShipmentFinished(work.lease(), now.shipmentId(), OperationState.SUCCEEDED, null);
                } else if (now.stage() == Stage.CANCELLED) {
                    Problem cancelled = now.reasonAgainst().orElseThrow();
                    parts.inShipmentFinished(work.lease(), now.shipmentId(), OperationState.REFUSED, cancelled);
                }
                if (manifested || now.stage() == Stage.CANCELLED) {
                    open.remove(now.shipmentId());
                }
            }
        });
    }

    /**
     * Something stands in its way. On a manifest already: ours of before, whose answer got lost, or somebody else's; what was wanted
     * is so.
     *
     * @param now null where it is not of this location any more
     */
    void inStaysBehind(Work work, Group group, long shipment, ShipmentFacts now, Problem blocked) {
        boolean there = now != null && now.stage().manifestedOrLater() && !now.cancelledUpstream();
        if (there && group.uncertain() > 0) {
            outcomes.inLateArrival(work.lease()); // the quiet read-back did not show it
        }
        OperationState state = there ? OperationState.SUCCEEDED : OperationState.REFUSED;
        parts.inShipmentFinished(work.lease(), shipment, state, there ? null : blocked);
    }

    void finish(Work work, Collection<Long> shipments, OperationState state, Function<Long, Problem> why) {
        transactions.run(work.location(), () -> inFinish(work, shipments, state, why));
    }

    void inFinish(Work work, Collection<Long> shipments, OperationState state, Function<Long, Problem> why) {
        shipments.forEach(each -> parts.inShipmentFinished(work.lease(), each, state, why.apply(each)));
    }
}
