package com.nexar.fulfilment.sandbox;

import java.util.ArrayList;
import java.util.List;

/**
 * /orders/confirm_order: accepting only enqueues; the invoice number and the papers come later, or never (contract §5,
 * quirk 15).
 */
final class Confirmations {
    private final Account account;
    private final ConfirmationQueue queue;

    Confirmations(Account account, ConfirmationQueue queue) {
        this.account = account;
        this.queue = queue;
    }

    /** What the caller said: the ids, and the size of the package. */
    private record Wish(Long orderId, Long invoiceId, PackageSize box) {}

    Answer confirm(Call call) {
        Wish wish = wish(call);
        if (wish.orderId() == null) {
            return Answer.refused("Unable to find the order_id");
        }
        List<Shipment> shipments = account.orders.ofOrder(wish.orderId()).stream()
                .filter(each -> each.location.equals(call.location()))
                .filter(each -> wish.invoiceId() == null || each.invoiceId == wish.invoiceId())
                .toList();
        if (shipments.isEmpty()) {
            return Answer.refused("Unable to find the order_id");
        }
        boolean legacy = call.method().equals("GET");
        return shipments.size() == 1
                ? one(shipments.getFirst(), wish.box(), legacy)
                : all(shipments, wish.box(), legacy);
    }

    /** Several shipments and no invoice_id (contract (a) 8). */
    private Answer all(List<Shipment> shipments, PackageSize box, boolean legacy) {
        if (account.variants.is(Switch.CONFIRM_SCOPE, "error")) {
            return Answer.refused("invoice_id is required for split orders").about(shipments);
        }
        List<Shipment> open = new ArrayList<>(
                shipments.stream().filter(each -> each.open() && !each.held()).toList());
        if (open.isEmpty()) {
            return one(shipments.getFirst(), box, legacy);
        }
        if (account.variants.is(Switch.CONFIRM_SCOPE, "first")) {
            open.subList(1, open.size()).clear();
        }
        open.forEach(each -> queue.enqueue(each, box));
        return accepted(open.getFirst(), legacy).about(open);
    }

    private Answer one(Shipment shipment, PackageSize box, boolean legacy) {
        return verdict(shipment, box, legacy).about(shipment);
    }

    private Answer verdict(Shipment shipment, PackageSize box, boolean legacy) {
        if (shipment.cancelled()) {
            return Answer.refused("Order is cancelled");
        }
        if (shipment.held()) {
            return Answer.refused("Order is on hold");
        }
        if (shipment.open() || mayTryAgain(shipment)) {
            queue.enqueue(shipment, box);
            return accepted(shipment, legacy);
        }
        if (!alreadyConfirmed(shipment)) {
            return Answer.refused("Order is not in Assigned or Open status");
        }
        if (account.variants.is(Switch.REPEATS, "take-effect") && !shipment.manifested()) {
            queue.enqueue(shipment, box);
            return accepted(shipment, legacy).as(Effect.REPEAT);
        }
        return account.variants.is(Switch.CONFIRM_AGAIN, "no-op")
                ? accepted(shipment, legacy).as(Effect.REPEAT)
                : Answer.repeated("Order already confirmed");
    }

    private boolean mayTryAgain(Shipment shipment) {
        return shipment.confirmFailed() && account.variants.is(Switch.CONFIRM_AFTER_FAIL, "accept");
    }

    private static boolean alreadyConfirmed(Shipment shipment) {
        return shipment.confirming || shipment.at(Status.CONFIRMED.id) != null;
    }

    private Answer accepted(Shipment shipment, boolean legacy) {
        String reply = legacy ? "status" : account.variants.of(Switch.CONFIRM_REPLY);
        long orderId = shipment.facts.orderId();
        Json.Part ids =
                out -> new RowWriter(out).put("order_ids", List.of(orderId)).end();
        return switch (reply) {
            case "status" ->
                Answer.json(
                        200,
                        out -> new RowWriter(out)
                                .put("status", 200)
                                .put("message", "")
                                .put("data", ids)
                                .end(),
                        Effect.HAPPENED);
            case "status-true" ->
                Answer.json(
                        200,
                        out -> new RowWriter(out)
                                .put("status", Boolean.TRUE)
                                .put("message", "success")
                                .end(),
                        Effect.HAPPENED);
            default -> Answer.successful(Effect.HAPPENED, ids);
        };
    }

    private Wish wish(Call call) {
        Fields fields = call.fields();
        return new Wish(
                number(call, fields, "order_id"),
                number(call, fields, "invoice_id"),
                text(call, fields, "weight") == null
                        ? null
                        : new PackageSize(
                                text(call, fields, "weight"),
                                text(call, fields, "height"),
                                text(call, fields, "length"),
                                text(call, fields, "width")));
    }

    private Long number(Call call, Fields fields, String name) {
        var number = Fields.asNumber(text(call, fields, name));
        return number.isPresent() ? Long.valueOf(number.getAsLong()) : null;
    }

    /** From the query string, and from a body only where the switch says that one is read (contract (a) 6). */
    private String text(Call call, Fields fields, String name) {
        return switch (account.variants.of(Switch.CONFIRM_VERB)) {
            case "post-json" -> fields.text(name);
            case "any" -> call.param(name) == null ? fields.text(name) : call.param(name);
            default -> call.param(name);
        };
    }
}
