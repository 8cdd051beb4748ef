package com.nexar.fulfilment.sandbox;

import java.util.Optional;
import java.util.function.Function;

/** PUT /orders/holdOrders and unholdOrders, before the manifest only (contract §4, quirk 20). */
final class Holds {
    private final Account account;

    Holds(Account account) {
        this.account = account;
    }

    Answer hold(Call call) {
        return on(call, this::hold);
    }

    Answer release(Call call) {
        return on(call, this::release);
    }

    Answer hold(Shipment shipment) {
        if (shipment.held()) {
            return Answer.repeated("Order is already on hold").about(shipment);
        }
        if (shipment.cancelled()) {
            return Answer.refused("Order is cancelled").about(shipment);
        }
        if (shipment.manifested()) {
            return Answer.refused("Order already shipped, cannot be put on hold")
                    .about(shipment);
        }
        bump(shipment, () -> {
            shipment.beforeHold = new Past(shipment.status, shipment.statusId, account.now());
            shipment.status = Status.ON_HOLD;
            shipment.heldAt = account.now();
        });
        account.webhooks.order(Webhooks.Event.UPDATE, shipment);
        return Answer.happened().about(shipment);
    }

    Answer release(Shipment shipment) {
        if (!shipment.held()) {
            return Answer.repeated("Order is not on hold").about(shipment);
        }
        bump(shipment, () -> {
            shipment.status = shipment.beforeHold.status();
            shipment.statusId = shipment.beforeHold.statusId();
            shipment.beforeHold = null;
            shipment.releasedAt = account.now();
        });
        account.webhooks.order(Webhooks.Event.UPDATE, shipment);
        return Answer.happened().about(shipment);
    }

    private Answer on(Call call, Function<Shipment, Answer> what) {
        Optional<Shipment> shipment = call.fields().number("invoice_id").stream()
                .boxed()
                .flatMap(id -> account.orders.find(id).stream())
                .filter(each -> each.location.equals(call.location()))
                .findFirst();
        return shipment.map(what).orElseGet(() -> Answer.refused("Invalid invoice id"));
    }

    private void bump(Shipment shipment, Runnable change) {
        if (account.variants.is(Switch.BUMP_ON_HOLD, "yes")) {
            account.orders.change(shipment, change);
        } else {
            account.orders.changeQuietly(shipment, change);
        }
    }
}
