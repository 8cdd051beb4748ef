package com.nexar.fulfilment.sandbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The orders of one account, the truth as EasyEcom holds it. Shipments of a backlog are computed whenever somebody
 * looks and only kept once somebody changes them.
 */
final class OrderBook {
    private final Account account;
    private final Map<Long, Shipment> kept = new HashMap<>();
    private final Map<Long, List<Shipment>> byOrder = new HashMap<>();
    private final Map<String, List<Shipment>> byReference = new HashMap<>();
    private final Map<String, Shipment> byAwb = new HashMap<>();
    private final Map<String, TreeMap<RowKey, Shipment>> byUpdate = new HashMap<>();
    private final Map<String, TreeMap<RowKey, Shipment>> byImport = new HashMap<>();
    private final List<Backlog> backlogs = new ArrayList<>();

    OrderBook(Account account) {
        this.account = account;
    }

    void add(Shipment shipment) {
        kept.put(shipment.invoiceId, shipment);
        byOrder.computeIfAbsent(shipment.facts.orderId(), id -> new ArrayList<>(1))
                .add(shipment);
        byReference
                .computeIfAbsent(shipment.facts.reference(), reference -> new ArrayList<>(1))
                .add(shipment);
        enterWindows(shipment);
    }

    void add(Backlog backlog) {
        backlogs.add(backlog);
    }

    /** Changes a shipment and stamps its last update. */
    void change(Shipment shipment, Runnable change) {
        changeQuietly(shipment, () -> {
            change.run();
            shipment.updatedAt = account.now();
        });
    }

    /** Changes a shipment without touching last_update_date, as EasyEcom sometimes does (contract (a) 30). */
    void changeQuietly(Shipment shipment, Runnable change) {
        if (!kept.containsKey(shipment.invoiceId)) {
            add(shipment);
        }
        leaveWindows(shipment);
        change.run();
        enterWindows(shipment);
    }

    /** A shipment that exists, wherever it is; gone ones do not. */
    Optional<Shipment> find(long invoiceId) {
        return truth(invoiceId).filter(each -> !each.gone);
    }

    Optional<Shipment> truth(long invoiceId) {
        Shipment shipment = kept.get(invoiceId);
        if (shipment != null) {
            return Optional.of(shipment);
        }
        return backlogs.stream()
                .filter(each -> each.holds(invoiceId))
                .findFirst()
                .map(each -> each.shipment(invoiceId));
    }

    List<Shipment> ofOrder(long orderId) {
        List<Shipment> shipments = byOrder.get(orderId);
        if (shipments != null) {
            return present(shipments);
        }
        return backlogs.stream()
                .map(each -> each.invoiceOfOrder(orderId))
                .flatMap(Optional::stream)
                .flatMap(each -> find(each).stream())
                .toList();
    }

    List<Shipment> ofReference(String reference) {
        List<Shipment> shipments = byReference.get(reference);
        if (shipments != null) {
            return present(shipments);
        }
        return backlogs.stream()
                .map(each -> each.invoiceOfReference(reference))
                .flatMap(Optional::stream)
                .flatMap(each -> find(each).stream())
                .toList();
    }

    Optional<Shipment> ofAwb(String awb) {
        return Optional.ofNullable(byAwb.get(awb)).filter(each -> !each.gone);
    }

    Collection<Shipment> kept() {
        return kept.values();
    }

    long waiting() {
        return backlogs.stream().mapToLong(Backlog::size).sum();
    }

    /** The rows of a location after a key, in the order of the window, as long as anybody asks for more. */
    Iterator<Shipment> after(Location location, OrderWindow.Sort sort, RowKey key) {
        Map<String, TreeMap<RowKey, Shipment>> index = sort == OrderWindow.Sort.UPDATED ? byUpdate : byImport;
        List<Iterator<Shipment>> streams = new ArrayList<>();
        streams.add(index.getOrDefault(location.key(), new TreeMap<>())
                .tailMap(key, false)
                .values()
                .iterator());
        for (Backlog backlog : backlogs) {
            streams.add(backlog.after(location, key, kept::containsKey));
        }
        return new Merge(streams, sort);
    }

    private List<Shipment> present(List<Shipment> shipments) {
        return shipments.stream().filter(each -> !each.gone).toList();
    }

    private void enterWindows(Shipment shipment) {
        if (shipment.awb != null) {
            byAwb.put(shipment.awb, shipment);
        }
        window(byUpdate, shipment).put(OrderWindow.Sort.UPDATED.keyOf(shipment), shipment);
        window(byImport, shipment).put(OrderWindow.Sort.IMPORTED.keyOf(shipment), shipment);
    }

    private void leaveWindows(Shipment shipment) {
        if (shipment.awb != null) {
            byAwb.remove(shipment.awb, shipment);
        }
        window(byUpdate, shipment).remove(OrderWindow.Sort.UPDATED.keyOf(shipment));
        window(byImport, shipment).remove(OrderWindow.Sort.IMPORTED.keyOf(shipment));
    }

    private static TreeMap<RowKey, Shipment> window(Map<String, TreeMap<RowKey, Shipment>> index, Shipment shipment) {
        return index.computeIfAbsent(shipment.location.key(), key -> new TreeMap<>());
    }
}
