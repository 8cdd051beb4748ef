package com.nexar.fulfilment.manifests;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomManifests;
import com.nexar.fulfilment.easyecom.ManifestReply;
import com.nexar.fulfilment.operations.OpenOperation;
import com.nexar.fulfilment.operations.OperationHandler;
import com.nexar.fulfilment.operations.OperationKind;
import com.nexar.fulfilment.operations.OperationState;
import com.nexar.fulfilment.operations.Operations;
import com.nexar.fulfilment.operations.Wait;
import com.nexar.fulfilment.orders.Cause;
import com.nexar.fulfilment.orders.Gate;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Closing a manifest: gate → intent → one call per group → each shipment read back; settled shipment by shipment. */
@Singleton
class ManifestClosing implements OperationHandler {

    /** EasyEcom took the manifest, but a shipment still shows none of it after this long: it was skipped. */
    private static final Duration SKIPPED_AFTER = Duration.ofMinutes(2);

    private final ManifestCheck check;
    private final Orders orders;
    private final Gate gate;
    private final Operations operations;
    private final Wait wait;
    private final EasyEcomManifests easyecom;
    private final Transactions transactions;
    private final Clock clock;

    ManifestClosing(
            ManifestCheck check,
            Orders orders,
            Gate gate,
            Operations operations,
            Wait wait,
            EasyEcomManifests easyecom,
            Transactions transactions,
            Clock clock) {
        this.check = check;
        this.orders = orders;
        this.gate = gate;
        this.operations = operations;
        this.wait = wait;
        this.easyecom = easyecom;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @return the manifest, which is also its operation's id */
    UUID close(Location location, CloseManifest order, String caller, Duration most) {
        ManifestCheck.Checked checked = check.check(location, order);
        if (checked.ready().isEmpty()) {
            throw checked.blocked().values().iterator().next().with("blocked", Blocking.views(checked.blocked()));
        }
        UUID id = transactions.in(location, () -> intend(location, order, checked, caller));
        List<Manifest.Group> groups = transactions.in(location, () -> Manifest.<Manifest>findById(id).groups);
        List<Problem> failures = new ArrayList<>();
        for (Manifest.Group group : groups) {
            transactions.run(location, () -> operations.inSending(id));
            send(location, id, group, failures);
        }
        transactions.run(location, () -> {
            if (!operations.inFinished(id)
                    && failures.stream().noneMatch(f -> f.code() == ProblemCode.OUTCOME_UNKNOWN)) {
                operations.inAccepted(id, most.plusSeconds(1));
            }
        });
        if (!finished(location, id)) {
            Set<Long> open = new LinkedHashSet<>();
            checked.ready().forEach(shipment -> open.add(shipment.shipmentId()));
            wait.until(most, () -> {
                readBack(location, id, open);
                return finished(location, id);
            });
        }
        boolean something = operations.view(location, id).results().stream()
                .anyMatch(result -> result.state() == OperationState.SUCCEEDED);
        if (failures.size() == groups.size() && !something) {
            throw failures.getFirst().withOperation(id.toString());
        }
        return id;
    }

    boolean finished(Location location, UUID id) {
        return operations.view(location, id).state().finished();
    }

    private UUID intend(Location location, CloseManifest order, ManifestCheck.Checked checked, String caller) {
        Map<String, List<ShipmentFacts>> grouped = new LinkedHashMap<>();
        List<Long> ids =
                checked.ready().stream().map(ShipmentFacts::shipmentId).sorted().toList();
        for (Long id : ids) {
            ShipmentFacts now = ManifestCheck.mayGo(orders.inLock(location, id));
            operations.inOpen(location, id).ifPresent(open -> {
                throw open.busy(id);
            });
            grouped.computeIfAbsent(now.carrierId() + "/" + now.marketplaceId(), key -> new ArrayList<>())
                    .add(now);
        }
        UUID id = operations.inBegin(location, OperationKind.MANIFEST, ids, order, ids.toString(), caller, true);
        List<Manifest.Group> groups = grouped.values().stream()
                .map(group -> new Manifest.Group(
                        group.getFirst().carrierId(),
                        group.getFirst().marketplaceId(),
                        group.stream().map(ShipmentFacts::shipmentId).toList(),
                        null,
                        null,
                        false))
                .toList();
        new Manifest(id, location.brand(), location.code(), groups, Blocking.views(checked.blocked()), clock.instant())
                .persist();
        return id;
    }

    private void send(Location location, UUID id, Manifest.Group group, List<Problem> failures) {
        try {
            List<String> awbs = awbsNow(location, id, group);
            if (awbs.isEmpty()) {
                return;
            }
            ManifestReply reply = easyecom.generate(location, group.carrierId(), group.marketplaceId(), awbs);
            String document = reply.document() == null ? null : reply.document().toString();
            transactions.run(location, () -> replace(id, group, group.answered(reply.number(), document)));
        } catch (Problem problem) {
            failures.add(problem);
            transactions.run(location, () -> note(id, group, problem));
        } catch (RuntimeException bug) {
            // wherever it broke, the request may have left
            transactions.run(location, () -> operations.inUnknown(id, null));
            throw bug;
        }
    }

    /** The groups before this one took their time: what was cancelled or held meanwhile stays behind. */
    private List<String> awbsNow(Location location, UUID id, Manifest.Group group) {
        List<String> awbs = new ArrayList<>();
        for (Long shipment : group.shipmentIds()) {
            try {
                awbs.add(ManifestCheck.mayGo(gate.fresh(location, shipment)).awb());
            } catch (Problem problem) {
                if (problem.code().status() >= 500) {
                    throw problem;
                }
                transactions.run(
                        location, () -> operations.inShipmentFinished(id, shipment, OperationState.REFUSED, problem));
            }
        }
        return awbs;
    }

    private void note(UUID id, Manifest.Group group, Problem problem) {
        if (problem.code() == ProblemCode.OUTCOME_UNKNOWN) {
            operations.inUnknown(id, problem.retryAfter());
            return;
        }
        boolean refused = problem.code() == ProblemCode.UPSTREAM_REFUSED;
        replace(id, group, group.asRefused());
        OperationState state = refused ? OperationState.REFUSED : OperationState.FAILED;
        group.shipmentIds().forEach(shipment -> operations.inShipmentFinished(id, shipment, state, problem));
    }

    private static void replace(UUID id, Manifest.Group before, Manifest.Group after) {
        Manifest manifest = Manifest.findById(id, jakarta.persistence.LockModeType.PESSIMISTIC_WRITE);
        manifest.groups = manifest.groups.stream()
                .map(group -> group.shipmentIds().equals(before.shipmentIds()) ? after : group)
                .toList();
    }

    /**
     * Reads the open shipments and closes those that EasyEcom shows as manifested; they leave the set.
     *
     * @return those that EasyEcom showed, and not as manifested; of the others it said nothing
     */
    private Set<Long> readBack(Location location, UUID id, Set<Long> open) {
        Set<Long> withoutManifest = new LinkedHashSet<>();
        open.removeIf(shipment -> {
            try {
                boolean shown = gate.readRow(location, shipment, Cause.OPERATION, id.toString())
                        .isPresent();
                boolean manifested = orders.facts(location, shipment).stage().manifestedOrLater();
                if (shown && !manifested) {
                    withoutManifest.add(shipment);
                }
                if (!manifested) {
                    return false;
                }
            } catch (Problem unreadable) {
                return false; // later
            }
            transactions.run(
                    location, () -> operations.inShipmentFinished(id, shipment, OperationState.SUCCEEDED, null));
            return true;
        });
        return withoutManifest;
    }

    @Override
    public OperationKind kind() {
        return OperationKind.MANIFEST;
    }

    @Override
    public void settle(Location location, OpenOperation operation) {
        Instant asked = clock.instant();
        Set<Long> open = new LinkedHashSet<>(operation.shipmentIds());
        Set<Long> withoutManifest = readBack(location, operation.id(), open);
        boolean skipped =
                operation.accepted() && asked.isAfter(operation.sentNotAfter().plus(SKIPPED_AFTER));
        if (!skipped && !operation.disprovedAt(asked)) {
            return;
        }
        withoutManifest.forEach(shipment -> transactions.run(
                location,
                () -> operations.inShipmentFinished(
                        operation.id(), shipment, OperationState.FAILED, notTaken(shipment))));
    }

    private static Problem notTaken(long shipment) {
        return new Problem(
                ProblemCode.UPSTREAM_UNAVAILABLE,
                "EasyEcom shows no manifest for shipment " + shipment
                        + " (read back); it stays CONFIRMED and can be put on another manifest.");
    }
}
