package com.nexar.fulfilment.board;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.OperationState;
import com.nexar.fulfilment.orders.OrderStories.Reason;
import com.nexar.fulfilment.orders.ShipmentView;
import com.nexar.fulfilment.pauses.Pause;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Says what happens next to a shipment, and who does it. */
@Singleton
class WhatNext {

    /** What has been sent is read back, whatever is paused. */
    private static final Set<OperationState> NOT_SENT = EnumSet.of(OperationState.PENDING, OperationState.RETRYING);

    private final Times times;

    WhatNext(Times times) {
        this.times = times;
    }

    /** @param pause of the location; null where nothing is held back */
    OrderPage.Next of(Location location, ShipmentView shipment, List<Reason> reasons, Pause pause) {
        var cancellation = shipment.cancellation();
        if (cancellation != null && cancellation.outcome() == null) {
            return toDo("EasyEcom cancelled it. The warehouse decides by "
                    + times.when(cancellation.decideBy()).text() + " whether the parcel was stopped"
                    + (cancellation.overdue() ? "; that is overdue." : "."));
        }
        if (shipment.pending() != null) {
            return new OrderPage.Next(ofPending(shipment.pending(), pause), Frames.path(location) + "/operations");
        }
        return toDo(reasons.stream()
                .filter(Reason::blocks)
                .findFirst()
                .filter(reason -> shipment.stage().beforeManifest())
                .map(Reason::remedy)
                .orElseGet(() -> ofStage(shipment)));
    }

    private static OrderPage.Next toDo(String text) {
        return new OrderPage.Next(text, "");
    }

    private static String ofPending(ShipmentView.Pending pending, Pause pause) {
        String what = Words.of(pending.kind());
        if (pending.needsPerson()) {
            return what + " was sent to EasyEcom, and nothing that can be read there says what became of it."
                    + " An operator looks at the shipment in EasyEcom and settles it.";
        }
        if (pause != null && pause.sending() && NOT_SENT.contains(pending.state())) {
            return what + " waits. " + Words.of(pause) + ". It goes by itself when the pause has ended.";
        }
        return what + " is under way (" + Words.of(pending.state()).toLowerCase(Locale.ROOT)
                + "); the facade carries on by itself.";
    }

    private static String ofStage(ShipmentView shipment) {
        return switch (shipment.stage()) {
            case RECEIVED -> "The warehouse gives it a courier and an AWB, packs and confirms it.";
            case ASSIGNED -> "The warehouse packs and confirms it.";
            case CONFIRMED -> "The warehouse prints its papers and hands it over with a manifest.";
            case MANIFESTED -> "The courier's first scan moves it on.";
            case IN_TRANSIT -> "The courier brings it out; the next scan moves it on.";
            case OUT_FOR_DELIVERY -> "The courier delivers it today, or says why not.";
            case UNDELIVERED -> "The courier tries again, or brings it back.";
            case RTO_IN_TRANSIT -> "It comes back to the warehouse.";
            case DELIVERED, RTO_DELIVERED, CANCELLED -> "Nothing more happens by itself.";
        };
    }
}
