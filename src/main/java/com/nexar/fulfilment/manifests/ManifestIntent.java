package com.nexar.fulfilment.manifests;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomUnavailable;
import com.nexar.fulfilment.operations.CommandAgain;
import com.nexar.fulfilment.operations.Lease;
import com.nexar.fulfilment.operations.OpenOperation;
import com.nexar.fulfilment.operations.OperationKind;
import com.nexar.fulfilment.operations.OperationState;
import com.nexar.fulfilment.operations.Operations;
import com.nexar.fulfilment.operations.Requests;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Taking the order to hand parcels over: it is written down before anything is sent, and the same again joins it. */
@Singleton
class ManifestIntent implements CommandAgain {

    private final ManifestCheck check;
    private final Orders orders;
    private final Operations operations;
    private final Transactions transactions;
    private final Requests requests;
    private final Clock clock;

    ManifestIntent(
            ManifestCheck check,
            Orders orders,
            Operations operations,
            Transactions transactions,
            Clock clock,
            Requests requests) {
        this.check = check;
        this.orders = orders;
        this.operations = operations;
        this.transactions = transactions;
        this.requests = requests;
        this.clock = clock;
    }

    private record Taken(UUID operation, Lease begun) {}

    @Override
    public OperationKind kind() {
        return OperationKind.MANIFEST;
    }

    @Override
    public UUID again(Location location, OpenOperation finished, String caller) {
        List<String> same =
                finished.allShipmentIds().stream().map(String::valueOf).toList(); // and not what the courier has by now
        return take(location, new CloseManifest(same, null, null), caller);
    }

    /** @return the manifest, which is also its operation's id */
    UUID take(Location location, CloseManifest order, String caller) {
        Set<Long> meant = check.meant(location, order);
        String fingerprint = new TreeSet<>(meant).toString();
        Optional<UUID> same = transactions.in(location, () -> inSame(location, meant, fingerprint));
        if (same.isPresent()) {
            return same.get();
        }
        ManifestCheck.Checked checked = checked(location, meant);
        if (checked.ready().isEmpty()) {
            // what stands in the way may be the success of the same command, given by another caller meanwhile
            Optional<UUID> meanwhile = transactions.in(location, () -> inSame(location, meant, fingerprint));
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            throw checked.blocked().values().iterator().next().with("blocked", Blocking.views(checked.blocked()));
        }
        Taken taken = transactions.in(location, () -> intend(location, order, meant, fingerprint, checked, caller));
        if (taken.begun() != null) {
            operations.start(taken.begun());
        }
        return taken.operation();
    }

    /** Where EasyEcom cannot be asked now, what is known here decides who waits; the gate is asked again before it is sent. */
    private ManifestCheck.Checked checked(Location location, Set<Long> meant) {
        try {
            return check.check(location, meant);
        } catch (EasyEcomUnavailable unreadable) {
            return check.asKnown(location, meant);
        }
    }

    /** The same parcels were handed over before, or are just now: one manifest answers both requests. */
    private Optional<UUID> inSame(Location location, Set<Long> meant, String fingerprint) {
        return operations
                .inOfKey()
                .or(() -> operations
                        .inLatest(location, meant, OperationKind.MANIFEST, fingerprint)
                        .filter(ManifestIntent::protects)
                        .map(latest -> operations.inJoin(latest.id())));
    }

    private static boolean protects(OpenOperation operation) {
        return !operation.state().finished()
                || operation.state() == OperationState.SUCCEEDED
                || operation.state() == OperationState.PARTIAL;
    }

    private Taken intend(
            Location location,
            CloseManifest order,
            Set<Long> meant,
            String fingerprint,
            ManifestCheck.Checked checked,
            String caller) {
        List<Long> ids =
                checked.ready().stream().map(ShipmentFacts::shipmentId).sorted().toList();
        Map<String, List<ShipmentFacts>> grouped = new LinkedHashMap<>();
        List<ShipmentFacts> locked =
                ids.stream().map(id -> orders.inLock(location, id)).toList();
        Optional<UUID> same = inSame(location, meant, fingerprint); // begun while this request asked EasyEcom
        if (same.isPresent()) {
            return new Taken(same.get(), null);
        }
        for (ShipmentFacts now : locked) {
            ManifestCheck.mayGo(now);
            operations.inOpen(location, now.shipmentId()).ifPresent(open -> {
                throw open.busy(now.shipmentId());
            });
            grouped.computeIfAbsent(now.carrierId() + "/" + now.marketplaceId(), key -> new ArrayList<>())
                    .add(now);
        }
        Lease lease = operations.inBegin(
                location, new Operations.Intent(OperationKind.MANIFEST, ids, order, fingerprint, caller));
        List<Manifest.Group> groups = grouped.values().stream()
                .map(group -> Manifest.Group.of(
                        group.getFirst().carrierId(),
                        group.getFirst().marketplaceId(),
                        group.stream().map(ShipmentFacts::shipmentId).toList(),
                        clock.instant()))
                .toList();
        new Manifest(
                        lease.operation(),
                        location.brand(),
                        location.code(),
                        groups,
                        Blocking.views(checked.blocked()),
                        clock.instant())
                .persist();
        return new Taken(lease.operation(), lease);
    }
}
