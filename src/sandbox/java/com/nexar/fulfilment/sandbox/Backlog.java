package com.nexar.fulfilment.sandbox;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/**
 * Very many open orders that nobody has touched: row number i is computed from i, so a million of them cost nothing
 * until somebody reads a page. The locations take turns.
 */
record Backlog(
        OrderMill mill, List<Location> locations, String name, long firstInvoiceId, long size, long from, long span) {
    private static final long ORDER_DISTANCE = 200_000_000;

    boolean holds(long invoiceId) {
        return invoiceId >= firstInvoiceId && invoiceId < firstInvoiceId + size;
    }

    Shipment shipment(long invoiceId) {
        long index = invoiceId - firstInvoiceId;
        Location location = locations.get((int) (index % locations.size()));
        return mill.plain(invoiceId, invoiceId - ORDER_DISTANCE, name + "-" + index, location, importedAt(index));
    }

    Optional<Long> invoiceOfOrder(long orderId) {
        return Optional.of(orderId + ORDER_DISTANCE).filter(this::holds);
    }

    Optional<Long> invoiceOfReference(String reference) {
        if (!reference.startsWith(name + "-")) {
            return Optional.empty();
        }
        var index = Fields.asNumber(reference.substring(name.length() + 1));
        return index.isPresent()
                ? Optional.of(firstInvoiceId + index.getAsLong()).filter(this::holds)
                : Optional.empty();
    }

    /** Imported and last updated are one, for an order that nobody has touched. */
    Iterator<Shipment> after(Location location, RowKey key, LongPredicate touched) {
        int place = locations.indexOf(location);
        if (place < 0) {
            return Collections.emptyIterator();
        }
        int turns = locations.size();
        long first = firstIndexAfter(key);
        long mine = first + Math.floorMod(place - first, (long) turns);
        return LongStream.iterate(mine, index -> index < size, index -> index + turns)
                .map(index -> firstInvoiceId + index)
                .filter(invoiceId -> !touched.test(invoiceId))
                .mapToObj(this::shipment)
                .iterator();
    }

    private long importedAt(long index) {
        return from + index * span / size;
    }

    private long firstIndexAfter(RowKey key) {
        long sameSecond = firstIndexAt(key.second());
        long nextSecond = firstIndexAt(key.second() + 1);
        long byId = key.invoiceId() < firstInvoiceId ? 0 : key.invoiceId() - firstInvoiceId + 1;
        return Math.clamp(byId, sameSecond, nextSecond);
    }

    private long firstIndexAt(long second) {
        if (second <= from) {
            return 0;
        }
        if (second > from + span) {
            return size;
        }
        long index = (second - from) * size / span;
        while (index > 0 && importedAt(index - 1) >= second) {
            index--;
        }
        while (index < size && importedAt(index) < second) {
            index++;
        }
        return index;
    }
}
