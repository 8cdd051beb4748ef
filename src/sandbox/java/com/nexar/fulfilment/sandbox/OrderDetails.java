package com.nexar.fulfilment.sandbox;

import java.util.List;
import java.util.Optional;

/** GET /orders/V2/getOrderDetails (contract §3.2): one key is enough, the answer is a list, one row per invoice. */
final class OrderDetails {
    private static final String NOT_FOUND = "Unable to find the reference_code/order_id/invoice_id";

    private final Account account;

    OrderDetails(Account account) {
        this.account = account;
    }

    Answer read(Call call) {
        List<Shipment> found = found(call).stream()
                .filter(each -> each.location.equals(call.location()))
                .toList();
        if (found.isEmpty()) {
            return Answer.refused(NOT_FOUND).as(Effect.READ);
        }
        return Answer.successful(Effect.READ, DetailRows.list(account, found)).about(found);
    }

    private List<Shipment> found(Call call) {
        if (call.id("invoice_id").isPresent()) {
            return account.orders.find(call.id("invoice_id").getAsLong()).stream()
                    .toList();
        }
        if (call.id("order_id").isPresent()) {
            return account.orders.ofOrder(call.id("order_id").getAsLong());
        }
        return Optional.ofNullable(call.param("reference_code"))
                .map(account.orders::ofReference)
                .orElse(List.of());
    }
}
