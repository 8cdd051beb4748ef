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
import com.nexar.fulfilment.operations.Requests;
import com.nexar.fulfilment.operations.Step;
import com.nexar.fulfilment.operations.Work;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Closing a manifest: for each group of one carrier and marketplace gate → call → outcome. The groups go one after the other,
 * and one whose outcome is unknown does not hold up the next; {@link ManifestReading} settles them shipment by shipment.
 */
@Singleton
class ManifestClosing implements OperationHandler {

    private final ManifestGate gate;
    private final Outcomes outcomes;
    private final PartOutcomes parts;
    private final Requests requests;
    private final ManifestReading reading;
    private final ManifestMeanwhile meanwhile;
    private final ManifestShipments shipments;
    private final ManifestRefusal refusal;
    private final ManifestEffects effects;
    private final EasyEcomManifests easyecom;
    private final EasyEcomConnection connection;
    private final Transactions transactions;
    private final Clock clock;

    ManifestClosing(
            ManifestGate gate,
            Outcomes outcomes,
            PartOutcomes parts,
            Requests requests,
            ManifestReading reading,
            ManifestMeanwhile meanwhile,
            ManifestShipments shipments,
            ManifestRefusal refusal,
            ManifestEffects effects,
            EasyEcomManifests easyecom,
            EasyEcomConnection connection,
            Transactions transactions,
            Clock clock) {
        this.gate = gate;
        this.outcomes = outcomes;
        this.parts = parts;
        this.requests = requests;
        this.reading = reading;
        this.meanwhile = meanwhile;
        this.shipments = shipments;
        this.refusal = refusal;
        this.effects = effects;
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
    public Step readSent(Work work) {
        return meanwhile.readBack(work);
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
        CloseManifest order = requests.read(work.operation(), CloseManifest.class);
        ManifestGate.Ready ready = gate.ready(work, group, order);
        List<String> awbs = ready.shipments().isEmpty()
                ? List.of()
                : transactions.in(
                        work.location(),
                        () -> inSending(work, group, gate.inLast(work, group, order, ready.shipments())));
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

    @Override
    public Step inForbidden(Work work, Problem why) {
        return inNeverLeft(work, OperationState.REFUSED, why);
    }

    @Override
    public Step inGivenUp(Work work, Problem why) {
        return inNeverLeft(work, OperationState.FAILED, why);
    }

    /** Of several groups some may be at EasyEcom: only what never left ends so. */
    private Step inNeverLeft(Work work, OperationState state, Problem why) {
        Manifest manifest = Manifest.locked(work.operation().id());
        List<Long> open = work.operation().shipmentIds();
        boolean noneLeft = manifest.groups.stream()
                .allMatch(group -> group.is(Progress.NEW) || group.of(open).isEmpty());
        if (noneLeft) {
            return null;
        }
        for (Group group :
                manifest.groups.stream().filter(each -> each.is(Progress.NEW)).toList()) {
            manifest.put(group.at(Progress.DONE, clock.instant()));
            shipments.inFinish(work, group.shipmentIds(), state, each -> why);
        }
        return reading.inAfterSending(work);
    }

    @Override
    public int effects(Location location, OpenOperation operation) {
        return effects.count(location, operation);
    }

    private List<String> inSending(Work work, Group group, List<String> awbs) {
        if (!awbs.isEmpty()) {
            outcomes.inSending(work.lease());
            Manifest.locked(work.operation().id()).put(group.at(Progress.SENDING, clock.instant()));
        }
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
            return transactions.in(work.location(), () -> {
                Manifest.locked(work.operation().id()).put(unknown);
                return parts.inUnknownPart(work.lease());
            });
        }
    }
}
