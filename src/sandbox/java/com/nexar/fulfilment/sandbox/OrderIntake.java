package com.nexar.fulfilment.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** POST /webhook/v2/createOrder: ids come back as texts, a second time is refused (contract §9). */
final class OrderIntake {
    private final Account account;

    OrderIntake(Account account) {
        this.account = account;
    }

    Answer create(Call call) {
        Fields fields = call.fields();
        String reference = fields.text("orderNumber");
        if (reference == null) {
            return Answer.refused("orderNumber is required");
        }
        List<Shipment> known = account.orders.ofReference(reference);
        if (!known.isEmpty()) {
            return Answer.repeated("Order Number " + reference + " already exists within the Company")
                    .about(known);
        }
        Shipment shipment = shipment(call.location(), reference, fields);
        account.orders.add(shipment);
        account.webhooks.order(Webhooks.Event.CREATE, shipment);
        return Answer.envelope(
                        200,
                        reference + " created successfully",
                        out -> new RowWriter(out)
                                .put("OrderID", Long.toString(shipment.facts.orderId()))
                                .put(
                                        "SuborderID",
                                        Long.toString(shipment.lines.getFirst().suborderId()))
                                .put("InvoiceID", Long.toString(shipment.invoiceId))
                                .put("Message", "Success")
                                .end(),
                        Effect.HAPPENED)
                .about(shipment);
    }

    private Shipment shipment(Location location, String reference, Fields fields) {
        long invoiceId = account.numbers.invoiceId();
        String type = fields.text("orderType");
        OrderFacts facts = new OrderFacts(
                account.numbers.orderId(),
                reference,
                Marketplace.of(fields.number("marketplaceId").orElse(10)),
                type == null ? "retailorder" : type,
                fields.number("paymentMode").orElse(5) == 2 ? "COD" : "PrePaid",
                Buyer.number(invoiceId),
                account.now(),
                OrderMill.shipBy(account.now()),
                null);
        return new Shipment(invoiceId, facts, location, lines(invoiceId, fields));
    }

    private List<Line> lines(long invoiceId, Fields fields) {
        List<Line> lines = new ArrayList<>();
        for (JsonNode item : fields.json().path("items")) {
            Product product = account.shelf.ofSku(item.path("Sku").asText("DEMO-TEE-BLK-M"));
            lines.add(new Line(
                    OrderMill.suborderId(invoiceId, lines.size()),
                    product,
                    Math.max(1, item.path("Quantity").asInt(1)),
                    item.path("Price").asDouble(499),
                    0));
        }
        return lines.isEmpty() ? List.of(account.mill.line(invoiceId, 0)) : lines;
    }
}
