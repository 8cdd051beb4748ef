package com.nexar.fulfilment.manifests;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.OperationState;
import com.nexar.fulfilment.operations.OperationView;
import com.nexar.fulfilment.operations.Operations;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Manifests as they stand now: their groups' numbers and states follow the shipments' own. */
@Singleton
class ManifestViews {

    private final Orders orders;
    private final Operations operations;
    private final Transactions transactions;

    ManifestViews(Orders orders, Operations operations, Transactions transactions) {
        this.orders = orders;
        this.operations = operations;
        this.transactions = transactions;
    }

    ManifestView view(Location location, UUID id) {
        Manifest manifest = find(location, id);
        OperationView operation = operations.view(location, id);
        Map<String, OperationState> states = operation.results().stream()
                .collect(Collectors.toMap(OperationView.Result::shipmentId, OperationView.Result::state));
        List<ManifestView.Group> groups = manifest.groups.stream()
                .map(group -> group(location, id, group, states))
                .toList();
        return new ManifestView(id.toString(), groups, manifest.blocked);
    }

    Manifest find(Location location, UUID id) {
        return transactions.in(
                location,
                () -> Manifest.<Manifest>findByIdOptional(id)
                        .filter(found -> found.location.equals(location.code()))
                        .orElseThrow(() -> Problem.notFound("Manifest " + id)));
    }

    private ManifestView.Group group(
            Location location, UUID id, Manifest.Group group, Map<String, OperationState> states) {
        List<String> shipments =
                group.shipmentIds().stream().map(String::valueOf).toList();
        String number = group.number() != null ? group.number() : numberOnShipments(location, group);
        String href = group.documentUrl() == null
                ? null
                : location.path() + "/manifests/" + id + "/document?carrierId=" + group.carrierId() + "&marketplaceId="
                        + group.marketplaceId();
        return new ManifestView.Group(
                group.carrierId(), group.marketplaceId(), number, shipments, state(shipments, states), href);
    }

    private String numberOnShipments(Location location, Manifest.Group group) {
        return transactions.in(location, () -> orders.inFacts(location, group.shipmentIds())).stream()
                .map(ShipmentFacts::manifestNumber)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static ManifestView.State state(List<String> shipments, Map<String, OperationState> states) {
        Map<OperationState, Long> counts = shipments.stream()
                .map(states::get)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        long succeeded = counts.getOrDefault(OperationState.SUCCEEDED, 0L);
        if (counts.keySet().stream().anyMatch(state -> !state.finished())) {
            return ManifestView.State.PENDING;
        }
        if (succeeded == shipments.size()) {
            return ManifestView.State.MANIFESTED;
        }
        return succeeded > 0 ? ManifestView.State.PARTIAL : ManifestView.State.REFUSED;
    }
}
