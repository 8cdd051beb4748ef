package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.access.Statements;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Pages of orders, each order with all that the location has of it. What a warehouse polls, in the order of ids, is found and shown by
 * one statement, as of one moment. A search whose plan depends on what is sought, or another order, comes first, by itself: to plan all
 * of it anew would cost more than it saves.
 */
@Singleton
class OrderPages {

    /**
     * One page.
     *
     * @param orderIds in the order of the list
     * @param shown their shipments; none of an order that left the location between search and showing
     * @param next the cursor of the next page; null where this is the last
     */
    record Page(List<Long> orderIds, List<Shown> shown, String next) {}

    /** One order of the list, and what it is sorted by. */
    private record Place(long orderId, String key) {}

    private final Statements statements;
    private final ShownShipments shipments;

    OrderPages(Statements statements, ShownShipments shipments) {
        this.statements = statements;
        this.shipments = shipments;
    }

    Page of(OrderQuery query) {
        return query.isPlannedOnce() ? atOnce(query) : oneAfterTheOther(query);
    }

    private Page atOnce(OrderQuery query) {
        ShownShipments.OfPage found = shipments.ofPage(query);
        Set<Long> orderIds = new LinkedHashSet<>();
        found.shown().forEach(each -> orderIds.add(each.shipment().orderId));
        List<Long> ids = List.copyOf(orderIds);
        String next = found.more() ? query.next(Long.toString(ids.getLast()), ids.getLast()) : null;
        return new Page(ids, found.shown(), next);
    }

    private Page oneAfterTheOther(OrderQuery query) {
        List<Place> places = statements.askFor(
                query.location(), query.sql(), query.parameters(), row -> new Place(row.getLong(1), row.getString(2)));
        boolean more = places.size() > query.limit();
        List<Place> page = more ? places.subList(0, query.limit()) : places;
        String next = more ? query.next(page.getLast().key(), page.getLast().orderId()) : null;
        List<Long> ids = page.stream().map(Place::orderId).toList();
        return new Page(ids, ids.isEmpty() ? List.of() : shipments.ofOrders(query.location(), ids), next);
    }
}
