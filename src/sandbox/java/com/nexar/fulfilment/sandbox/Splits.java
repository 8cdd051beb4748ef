package com.nexar.fulfilment.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Somebody splits an order: pieces of a line leave a shipment for a row of their own, here or at another location (contract §3.1). */
final class Splits {
    private final Account account;

    Splits(Account account) {
        this.account = account;
    }

    Answer split(Shipment from, JsonNode wish) {
        if (!from.open() || from.held() || from.awb != null) {
            return Answer.refused("Order is not in Assigned or Open status");
        }
        long suborderId = wish.path("suborderId").asLong(from.lines.getFirst().suborderId());
        int pieces = wish.path("quantity").asInt(1);
        Line line = from.lines.stream()
                .filter(each -> each.suborderId() == suborderId)
                .findFirst()
                .orElseThrow(() -> new UnusableInput("no line has the suborderId " + suborderId));
        if (pieces < 1 || pieces > line.quantity() - line.cancelled()) {
            throw new UnusableInput("the line has " + line.quantity() + " pieces");
        }
        String key = wish.path("location").asText(from.location.key());
        Location location =
                account.location(key).orElseThrow(() -> new UnusableInput("no location has the key " + key));
        account.orders.change(from, () -> from.lines = without(from.lines, line, pieces));
        long invoiceId = account.numbers.invoiceId();
        Line moved = new Line(OrderMill.suborderId(invoiceId, 0), line.product(), pieces, line.price(), 0);
        Shipment part = new Shipment(invoiceId, from.facts, location, List.of(moved));
        account.orders.add(part);
        account.orders.change(part, () -> {});
        account.webhooks.order(Webhooks.Event.UPDATE, from);
        account.webhooks.order(Webhooks.Event.CREATE, part);
        return Answer.happened();
    }

    private static List<Line> without(List<Line> lines, Line line, int pieces) {
        List<Line> rest = new ArrayList<>();
        for (Line each : lines) {
            int left = each == line ? each.quantity() - pieces : each.quantity();
            if (left > 0) {
                rest.add(new Line(each.suborderId(), each.product(), left, each.price(), each.cancelled()));
            }
        }
        return rest;
    }
}
