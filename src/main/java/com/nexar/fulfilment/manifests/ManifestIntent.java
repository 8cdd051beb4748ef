package com.nexar.fulfilment.manifests;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomUnavailable;
import com.nexar.fulfilment.operations.CommandAgain;
import com.nexar.fulfilment.operations.Lease;
import com.nexar.fulfilment.operations.OpenOperation;
import com.nexar.fulfilment.operations.OperationKind;
import com.nexar.fulfilment.operations.Operations;
import com.nexar.fulfilment.operations.Requests;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

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

    /** An order as it was given. @param fingerprint equal for the same parcels */
    private record Asked(Location location, CloseManifest order, Set<Long> meant, String fingerprint, String caller) {}

    @Override
    public OperationKind kind() {
        return OperationKind.MANIFEST;
    }

    @Override
    public UUID again(Location location, OpenOperation finished, String caller) {
        // what stayed behind, and not what the courier has by now
        List<Long> rest = finished.allShipmentIds().stream()
                .filter(id -> !finished.succeededIds().contains(id))
                .toList();
        return take(location, requests.read(finished, CloseManifest.class).only(rest), caller);
    }

    /** @return the manifest, which is also its operation's id */
    UUID take(Location location, CloseManifest order, String caller) {
        Set<Long> meant = check.meant(location, order);
        Asked asked = new Asked(location, order, meant, new TreeSet<>(meant).toString(), caller);
        Optional<UUID> same = transactions.in(location, () -> inSame(asked, meant));
        if (same.isPresent()) {
            return same.get();
        }
        ManifestCheck.Checked checked = checked(location, order, meant);
        if (checked.ready().isEmpty()) {
            // what stands in the way may be the success of the same command, given by another caller meanwhile
            return transactions
                    .in(location, () -> inSame(asked, Set.of()))
                    .orElseThrow(() -> noneGoes(checked.blocked()));
        }
        Taken taken = transactions.in(location, () -> intend(asked, checked));
        if (taken.begun() != null) {
            operations.start(taken.begun());
        }
        return taken.operation();
    }

    /** Where EasyEcom cannot be asked now, what is known here decides who waits; the gate is asked again before it is sent. */
    private ManifestCheck.Checked checked(Location location, CloseManifest order, Set<Long> meant) {
        try {
            return check.check(location, order, meant);
        } catch (EasyEcomUnavailable unreadable) {
            return check.asKnown(location, order, meant);
        }
    }

    private static Problem noneGoes(Map<Long, Problem> blocked) {
        return blocked.values().iterator().next().with("blocked", Blocking.views(blocked));
    }

    /**
     * The manifest that answers this order, too: the same parcels are being handed over just now, or were before and none of those
     * that stayed behind then can go by now.
     *
     * @param ready those that can go, as far as is known
     */
    private Optional<UUID> inSame(Asked asked, Collection<Long> ready) {
        return operations.inOfKey().or(() -> {
            List<OpenOperation> before = inBefore(asked);
            boolean noneLeft = handedOver(before).containsAll(ready);
            return before.stream()
                    .filter(each -> !each.state().finished() || noneLeft && each.succeeded() > 0)
                    .findFirst()
                    .map(each -> operations.inJoin(each.id()));
        });
    }

    private List<OpenOperation> inBefore(Asked asked) {
        return operations.inLatest(asked.location(), asked.meant(), OperationKind.MANIFEST, asked.fingerprint());
    }

    private static Set<Long> handedOver(List<OpenOperation> before) {
        return before.stream().flatMap(each -> each.succeededIds().stream()).collect(Collectors.toSet());
    }

    /** With all rows locked: what was learnt since the gate looked is blocked, and the rest goes. */
    private Taken intend(Asked asked, ManifestCheck.Checked checked) {
        Location location = asked.location();
        Map<Long, Problem> blocked = new LinkedHashMap<>(checked.blocked());
        List<ShipmentFacts> going = new ArrayList<>();
        for (Long id : ids(checked.ready()).stream().sorted().toList()) {
            try {
                going.add(check.inMayGo(location, asked.order(), orders.inLock(location, id)));
            } catch (Problem late) {
                blocked.put(id, late);
            }
        }
        Optional<UUID> same = inSame(asked, ids(going)); // begun while this request asked EasyEcom
        if (same.isPresent()) {
            return new Taken(same.get(), null);
        }
        Set<Long> handedOver = handedOver(inBefore(asked));
        going.stream()
                .filter(each -> handedOver.contains(each.shipmentId()))
                .forEach(each -> blocked.put(
                        each.shipmentId(), each.conflict("it was handed over before; nothing was sent for it again.")));
        going.removeIf(each -> handedOver.contains(each.shipmentId()));
        if (going.isEmpty()) {
            throw noneGoes(blocked);
        }
        for (ShipmentFacts now : going) {
            operations.inOpen(location, now.shipmentId()).ifPresent(open -> {
                throw open.busy(now.shipmentId());
            });
        }
        return inBegun(asked, going, blocked);
    }

    private Taken inBegun(Asked asked, List<ShipmentFacts> going, Map<Long, Problem> blocked) {
        Location location = asked.location();
        Map<String, List<ShipmentFacts>> grouped = new LinkedHashMap<>();
        for (ShipmentFacts each : going) {
            grouped.computeIfAbsent(each.carrierId() + "/" + each.marketplaceId(), key -> new ArrayList<>())
                    .add(each);
        }
        Lease lease = operations.inBegin(
                location,
                new Operations.Intent(
                        OperationKind.MANIFEST, ids(going), asked.order(), asked.fingerprint(), asked.caller()));
        List<Manifest.Group> groups = grouped.values().stream()
                .map(group -> Manifest.Group.of(
                        group.getFirst().carrierId(), group.getFirst().marketplaceId(), ids(group), clock.instant()))
                .toList();
        new Manifest(
                        lease.operation(),
                        location.brand(),
                        location.code(),
                        groups,
                        Blocking.views(blocked),
                        clock.instant())
                .persist();
        return new Taken(lease.operation(), lease);
    }

    private static List<Long> ids(List<ShipmentFacts> shipments) {
        return shipments.stream().map(ShipmentFacts::shipmentId).toList();
    }
}
