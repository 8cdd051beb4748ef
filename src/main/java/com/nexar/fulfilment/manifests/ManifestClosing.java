package com.nexar.fulfilment.manifests;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomConnection;
import com.nexar.fulfilment.easyecom.EasyEcomManifests;
import com.nexar.fulfilment.easyecom.EasyEcomRefused;
import com.nexar.fulfilment.easyecom.EasyEcomUnavailable;
import com.nexar.fulfilment.easyecom.EasyEcomUncertain;
import com.nexar.fulfilment.easyecom.ManifestReply;
import com.nexar.fulfilment.easyecom.SendRight;
import com.nexar.fulfilment.manifests.Manifest.Group;
import com.nexar.fulfilment.manifests.Manifest.Progress;
import com.nexar.fulfilment.operations.OpenOperation;
import com.nexar.fulfilment.operations.OperationHandler;
import com.nexar.fulfilment.operations.OperationKind;
import com.nexar.fulfilment.operations.OperationState;
import com.nexar.fulfilment.operations.Outcomes;
import com.nexar.fulfilment.operations.PartOutcomes;
import com.nexar.fulfilment.operations.Step;
import com.nexar.fulfilment.operations.Work;
import com.nexar.fulfilment.orders.Gate;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Closing a manifest: for each group of one carrier and marketplace gate → call → outcome. The groups go one after the other,
 * and one whose outcome is unknown does not hold up the next; {@link ManifestReading} settles them shipment by shipment.
 */
@Singleton
class ManifestClosing implements OperationHandler {

    private final Orders orders;
    private final Gate gate;
    private final Outcomes outcomes;
    private final PartOutcomes parts;
    private final ManifestReading reading;
    private final ManifestRefusal refusal;
    private final EasyEcomManifests easyecom;
    private final EasyEcomConnection connection;
    private final Transactions transactions;
    private final Clock clock;

    ManifestClosing(
            Orders orders,
            Gate gate,
            Outcomes outcomes,
            PartOutcomes parts,
            ManifestReading reading,
            ManifestRefusal refusal,
            EasyEcomManifests easyecom,
            EasyEcomConnection connection,
            Transactions transactions,
            Clock clock) {
        this.orders = orders;
        this.gate = gate;
        this.outcomes = outcomes;
        this.parts = parts;
        this.reading = reading;
        this.refusal = refusal;
        this.easyecom = easyecom;
        this.connection = connection;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public OperationKind kind() {
        return OperationKind.MANIFEST;
    }

    @Override
    public Step attempt(Work work) {
        Optional<Group> next = reading.groups(work).stream()
                .filter(group -> group.is(Progress.NEW))
                .findFirst();
        if (next.isEmpty()) {
            return reading.afterSending(work);
        }
        Group group = next.get();
        Ready ready = ready(work, group);
        List<String> awbs = ready.shipments().isEmpty()
                ? List.of()
                : transactions.in(work.location(), () -> inSending(work, group, ready.shipments()));
        if (awbs.isEmpty()) {
            return transactions.in(
                    work.location(), () -> reading.inNextGroup(work, group.at(Progress.DONE, clock.instant())));
        }
        return send(work, group, awbs, ready.until());
    }

    @Override
    public Step readBack(Work work) {
        return reading.readBack(work);
    }

    /** Of several groups some may be at EasyEcom: only what never left is given up. */
    @Override
    public Step inGivenUp(Work work, Problem why) {
        Manifest manifest = Manifest.locked(work.operation().id());
        List<Long> open = work.operation().shipmentIds();
        boolean noneLeft = manifest.groups.stream()
                .filter(group -> !group.is(Progress.NEW))
                .noneMatch(group -> group.shipmentIds().stream().anyMatch(open::contains));
        if (noneLeft) {
            return null;
        }
        for (Group group :
                manifest.groups.stream().filter(each -> each.is(Progress.NEW)).toList()) {
            manifest.put(group.at(Progress.DONE, clock.instant()));
            group.shipmentIds()
                    .forEach(each -> parts.inShipmentFinished(work.lease(), each, OperationState.FAILED, why));
        }
        return reading.inAfterSending(work);
    }

    @Override
    public int effects(Location location, OpenOperation operation) {
        return reading.effects(location, operation);
    }

    /** @param until when they are looked at again, where they have not left */
    private record Ready(List<Long> shipments, long until) {}

    /** The gate: what was cancelled, held or changed meanwhile stays behind, and the rest goes. */
    private Ready ready(Work work, Group group) {
        List<Long> open = group.shipmentIds().stream()
                .filter(work.operation().shipmentIds()::contains)
                .toList();
        List<Long> ready = new ArrayList<>();
        Set<Long> here = reading.stillHere(work, open);
        Gate.Fresh fresh = gate.toActOn(work.location(), here);
        Map<Long, ShipmentFacts> now = fresh.facts();
        here.removeAll(now.keySet());
        reading.finish(work, here, OperationState.FAILED, ManifestCheck::unreadable);
        for (Long shipment : now.keySet()) {
            try {
                ManifestCheck.mayGo(now.get(shipment));
                ready.add(shipment);
            } catch (Problem blocked) {
                staysBehind(work, group, now.get(shipment), blocked);
            }
        }
        return new Ready(ready, fresh.until());
    }

    /** On a manifest already: ours of before, whose answer got lost, or somebody else's; what was wanted is so. */
    private void staysBehind(Work work, Group group, ShipmentFacts now, Problem blocked) {
        boolean there = now.stage().manifestedOrLater() && !now.cancelledUpstream();
        OperationState state = there ? OperationState.SUCCEEDED : OperationState.REFUSED;
        transactions.run(work.location(), () -> {
            if (there && group.uncertain() > 0) {
                outcomes.inLateArrival(work.lease()); // the quiet read-back did not show it
            }
            parts.inShipmentFinished(work.lease(), now.shipmentId(), state, there ? null : blocked);
        });
    }

    private List<String> inSending(Work work, Group group, List<Long> ready) {
        List<String> awbs = ready.stream()
                .sorted()
                .map(shipment -> ManifestCheck.mayGo(orders.inLock(work.location(), shipment))
                        .awb())
                .toList();
        outcomes.inSending(work.lease());
        Manifest.locked(work.operation().id()).put(group.at(Progress.SENDING, clock.instant()));
        return awbs;
    }

    private Step send(Work work, Group group, List<String> awbs, long until) {
        try {
            ManifestReply reply = SendRight.during(
                    work.lease()::held,
                    () -> SendRight.until(
                            until,
                            () -> easyecom.generate(work.location(), group.carrierId(), group.marketplaceId(), awbs)));
            String document = reply.document() == null ? null : reply.document().toString();
            return transactions.in(
                    work.location(),
                    () -> reading.inNextGroup(work, group.answered(reply.number(), document, clock.instant())));
        } catch (EasyEcomRefused no) {
            return refusal.refused(work, group, no);
        } catch (EasyEcomUnavailable e) {
            return transactions.in(work.location(), () -> {
                Manifest.locked(work.operation().id()).put(group.at(Progress.NEW, clock.instant()));
                return e.tooOld() ? outcomes.inLookAgain(work.lease()) : outcomes.inRetry(work.lease(), e);
            });
        } catch (EasyEcomUncertain e) {
            // a manifest may take effect a while after its answer (contract (a) 2): even a clear 5xx proves nothing
            // within seconds
            Group unknown = group.unknown(e.sentNotAfter(), e.sentNotAfter().plus(connection.quietPeriod()));
            return transactions.in(work.location(), () -> reading.inNextGroup(work, unknown));
        }
    }
}
