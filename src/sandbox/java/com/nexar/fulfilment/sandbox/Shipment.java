package com.nexar.fulfilment.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One row of EasyEcom: an invoice id, one shipment (contract §3.1, "grain"). Changed only through
 * {@link OrderBook#change}, which keeps the windows sorted.
 */
final class Shipment {
    static final int SELF_SHIP = 23;

    final long invoiceId;
    final OrderFacts facts;
    Location location;
    List<Line> lines;
    long updatedAt;

    String status = Status.OPEN.text;
    int statusId = Status.OPEN.id;
    List<Past> history = new ArrayList<>(6);
    /** Status and id from before a hold; null when not held. */
    Past beforeHold;

    Long heldAt;
    Long releasedAt;

    int carrierId = SELF_SHIP;
    String courier = "SelfShip";
    String aggregator;
    String awb;
    String labelUrl;
    PackageSize box;

    String invoiceNumber;
    Long invoicedAt;
    boolean documented;
    /** A confirmation is enqueued and has neither succeeded nor failed yet. */
    boolean confirming;
    /** The next confirmation of it will fail. */
    boolean willFail;

    String message;

    String manifestNumber;
    Long manifestedAt;
    int shippingStatusId;
    String shippingStatus;
    Long shippingUpdatedAt;
    String deliveryDate;
    String expectedDelivery;
    List<Scan> scans = List.of();

    /** Vanished from every answer, as rows do when somebody merges or deletes them. */
    boolean gone;
    /** Fields that go out verbatim instead of what this shipment would say. */
    Map<String, JsonNode> raw = Map.of();

    Shipment(long invoiceId, OrderFacts facts, Location location, List<Line> lines) {
        this.invoiceId = invoiceId;
        this.facts = facts;
        this.location = location;
        this.lines = lines;
        this.updatedAt = facts.importedAt();
        history.add(new Past("Assigned", Status.OPEN.id, facts.importedAt()));
    }

    void become(Status next, long at) {
        status = next.text;
        statusId = next.id;
        past(next.text, next.id, at);
    }

    void past(String text, int id, long at) {
        history.add(new Past(text, id, at));
    }

    Long at(int historyId) {
        for (int i = history.size() - 1; i >= 0; i--) {
            if (history.get(i).statusId() == historyId) {
                return history.get(i).at();
            }
        }
        return null;
    }

    boolean cancelled() {
        return status.equals(Status.CANCELLED.text);
    }

    boolean held() {
        return beforeHold != null;
    }

    boolean manifested() {
        return manifestNumber != null;
    }

    /** Assigned or Open, and nothing has been enqueued for it. */
    boolean open() {
        return status.equals(Status.OPEN.text) && !confirming;
    }

    /** The last confirmation came to nothing. */
    boolean confirmFailed() {
        return !confirming && !documented && at(Status.CONFIRM_FAIL) != null;
    }

    boolean confirmed() {
        return documented && !cancelled();
    }

    int quantity() {
        return lines.stream().mapToInt(Line::quantity).sum();
    }

    double amount() {
        return lines.stream().mapToDouble(Line::amount).sum();
    }

    double tax() {
        return lines.stream().mapToDouble(Line::tax).sum();
    }

    void override(Map<String, JsonNode> fields) {
        Map<String, JsonNode> merged = new HashMap<>(raw);
        merged.putAll(fields);
        raw = merged;
    }

    /** Which of the null-likes this row prefers (quirk 12): they go round from row to row. */
    int guise() {
        return (int) ((invoiceId - 1) % 5);
    }
}
