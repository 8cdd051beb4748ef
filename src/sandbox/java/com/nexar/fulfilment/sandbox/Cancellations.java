package com.nexar.fulfilment.sandbox;

import java.util.List;

/** POST /orders/cancelOrder, until the manifest (contract §9, quirk 19). */
final class Cancellations {
    private final Account account;

    Cancellations(Account account) {
        this.account = account;
    }

    Answer cancel(Call call) {
        String reference = call.fields().text("reference_code");
        List<Shipment> shipments = reference == null
                ? List.of()
                : account.orders.ofReference(reference).stream()
                        .filter(each -> each.location.equals(call.location()))
                        .toList();
        if (shipments.isEmpty()) {
            return Answer.refused("Unable to find the reference_code");
        }
        List<Shipment> alive =
                shipments.stream().filter(each -> !each.cancelled()).toList();
        if (alive.isEmpty()) {
            return Answer.repeated("Order is already cancelled").about(shipments);
        }
        if (alive.stream().anyMatch(Shipment::manifested)) {
            return Answer.refused(refusal()).about(alive);
        }
        alive.forEach(this::cancel);
        long first = alive.getFirst().invoiceId;
        Json.Part data = account.variants.is(Switch.CANCEL_DATA, "list")
                ? Json.EMPTY_LIST
                : out -> new RowWriter(out).put("invoice_id", first).end();
        return Answer.envelope(
                        200, "Successfully Cancelled the Order with reference_code " + reference, data, Effect.HAPPENED)
                .about(alive);
    }

    /** One shipment, as a person in EasyEcom's screens cancels it. */
    Answer cancelOne(Shipment shipment) {
        if (shipment.cancelled()) {
            return Answer.repeated("Order is already cancelled").about(shipment);
        }
        if (shipment.manifested()) {
            return Answer.refused(refusal()).about(shipment);
        }
        cancel(shipment);
        return Answer.happened().about(shipment);
    }

    Answer cancelPart(Shipment shipment, long suborderId, int quantity) {
        if (shipment.manifested() || shipment.cancelled()) {
            return Answer.refused(refusal()).about(shipment);
        }
        if (shipment.lines.stream().noneMatch(each -> each.suborderId() == suborderId)) {
            return Answer.refused("Unable to find the suborder_id").about(shipment);
        }
        bump(
                shipment,
                () -> shipment.lines = shipment.lines.stream()
                        .map(each -> each.suborderId() == suborderId ? each.cancel(quantity) : each)
                        .toList());
        account.webhooks.order(Webhooks.Event.UPDATE, shipment);
        return Answer.happened().about(shipment);
    }

    /** A cancelled row may keep its old status id; the text is what counts. */
    private void cancel(Shipment shipment) {
        bump(shipment, () -> {
            int idBefore = shipment.statusId;
            shipment.become(Status.CANCELLED, account.now());
            if (account.variants.is(Switch.CANCEL_STATUS_ID, "stale")) {
                shipment.statusId = idBefore;
            }
            shipment.confirming = false;
            shipment.beforeHold = null;
            shipment.lines = shipment.lines.stream()
                    .map(each -> each.cancel(each.quantity()))
                    .toList();
        });
        account.webhooks.order(Webhooks.Event.CANCEL, shipment);
    }

    private void bump(Shipment shipment, Runnable change) {
        if (account.variants.is(Switch.BUMP_ON_CANCEL, "yes")) {
            account.orders.change(shipment, change);
        } else {
            account.orders.changeQuietly(shipment, change);
        }
    }

    private String refusal() {
        return account.variants.is(Switch.CANCEL_REFUSAL, "already-shipped")
                ? "Order already shipped, cannot be cancelled"
                : "This order cannot be cancelled";
    }
}
