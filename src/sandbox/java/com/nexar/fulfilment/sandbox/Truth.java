package com.nexar.fulfilment.sandbox;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** The orders as EasyEcom holds them, compact and without any of its quirks. */
final class Truth {
    private Truth() {}

    static Answer all(Account account, Call call) {
        String location = call.param("location");
        var shipments = account.orders.kept().stream()
                .filter(each -> location == null || each.location.key().equals(location))
                .sorted(Comparator.comparingLong(each -> each.invoiceId))
                .toList();
        return Answer.json(
                200,
                out -> new RowWriter(out)
                        .put("backlog", account.orders.waiting())
                        .put("orders", (Json.Part) inner -> {
                            inner.writeStartArray();
                            for (Shipment shipment : shipments) {
                                of(shipment).write(inner);
                            }
                            inner.writeEndArray();
                        })
                        .end(),
                Effect.READ);
    }

    static Answer one(Account account, String invoiceId) {
        return find(account, invoiceId)
                .map(each -> Answer.json(200, of(each), Effect.READ))
                .orElseGet(() -> ControlRoom.problem(404, "no shipment has the invoice id " + invoiceId));
    }

    static Optional<Shipment> find(Account account, String invoiceId) {
        var id = Fields.asNumber(invoiceId);
        return id.isPresent() ? account.orders.truth(id.getAsLong()) : Optional.empty();
    }

    static Json.Part of(Shipment shipment) {
        return out -> new RowWriter(out)
                .put("invoiceId", shipment.invoiceId)
                .put("orderId", shipment.facts.orderId())
                .put("reference", shipment.facts.reference())
                .put("location", shipment.location.key())
                .put("status", shipment.status)
                .put("statusId", shipment.statusId)
                .put("awb", shipment.awb)
                .put("carrierId", shipment.carrierId)
                .put("marketplaceId", shipment.facts.marketplace().id())
                .put("confirmed", shipment.documented)
                .put("confirming", shipment.confirming)
                .put("invoiceNumber", shipment.invoiceNumber)
                .put("manifestNumber", shipment.manifestNumber)
                .put("shippingStatusId", shipment.shippingStatusId == 0 ? null : shipment.shippingStatusId)
                .put("cancelled", shipment.cancelled())
                .put("held", shipment.held())
                .put("gone", shipment.gone)
                .put("updatedAt", IndianTime.text(shipment.updatedAt))
                .put(
                        "lines",
                        shipment.lines.stream()
                                .map(each -> Map.of(
                                        "suborderId", each.suborderId(),
                                        "sku", each.product().sku(),
                                        "quantity", each.quantity(),
                                        "cancelled", each.cancelled()))
                                .toList())
                .put("scans", shipment.scans)
                .put(
                        "history",
                        shipment.history.stream()
                                .map(each -> Map.of(
                                        "status", each.status(),
                                        "statusId", each.statusId(),
                                        "at", IndianTime.text(each.at())))
                                .toList())
                .end();
    }
}
