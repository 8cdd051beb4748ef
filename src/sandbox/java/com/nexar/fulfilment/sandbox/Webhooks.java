package com.nexar.fulfilment.sandbox;

import java.util.List;

/** EasyEcom's own webhooks, sent only once somebody configured where to (contract §9, quirk 22). */
final class Webhooks {
    enum Event {
        CREATE,
        UPDATE,
        CONFIRM,
        MANIFESTED,
        CANCEL
    }

    private final Account account;

    Webhooks(Account account) {
        this.account = account;
    }

    void order(Event event, Shipment shipment) {}

    void tracking(Shipment shipment) {}

    void batchManifest(String number, String url, List<Shipment> shipments) {}

    java.util.Map<String, Object> state() {
        return java.util.Map.of();
    }

    java.util.Map<String, Object> configure(com.fasterxml.jackson.databind.JsonNode body) {
        return java.util.Map.of();
    }

    java.util.Map<String, Object> remove() {
        return java.util.Map.of();
    }
}
