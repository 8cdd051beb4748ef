package com.nexar.fulfilment.orders;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import com.nexar.fulfilment.changes.ChangeType;
import com.nexar.fulfilment.changes.Changes;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Appends what happened to a shipment to its history, and tells the feed of it, in the transaction in which it happened. */
@Singleton
class Announcing {

    /** What of a shipment is nobody's business who reads the feed. */
    @JsonIgnoreProperties({"shipTo", "pending"})
    @RegisterForReflection
    private interface Told {}

    private final Changes changes;
    private final ShipmentViews views;
    private final ObjectMapper json;
    private final ObjectMapper told;
    private final Clock clock;

    Announcing(Changes changes, ShipmentViews views, ObjectMapper json, Clock clock) {
        this.changes = changes;
        this.views = views;
        this.json = json;
        this.told = json.copy().addMixIn(ShipmentView.class, Told.class);
        this.clock = clock;
    }

    /**
     * One change per kind of thing that happened, each with the shipment as it stands afterwards. What is over when it is first seen was
     * never the warehouse's: a first sync would tell of months.
     */
    void inTell(Shipment shipment) {
        List<Happening> happenings = List.copyOf(shipment.happenings);
        shipment.happenings.clear();
        if (happenings.isEmpty()) {
            return;
        }
        changes.inBeside(History.class, History::new).add(happenings);
        boolean fresh =
                happenings.stream().anyMatch(each -> each.event == Happening.Event.MOVED && each.fromStage == null);
        if (fresh && shipment.stage().isFinal()) {
            return;
        }
        Map<ChangeType, Instant> kinds = new LinkedHashMap<>();
        happenings.forEach(each -> kinds.putIfAbsent(type(each), each.at));
        if (kinds.size() > 1) {
            kinds.remove(ChangeType.SHIPMENT_UPDATED); // the others' data show it
        }
        String subject = Long.toString(shipment.key.shipmentId());
        kinds.forEach((type, at) ->
                changes.inTell(shipment.key.brand(), shipment.location, type, subject, at, () -> data(shipment)));
    }

    /** Its ship-by time comes near, or has passed. */
    void inTellRisk(Shipment shipment, ChangeType type, Instant at) {
        String subject = Long.toString(shipment.key.shipmentId());
        changes.inTell(shipment.key.brand(), shipment.location, type, subject, at, () -> data(shipment));
    }

    /** To the location that it leaves; where it goes is none of its business. */
    void inTellLeft(Shipment shipment, String from, Instant at) {
        ObjectNode data = json.createObjectNode()
                .put("shipmentId", Long.toString(shipment.key.shipmentId()))
                .put("orderId", Long.toString(shipment.orderId))
                .put("referenceCode", shipment.referenceCode);
        changes.inTell(
                shipment.key.brand(),
                from,
                ChangeType.SHIPMENT_RELOCATED,
                Long.toString(shipment.key.shipmentId()),
                at,
                () -> data);
    }

    /** Written at once, and not as a tree first: a first sync does it for every order. */
    private JsonNode data(Shipment shipment) {
        try {
            String text = told.writeValueAsString(views.told(shipment, clock.instant()));
            return told.getNodeFactory().rawValueNode(new RawValue(text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ChangeType type(Happening happening) {
        return switch (happening.event) {
            case MOVED -> moved(happening);
            case HELD -> ChangeType.SHIPMENT_HELD;
            case RELEASED -> ChangeType.SHIPMENT_RELEASED;
            case RELOCATED -> ChangeType.SHIPMENT_RECEIVED;
            case DOCUMENT_READY -> ChangeType.DOCUMENTS_READY;
            case DOCUMENT_FAILED -> ChangeType.DOCUMENTS_FAILED;
            case SCANNED -> ChangeType.SHIPMENT_TRACKED;
            case CANCELLED_AFTER_MANIFEST, CANCELLATION_REQUESTED -> ChangeType.CANCELLATION_REQUESTED;
            case CANCELLATION_SETTLED -> ChangeType.CANCELLATION_SETTLED;
            case CONTENT_CHANGED,
                    ASSIGNMENT_CHANGED,
                    STATUS_CHANGED,
                    GONE_UPSTREAM,
                    FOUND_AGAIN,
                    CONFIRM_FAILED,
                    ACKNOWLEDGED,
                    UNASSIGNED -> ChangeType.SHIPMENT_UPDATED;
        };
    }

    private static ChangeType moved(Happening happening) {
        return switch (happening.toStage) {
            case RECEIVED -> happening.fromStage == null ? ChangeType.SHIPMENT_RECEIVED : ChangeType.SHIPMENT_UPDATED;
            case ASSIGNED -> ChangeType.SHIPMENT_ASSIGNED;
            case CONFIRMED -> ChangeType.SHIPMENT_CONFIRMED;
            case MANIFESTED -> ChangeType.SHIPMENT_MANIFESTED;
            case IN_TRANSIT, OUT_FOR_DELIVERY, DELIVERED, UNDELIVERED, RTO_IN_TRANSIT, RTO_DELIVERED ->
                ChangeType.SHIPMENT_TRACKED;
            case CANCELLED -> ChangeType.SHIPMENT_CANCELLED;
        };
    }
}
