package com.nexar.fulfilment.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Somebody who works in EasyEcom's own screens and does things the facade only notices later. */
final class Person {
    private final Account account;

    Person(Account account) {
        this.account = account;
    }

    Answer act(String invoiceId, String action, JsonNode body) {
        Optional<Shipment> found = Truth.find(account, invoiceId);
        if (found.isEmpty()) {
            return ControlRoom.problem(404, "no shipment has the invoice id " + invoiceId);
        }
        Shipment shipment = found.get();
        Answer done = act(shipment, action, body);
        return done.effect() == Effect.HAPPENED
                ? Answer.json(200, Truth.of(shipment), Effect.READ)
                : ControlRoom.problem(409, done.detail());
    }

    private Answer act(Shipment shipment, String action, JsonNode body) {
        Touchpoints touchpoints = account.touchpoints;
        return switch (action) {
            case "cancellation" -> touchpoints.cancellations.cancelOne(shipment);
            case "partial-cancellation" ->
                touchpoints.cancellations.cancelPart(
                        shipment,
                        body.path("suborderId").asLong(),
                        body.path("quantity").asInt(1));
            case "hold" -> touchpoints.holds.hold(shipment);
            case "release" -> touchpoints.holds.release(shipment);
            case "confirmation" -> confirm(shipment);
            case "confirm-fail" -> quietly(shipment, () -> shipment.willFail = true);
            case "print" -> step(shipment, Status.PRINTED);
            case "ready" -> step(shipment, Status.READY);
            case "manifest" -> touchpoints.manifests.generate(shipment);
            case "scan" ->
                touchpoints.tracking.tell(shipment, body.path("statusId").asInt());
            case "unassignment" -> touchpoints.assignments.takeBack(shipment);
            case "split" -> new Splits(account).split(shipment, body);
            case "relocation" -> relocate(shipment, body.path("location").asText());
            case "disappearance" -> quietly(shipment, () -> shipment.gone = true);
            case "reappearance" -> loudly(shipment, () -> shipment.gone = false);
            case "content" -> loudly(shipment, () -> shipment.override(OrderPlacing.fields(body.path("raw"))));
            default -> throw new UnusableInput("nobody can do " + action);
        };
    }

    private Answer confirm(Shipment shipment) {
        if (!shipment.open() || shipment.held()) {
            return Answer.refused("Order is not in Assigned or Open status");
        }
        account.touchpoints.confirmationQueue.enqueue(shipment, null);
        return Answer.happened();
    }

    private Answer step(Shipment shipment, Status next) {
        if (!shipment.confirmed() || shipment.manifested() || shipment.held()) {
            return Answer.refused("Order is not confirmed, or already shipped");
        }
        return loudly(shipment, () -> shipment.become(next, account.now()));
    }

    private Answer relocate(Shipment shipment, String key) {
        Location location =
                account.location(key).orElseThrow(() -> new UnusableInput("no location has the key " + key));
        return loudly(shipment, () -> shipment.location = location);
    }

    private Answer loudly(Shipment shipment, Runnable change) {
        account.orders.change(shipment, change);
        account.webhooks.order(Webhooks.Event.UPDATE, shipment);
        return Answer.happened();
    }

    private Answer quietly(Shipment shipment, Runnable change) {
        account.orders.changeQuietly(shipment, change);
        return Answer.happened();
    }
}
