package com.nexar.fulfilment.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** EasyEcom's own webhooks, sent only once somebody configured where to (contract §9, quirk 22). */
final class Webhooks {
    /** What is announced, and the name it has in the action header. */
    enum Event {
        CREATE("CreateOrder"),
        UPDATE("UpdateOrder"),
        CONFIRM("ConfirmOrder"),
        MANIFESTED("Manifested"),
        CANCEL("CancelOrder"),
        TRACKING("Tracking"),
        BATCH_MANIFEST("BatchManifest");

        private final String action;

        Event(String action) {
            this.action = action;
        }

        String action(boolean second) {
            return action + (second ? "V2" : "");
        }
    }

    private final Account account;
    private final List<WebhookEndpoint> endpoints = new ArrayList<>();

    Webhooks(Account account) {
        this.account = account;
    }

    void order(Event event, Shipment shipment) {
        for (WebhookEndpoint endpoint : endpoints) {
            Json.Part first = out -> new RowWriter(out)
                    .put("orders", OrderRows.list(account, List.of(shipment), false, false))
                    .put("nextUrl", null)
                    .end();
            Json.Part body = endpoint.second() ? DetailRows.webhook(account, shipment) : first;
            endpoint.announce(event, shipment.location, body);
        }
    }

    void tracking(Shipment shipment) {
        for (WebhookEndpoint endpoint : endpoints) {
            endpoint.announce(Event.TRACKING, shipment.location, TrackingRows.list(account, List.of(shipment)));
        }
    }

    void batchManifest(String number, String url, List<Shipment> shipments) {
        if (endpoints.isEmpty()) {
            return;
        }
        Shipment first = shipments.getFirst();
        String time = IndianTime.text(account.now());
        Json.Part body = out -> new RowWriter(out)
                .put("status", Boolean.TRUE)
                .put("manifest_id", number.substring(number.lastIndexOf('_') + 1))
                .put("manifest_number", number)
                .put("manifest_document", url)
                .put("marketplace_name", first.facts.marketplace().name())
                .put("courier_partner", first.aggregator)
                .put("total_shipments", shipments.size())
                .put("shipments", shipments.stream().map(Webhooks::inManifest).toList())
                .put("manifest_created_date", time)
                .put("manifest_completed_date", time)
                .put("manifest_completed_by", "Demo User")
                .end();
        endpoints.forEach(each -> each.announce(Event.BATCH_MANIFEST, first.location, body));
    }

    private static Map<String, Object> inManifest(Shipment shipment) {
        return Map.of(
                "awb_number",
                shipment.awb,
                "order_number",
                shipment.facts.reference(),
                "invoice_number",
                shipment.invoiceNumber,
                "quantity",
                shipment.quantity());
    }

    /** One more endpoint; with a location it hears of that one only. The same URL again replaces the first. */
    Map<String, Object> configure(JsonNode wish) {
        if (!wish.hasNonNull("url")) {
            throw new UnusableInput("a webhook needs a url");
        }
        URI url = URI.create(wish.path("url").asText());
        endpoints.removeIf(each -> each.url().equals(url));
        endpoints.add(new WebhookEndpoint(
                account,
                url,
                wish.path("token").asText("demo-webhook-token"),
                wish.path("version").asText("V2").equals("V2"),
                Optional.ofNullable(wish.path("location").asText(null))));
        return state();
    }

    Map<String, Object> remove() {
        endpoints.clear();
        return state();
    }

    Map<String, Object> state() {
        return Map.of("webhooks", endpoints.stream().map(WebhookEndpoint::state).toList());
    }
}
