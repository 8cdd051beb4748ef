package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.BulkOperations;
import com.nexar.fulfilment.operations.Lease;
import com.nexar.fulfilment.operations.OpenOperation;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Takes the items of a bulk: all intents are written down first, in few transactions, and only then is any of them worked on. Nothing
 * that was accepted is lost if this pod dies meanwhile: what is written down goes on in another one.
 */
@Singleton
public class BulkTaking {

    /** So many shipments are locked at a time. */
    private static final int TOGETHER = 50;

    private final ManyShipments shipments;
    private final BulkOperations operations;
    private final Transactions transactions;

    BulkTaking(ManyShipments shipments, BulkOperations operations, Transactions transactions) {
        this.shipments = shipments;
        this.operations = operations;
        this.transactions = transactions;
    }

    /** What the touchpoint does with one item, in the transaction that has locked its shipment. */
    public interface Taking<T> {

        /**
         * Throws the item's problem before it has written anything.
         *
         * @return the operation that tells EasyEcom, joined or written down; null where nothing has to be done
         */
        UUID inTake(BulkItem<T> item, Locked locked);
    }

    /**
     * @param shipment locked
     * @param open the operation that is open on it, if any, when the transaction began
     * @param written of this transaction so far; this pod takes them in hand where it has room
     */
    public record Locked(ShipmentFacts shipment, OpenOperation open, List<UUID> written) {}

    /** @return the items with what became of them, in input order; several of one shipment are taken in that order, too */
    public <T> List<BulkItem<T>> take(Location location, List<BulkItem<T>> items, Taking<T> taking) {
        List<BulkItem<T>> all = new ArrayList<>(items);
        List<BulkItem<T>> good = items.stream()
                .filter(item -> !item.wrong())
                .sorted(Comparator.comparing(BulkItem<T>::shipmentId).thenComparing(BulkItem::place))
                .toList();
        UUID[] byPlace = new UUID[items.size()];
        List<Lease> begun = new ArrayList<>();
        int room = operations.room();
        try {
            for (int from = 0; from < good.size(); from += TOGETHER) {
                List<BulkItem<T>> some = good.subList(from, Math.min(from + TOGETHER, good.size()));
                int left = room - begun.size();
                begun.addAll(transactions.in(location, () -> inTake(location, some, all, byPlace, left, taking)));
            }
        } finally {
            operations.start(begun);
        }
        return all;
    }

    private <T> List<Lease> inTake(
            Location location,
            List<BulkItem<T>> some,
            List<BulkItem<T>> all,
            UUID[] byPlace,
            int room,
            Taking<T> taking) {
        List<Long> ids = some.stream().map(BulkItem::shipmentId).distinct().toList();
        Map<Long, ShipmentFacts> locked = shipments.inLock(location, ids);
        Map<Long, OpenOperation> open = operations.inOpen(location, ids);
        List<UUID> written = new ArrayList<>();
        for (BulkItem<T> item : some) {
            BulkItem<T> taken = inTake(location, item, locked, open, written, taking);
            all.set(item.place(), taken);
            byPlace[item.place()] = taken.operation();
        }
        operations.inJoin(Arrays.asList(byPlace));
        return operations.inTake(location, written.subList(0, Math.min(room, written.size())));
    }

    private <T> BulkItem<T> inTake(
            Location location,
            BulkItem<T> item,
            Map<Long, ShipmentFacts> locked,
            Map<Long, OpenOperation> open,
            List<UUID> written,
            Taking<T> taking) {
        ShipmentFacts shipment = locked.get(item.shipmentId());
        if (shipment == null) {
            return item.refused(Orders.unknown(location, item.shipmentId()));
        }
        try {
            return item.taken(operations
                    .inOfKey(item.place())
                    .orElseGet(() -> taking.inTake(item, new Locked(shipment, open.get(item.shipmentId()), written))));
        } catch (Problem problem) {
            return item.refused(problem);
        }
    }
}
