package com.nexar.fulfilment.board;

import java.util.List;

/** All that is known of an order, to people. */
record OrderPage(Frame.Place place, String orderId, String name, List<Card> shipments, List<Entry> entries) {

    /**
     * A shipment.
     *
     * @param next what happens next, and who does it
     * @param to whom it is for; null where the session may not see that
     * @param papers how they stand; empty before there can be any
     */
    record Card(
            String shipmentId,
            String stage,
            String stageTone,
            List<String> flags,
            boolean offered,
            Next next,
            List<Step> steps,
            List<Reason> reasons,
            List<Fact> facts,
            List<Piece> pieces,
            Recipient to,
            List<Paper> papers) {}

    /** @param path where more of it is; empty where there is no more */
    record Next(String text, String path) {}

    /** @param state {@code done}, {@code here} or {@code ahead} */
    record Step(String label, String state) {}

    record Reason(String message, String remedy, boolean blocks) {}

    /** @param when null where the text says it all */
    record Fact(String label, String text, Times.When when) {}

    record Piece(String sku, String name, int quantity, int cancelled) {}

    record Recipient(String name, String phone, List<String> address) {}

    /**
     * @param note how it stands; empty where it is there
     * @param path where to get it; empty where it is not to be had any more
     * @param action what the link there says
     */
    record Paper(String label, String note, String path, String action) {}

    /** @param shipmentId empty where the order has one only */
    record Entry(
            Times.When at,
            String what,
            String tone,
            String cause,
            String shipmentId,
            String detail,
            String reference) {}
}
