package com.nexar.fulfilment.manifests;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.easyecom.EasyEcomConnection;
import com.nexar.fulfilment.easyecom.EasyEcomRefused;
import com.nexar.fulfilment.easyecom.EasyEcomUnavailable;
import com.nexar.fulfilment.manifests.Manifest.Group;
import com.nexar.fulfilment.manifests.Manifest.Progress;
import com.nexar.fulfilment.operations.OperationState;
import com.nexar.fulfilment.operations.Outcomes;
import com.nexar.fulfilment.operations.PartOutcomes;
import com.nexar.fulfilment.operations.Step;
import com.nexar.fulfilment.operations.Work;
import com.nexar.fulfilment.orders.Cause;
import com.nexar.fulfilment.orders.Gate;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What EasyEcom's no to a group means for each of its shipments. */
@Singleton
class ManifestRefusal {

    private final Orders orders;
    private final Gate gate;
    private final Outcomes outcomes;
    private final PartOutcomes parts;
    private final ManifestReading reading;
    private final ManifestShipments shipments;
    private final EasyEcomConnection connection;
    private final Transactions transactions;
    private final Clock clock;

    ManifestRefusal(
            Orders orders,
            Gate gate,
            Outcomes outcomes,
            PartOutcomes parts,
            ManifestReading reading,
            ManifestShipments shipments,
            EasyEcomConnection connection,
            Transactions transactions,
            Clock clock) {
        this.orders = orders;
        this.gate = gate;
        this.outcomes = outcomes;
        this.parts = parts;
        this.reading = reading;
        this.shipments = shipments;
        this.connection = connection;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * EasyEcom said no to a group. What the read-back shows as manifested is; what has a reason of its own stays behind with it, and
     * then the others are tried without it. After an attempt without an answer the no may be an echo of our own success.
     */
    Step refused(Work work, Group group, EasyEcomRefused refusal) {
        Set<Long> open = new LinkedHashSet<>(group.shipmentIds());
        open.retainAll(work.operation().shipmentIds());
        int before = open.size();
        try {
            gate.readAll(work.location(), open, Cause.OPERATION, work.reference());
        } catch (EasyEcomUnavailable unreadable) {
            return doubted(work, group, refusal);
        }
        noticeLate(work, group, open);
        shipments.settle(work, open);
        open.removeAll(staysBehind(work, open));
        if (open.isEmpty() || open.size() < before) {
            Group rest = group.at(open.isEmpty() ? Progress.DONE : Progress.NEW, clock.instant());
            return transactions.in(work.location(), () -> reading.inNextGroup(work, rest));
        }
        if (group.uncertain() > 0) {
            return doubted(work, group, refusal);
        }
        return transactions.in(work.location(), () -> {
            Manifest.locked(work.operation().id()).put(group.at(Progress.DONE, clock.instant()));
            open.forEach(shipment -> parts.inShipmentFinished(work.lease(), shipment, OperationState.REFUSED, refusal));
            return parts.inNextPart(work.lease());
        });
    }

    /** Not on a manifest after the quiet period, and refused as if it were: the first request came in between. */
    private void noticeLate(Work work, Group group, Set<Long> open) {
        boolean late = group.uncertain() > 0
                && open.stream()
                        .anyMatch(shipment ->
                                orders.facts(work.location(), shipment).stage().manifestedOrLater());
        if (late) {
            transactions.run(work.location(), () -> outcomes.inLateArrival(work.lease()));
        }
    }

    private Set<Long> staysBehind(Work work, Set<Long> open) {
        Map<Long, Problem> reasons = new LinkedHashMap<>();
        transactions.run(
                work.location(),
                () -> orders.inFacts(work.location(), open)
                        .forEach(each -> each.reasonAgainst().ifPresent(why -> reasons.put(each.shipmentId(), why))));
        shipments.finish(work, reasons.keySet(), OperationState.REFUSED, reasons::get);
        return reasons.keySet();
    }

    private Step doubted(Work work, Group group, EasyEcomRefused refusal) {
        Instant now = clock.instant();
        Group doubted = group.doubted(refusal.upstream(), now, now.plus(connection.quietPeriod()));
        return transactions.in(work.location(), () -> reading.inNextGroup(work, doubted));
    }
}
