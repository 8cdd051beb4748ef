package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.easyecom.UpstreamStatus.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether a shipment is offered to the warehouse, and every reason why not, each with what would change it. */
final class Eligibility {

    /** Open or later at EasyEcom, and understood. */
    static final Set<Phase> WORKABLE =
            EnumSet.of(Phase.OPEN, Phase.CONFIRMED_WORD, Phase.PRINTED, Phase.READY_TO_DISPATCH, Phase.SHIPPED);

    /** One reason. */
    @Schema(name = "EligibilityReason")
    record Reason(
            @Schema(required = true, examples = "on-hold") String code,
            @Schema(required = true) String message,

            @Schema(required = true, description = "What would change it")
            String remedy,

            @Schema(required = true, description = "Keeps the shipment from being offered; false: to be known, no more")
            boolean blocks) {

        Reason(String code, String message, String remedy) {
            this(code, message, remedy, true);
        }
    }

    @Schema(name = "ShipmentEligibility")
    record OfShipment(
            @Schema(required = true) String shipmentId,
            @Schema(required = true) boolean eligible,

            @Schema(nullable = true, description = "How it stands against its ship-by time, offered or not")
            Risk risk,

            @Schema(required = true) List<Reason> reasons) {}

    @Schema(name = "OrderEligibility")
    record OfOrder(
            @Schema(required = true) String orderId,
            @Schema(required = true) boolean eligible,
            @Schema(required = true) List<OfShipment> shipments) {}

    private Eligibility() {}

    static boolean of(Shipment shipment, Set<String> types, Instant now) {
        return reasons(shipment, types, now).isEmpty();
    }

    /**
     * What is to be known about a shipment's order: pieces that are in no shipment. It keeps nothing from being offered: a shipment is
     * right by itself, and the missing piece may be at a location that is not served here.
     */
    static List<Reason> notes(Shipment s, List<OrderLedger.Quantity> quantities) {
        if (s.stage() == Stage.CANCELLED || s.cancelledUpstream() || s.goneUpstream) {
            return List.of(); // it is not what the warehouse has to know it of, or is itself what is missing
        }
        return quantities.stream()
                .filter(quantity -> quantity.difference() != 0)
                .map(Eligibility::mismatch)
                .toList();
    }

    private static Reason mismatch(OrderLedger.Quantity q) {
        String what = q.sku() == null ? " pieces without a line" : " pieces of " + q.sku();
        return new Reason(
                "quantity-mismatch",
                "Of " + q.ordered() + what + " in its order, " + q.inShipments() + " are in shipments and "
                        + q.cancelled() + " are cancelled: " + q.difference()
                        + " are in no shipment that EasyEcom shows here.",
                "EasyEcom shows the missing part, or a person finds out there what became of it; this shipment is complete as it is shown.",
                false);
    }

    /** Empty where the shipment is offered. */
    static List<Reason> reasons(Shipment s, Set<String> types, Instant now) {
        List<Reason> reasons = new ArrayList<>();
        if (s.stage() == Stage.CANCELLED || s.cancelledUpstream()) {
            reasons.add(new Reason(
                    "cancelled",
                    "It is cancelled at EasyEcom.",
                    s.cancellation != null && s.cancellation.open()
                            ? "Nothing; the warehouse has to decide its open cancellation."
                            : "Nothing; a re-issue comes as a new shipment."));
        }
        if (s.goneUpstream) {
            reasons.add(new Reason(
                    "gone-upstream",
                    "EasyEcom shows it at none of the brand's locations.",
                    "EasyEcom shows it again; it is looked up from time to time."));
        }
        if (s.onHold || s.upstreamPhase == Phase.ON_HOLD) {
            reasons.add(held(s));
        }
        if (s.stage().manifestedOrLater()) {
            reasons.add(new Reason(
                    "already-manifested", "It is " + s.stage() + "; the warehouse is done with it.", "Nothing."));
        }
        if (s.availableAfter != null && s.availableAfter.isAfter(now)) {
            reasons.add(new Reason(
                    "not-yet-available",
                    "EasyEcom holds it back until " + s.availableAfter + ".",
                    "The time passes, or available_after is changed in EasyEcom."));
        }
        if (s.orderTypeKey == null || !types.contains(s.orderTypeKey)) {
            reasons.add(new Reason(
                    "order-type",
                    "Orders of type " + s.orderTypeKey + " are not offered here.",
                    "Add the type to fulfilment.orders.types."));
        }
        if (s.upstreamPhase == Phase.PENDING) {
            reasons.add(new Reason(
                    "not-open-upstream",
                    "EasyEcom says " + s.upstreamStatus + ": no stock is allocated yet.",
                    "EasyEcom opens it."));
        }
        if (s.upstreamPhase == Phase.RETURNED) {
            reasons.add(new Reason(
                    "returned", "EasyEcom says it was returned.", "Nothing; returns are handled elsewhere."));
        }
        if (s.upstreamPhase == Phase.UNKNOWN) {
            reasons.add(new Reason(
                    "unknown-status",
                    "EasyEcom's status \"" + s.upstreamStatus + "\" (" + s.upstreamStatusId + ") is not known here.",
                    "EasyEcom moves it on to a known status, or the facade learns this one."));
        }
        return reasons;
    }

    private static Reason held(Shipment s) {
        return s.holdReason == null
                ? new Reason("on-hold", "It is on hold at EasyEcom.", "Release it in EasyEcom.")
                : new Reason(
                        "on-hold",
                        "The warehouse holds it: " + s.holdReason,
                        "DELETE …/shipments/" + s.key.shipmentId() + "/hold, or release it in EasyEcom.");
    }
}
