package com.nexar.fulfilment.easyecom;

import java.util.List;
import java.util.Locale;

/**
 * A message that EasyEcom sent us (contract section 9): which shipments it speaks of. Never the truth about them.
 *
 * @param named the shipments that its rows name by id
 * @param awbs those that a batch manifest names by AWB only
 * @param broken what could not be read, with the reason; the rest of the message could
 */
public record EasyEcomWebhook(Kind kind, List<Named> named, List<String> awbs, List<BrokenRow> broken) {

    /**
     * A shipment that a message names.
     *
     * @param orderId null where it is not said
     * @param locationKey EasyEcom's key of its location; null where it is not said
     * @param row what the message says of it; null where that is not (readably) a whole row
     */
    public record Named(long shipmentId, Long orderId, String locationKey, UpstreamShipment row) {}

    /** What a message is about. */
    public enum Kind {
        ORDER_CREATED(true),
        ORDER_UPDATED(true),
        ORDER_CONFIRMED(true),
        READY_TO_DISPATCH(true),
        MANIFESTED(true),
        ORDER_CANCELLED(true),
        /** An order's row, without a word what happened to it: as V1 is seen without an action header. */
        ORDER(true),
        TRACKING(true),
        BATCH_MANIFEST(true),
        /** Out of scope, as is {@link #INVENTORY}: taken, counted and forgotten. */
        RETURN(false),
        INVENTORY(false),
        /** An event of EasyEcom's that is none of the above, such as a GRN. */
        OTHER(false),
        /** Nothing in it; a trial, perhaps. */
        EMPTY(false),
        UNREADABLE(false);

        private final boolean ofOrders;

        Kind(boolean ofOrders) {
            this.ofOrders = ofOrders;
        }

        /** Whether it makes us read anything. */
        public boolean ofOrders() {
            return ofOrders;
        }

        /** Whether it announces what happens to orders, so that who sends these is expected to announce more. */
        public boolean announcesOrders() {
            return ofOrders && this != TRACKING && this != BATCH_MANIFEST;
        }

        /** As metrics name it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Never fails: what cannot be read is {@link Kind#UNREADABLE}, with its text and the reason among the {@link #broken()}.
     *
     * @param action the header {@code x-easyecom-webhook-action}; null where there is none
     */
    public static EasyEcomWebhook read(byte[] body, String action) {
        return WebhookReader.read(body, action);
    }

    static EasyEcomWebhook ignored(Kind kind) {
        return new EasyEcomWebhook(kind, List.of(), List.of(), List.of());
    }

    @Override
    public String toString() {
        return "EasyEcomWebhook[" + kind + ", " + named.size() + " shipments]";
    }
}
