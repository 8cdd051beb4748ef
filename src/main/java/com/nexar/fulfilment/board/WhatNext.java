package com.nexar.fulfilment.board;

import com.nexar.fulfilment.orders.OrderStories.Reason;
import com.nexar.fulfilment.orders.ShipmentView;
import jakarta.inject.Singleton;
import java.util.List;

/** Says what happens next to a shipment, and who does it. */
@Singleton
class WhatNext {

    private final Times times;

    WhatNext(Times times) {
        this.times = times;
    }

    String of(ShipmentView shipment, List<Reason> reasons) {
        var cancellation = shipment.cancellation();
        if (cancellation != null && cancellation.outcome() == null) {
            return "EasyEcom cancelled it. The warehouse decides by "
                    + times.when(cancellation.decideBy()).text() + " whether the parcel was stopped"
                    + (cancellation.overdue() ? "; that is overdue." : ".");
        }
        if (shipment.pending() != null) {
            return Words.of(shipment.pending().kind()) + " is under way ("
                    + Words.of(shipment.pending().state()).toLowerCase(java.util.Locale.ROOT)
                    + "); the facade carries on by itself.";
        }
        return reasons.stream()
                .filter(Reason::blocks)
                .findFirst()
                .filter(reason -> shipment.stage().beforeManifest())
                .map(Reason::remedy)
                .orElseGet(() -> ofStage(shipment));
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
