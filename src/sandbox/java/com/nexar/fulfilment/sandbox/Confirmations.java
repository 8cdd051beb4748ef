package com.nexar.fulfilment.sandbox;

import java.util.ArrayList;
import java.util.List;

/**
 * /orders/confirm_order: accepting only enqueues; the invoice number and the papers come later, or never (contract §5,
 * quirk 15).
 */
final class Confirmations {
    private final Account account;

    Confirmations(Account account) {
        this.account = account;
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
        open.forEach(each -> enqueue(each, box));
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
        if (shipment.open()) {
            enqueue(shipment, box);
            return accepted(shipment, legacy);
        }
        if (!alreadyConfirmed(shipment)) {
            return Answer.refused("Order is not in Assigned or Open status");
        }
        if (account.variants.is(Switch.REPEATS, "take-effect") && !shipment.manifested()) {
            enqueue(shipment, box);
            return accepted(shipment, legacy).as(Effect.REPEAT);
        }
        return account.variants.is(Switch.CONFIRM_AGAIN, "no-op")
                ? accepted(shipment, legacy).as(Effect.REPEAT)
                : Answer.repeated("Order already confirmed");
    }

    private static boolean alreadyConfirmed(Shipment shipment) {
        return shipment.confirming || shipment.at(Status.CONFIRMED.id) != null;
    }

    /** 17 at once, then 3, 13 and at the end 16 (or 18), spread over the drawn duration. */
    void enqueue(Shipment shipment, PackageSize box) {
        long start = account.nowMillis();
        long duration = account.variants.within(Switch.CONFIRM_DURATION, account.random);
        boolean fails = shipment.willFail || account.variants.chance(Switch.CONFIRM_FAIL_PROBABILITY, account.random);
        account.orders.change(shipment, () -> {
            shipment.confirming = true;
            shipment.willFail = false;
            shipment.past("Confirm new", Status.CONFIRM_NEW, account.now());
            if (box != null) {
                shipment.box = box;
            }
        });
        account.agenda.at(start + duration / 20, () -> begin(shipment));
        account.agenda.at(start + duration / 10, () -> step(shipment, "Confirm start", Status.CONFIRM_START));
        account.agenda.at(start + duration, () -> finish(shipment, fails));
        account.catchUp();
    }

    private void begin(Shipment shipment) {
        if (!shipment.confirming) {
            return;
        }
        account.orders.change(shipment, () -> {
            if (shipment.held()) {
                shipment.past(Status.CONFIRMED.text, Status.CONFIRMED.id, account.now());
                shipment.beforeHold = new Past(Status.CONFIRMED.text, Status.CONFIRMED.id, account.now());
            } else {
                shipment.become(Status.CONFIRMED, account.now());
            }
        });
    }

    private void step(Shipment shipment, String name, int id) {
        if (shipment.confirming) {
            account.orders.change(shipment, () -> shipment.past(name, id, account.now()));
        }
    }

    private void finish(Shipment shipment, boolean fails) {
        if (!shipment.confirming) {
            return;
        }
        if (fails) {
            fail(shipment);
            return;
        }
        account.orders.change(shipment, () -> {
            invoice(shipment);
            if (shipment.awb == null) {
                shipOurselves(shipment);
            }
            shipment.documented = true;
            shipment.message = "";
            shipment.confirming = false;
            shipment.past("Confirm Success", Status.CONFIRM_SUCCESS, account.now());
        });
        account.webhooks.order(Webhooks.Event.CONFIRM, shipment);
    }

    /** An invoice number but no papers; nobody knows what becomes of the row (contract (a) 29). */
    private void fail(Shipment shipment) {
        Runnable failure = () -> {
            invoice(shipment);
            shipment.confirming = false;
            shipment.message = "Carrier serviceability failed";
            shipment.past("Confirm Fail", Status.CONFIRM_FAIL, account.now());
            if (account.variants.is(Switch.CONFIRM_FAIL_ROW, "back-to-open") && !shipment.held()) {
                shipment.status = Status.OPEN.text;
                shipment.statusId = Status.OPEN.id;
            }
        };
        if (account.variants.is(Switch.BUMP_ON_CONFIRM_FAIL, "yes")) {
            account.orders.change(shipment, failure);
        } else {
            account.orders.changeQuietly(shipment, failure);
        }
    }

    private void invoice(Shipment shipment) {
        if (shipment.invoiceNumber == null) {
            shipment.invoiceNumber = account.numbers.invoiceNumber(shipment.location);
            shipment.invoicedAt = account.now();
        }
    }

    private void shipOurselves(Shipment shipment) {
        shipment.awb = shipment.invoiceId + "%06d".formatted(account.random.nextInt(1_000_000));
        shipment.past("Selfship Confirm", Status.SELFSHIP_CONFIRM, account.now());
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
