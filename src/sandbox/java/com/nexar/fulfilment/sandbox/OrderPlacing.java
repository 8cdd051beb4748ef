package com.nexar.fulfilment.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code POST /sandbox/orders}: orders made to measure, broken ones too. */
final class OrderPlacing {
    private final Account account;

    OrderPlacing(Account account) {
        this.account = account;
    }

    Answer place(JsonNode wish) {
        String key = wish.path("location").asText(account.locations.getFirst().key());
        Location location =
                account.location(key).orElseThrow(() -> new UnusableInput("no location has the key " + key));
        int count = Math.clamp(wish.path("count").asInt(1), 1, 100_000);
        List<Map<String, Object>> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            orders.add(order(wish, location, i));
        }
        return ControlRoom.json(201, Map.of("orders", orders));
    }

    private Map<String, Object> order(JsonNode wish, Location location, int number) {
        String reference = wish.path("reference").asText(account.numbers.reference());
        if (number > 0 && wish.has("reference")) {
            reference += "-" + (number + 1);
        }
        OrderFacts facts = facts(wish, wish.path("orderId").asLong(account.numbers.orderId()), reference);
        int parts = Math.max(1, wish.path("parts").asInt(1));
        List<Long> invoiceIds = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            invoiceIds.add(shipment(wish, facts, location, part, parts).invoiceId);
        }
        return Map.of("orderId", facts.orderId(), "reference", reference, "invoiceIds", invoiceIds);
    }

    private Shipment shipment(JsonNode wish, OrderFacts facts, Location location, int part, int parts) {
        long invoiceId = account.numbers.invoiceId();
        Shipment shipment = new Shipment(invoiceId, facts, location, lines(wish.path("lines"), invoiceId, part, parts));
        new PastLife(account).lead(shipment, wish.path("status").asText("Open"));
        if (wish.has("statusId")) {
            shipment.statusId = wish.path("statusId").asInt();
        }
        if (wish.path("raw").isObject()) {
            shipment.override(fields(wish.path("raw")));
        }
        account.orders.add(shipment);
        account.webhooks.order(Webhooks.Event.CREATE, shipment);
        return shipment;
    }

    private OrderFacts facts(JsonNode wish, long orderId, String reference) {
        long importedAt = moment(wish.path("importedAt"), account.now());
        return new OrderFacts(
                orderId,
                reference,
                Marketplace.of(wish.path("marketplaceId").asLong(10)),
                wish.path("orderTypeKey").asText("retailorder"),
                wish.path("paymentMode").asText("PrePaid"),
                Buyer.number(orderId),
                importedAt,
                moment(wish.path("tat"), OrderMill.shipBy(importedAt)),
                wish.hasNonNull("availableAfter") ? Long.valueOf(moment(wish.path("availableAfter"), 0)) : null);
    }

    /** The lines are dealt out to the parts in turn; a part that gets none has a line of its own. */
    private List<Line> lines(JsonNode wishes, long invoiceId, int part, int parts) {
        List<Line> lines = new ArrayList<>();
        for (int i = part; i < wishes.size(); i += parts) {
            JsonNode wish = wishes.get(i);
            lines.add(new Line(
                    OrderMill.suborderId(invoiceId, lines.size()),
                    account.shelf.ofSku(wish.path("sku").asText("DEMO-TEE-BLK-M")),
                    wish.path("quantity").asInt(1),
                    wish.path("price").asDouble(499),
                    wish.path("cancelled").asInt(0)));
        }
        if (!lines.isEmpty()) {
            return lines;
        }
        Product product = account.shelf.ofSku("DEMO-TEE-BLK-M");
        return List.of(new Line(OrderMill.suborderId(invoiceId, 0), product, 1, 499, 0));
    }

    /** A time of day in India, or how far from now: "2026-02-03 10:00:00", "PT2H", "-P1D". */
    private long moment(JsonNode wish, long otherwise) {
        if (wish.isMissingNode() || wish.isNull()) {
            return otherwise;
        }
        String text = wish.asText();
        var absolute = IndianTime.parse(text);
        return absolute.isPresent()
                ? absolute.getAsLong()
                : account.now() + Duration.parse(text).toSeconds();
    }

    static Map<String, JsonNode> fields(JsonNode raw) {
        Map<String, JsonNode> fields = new HashMap<>();
        raw.properties().forEach(each -> fields.put(each.getKey(), each.getValue()));
        return fields;
    }
}
