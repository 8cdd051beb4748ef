package com.nexar.fulfilment.orders;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All shipments of an order as its ledger needs them: those of the location, and the bare quantities of the brand's others. */
final class OrderParts {

    private OrderParts() {}

    /** By order. @param shown all that the location has of these orders */
    static Map<Long, List<OrderPart>> of(Collection<Shown> shown) {
        Map<Long, List<OrderPart>> parts = new HashMap<>();
        shown.forEach(each -> parts.computeIfAbsent(each.shipment().orderId, id -> new ArrayList<>(each.elsewhere()))
                .add(OrderPart.of(each.shipment())));
        return parts;
    }
}
