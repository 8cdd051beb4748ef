package com.nexar.fulfilment.sandbox;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** Several sorted streams of shipments as one. */
final class Merge implements Iterator<Shipment> {
    private record Head(RowKey key, Shipment shipment, Iterator<Shipment> rest) {}

    private final OrderWindow.Sort sort;
    private final PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(Head::key));

    Merge(List<Iterator<Shipment>> streams, OrderWindow.Sort sort) {
        this.sort = sort;
        streams.forEach(this::advance);
    }

    @Override
    public boolean hasNext() {
        return !heads.isEmpty();
    }

    @Override
    public Shipment next() {
        Head head = heads.poll();
        if (head == null) {
            throw new NoSuchElementException();
        }
        advance(head.rest());
        return head.shipment();
    }

    private void advance(Iterator<Shipment> stream) {
        if (stream.hasNext()) {
            Shipment shipment = stream.next();
            heads.add(new Head(sort.keyOf(shipment), shipment, stream));
        }
    }
}
