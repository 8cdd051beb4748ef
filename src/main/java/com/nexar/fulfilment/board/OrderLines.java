package com.nexar.fulfilment.board;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.orders.FloorList;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Makes the lines of the list. */
@Singleton
class OrderLines {

    private final Times times;

    OrderLines(Times times) {
        this.times = times;
    }

    OrdersPage.Line of(Location location, FloorList.Line line) {
        List<String> flags = new ArrayList<>();
        if (line.onHold()) {
            flags.add("On hold");
        }
        if (line.decideSince() != null) {
            flags.add("Cancellation to decide");
        }
        if (line.goneUpstream()) {
            flags.add("Gone at EasyEcom");
        }
        return new OrdersPage.Line(
                line.referenceCode() == null ? line.orderId() : line.referenceCode(),
                Frames.path(location) + "/orders/" + line.orderId(),
                line.shipmentId(),
                Words.of(line.stage()),
                Words.tone(line.stage()),
                Words.of(line.risk()),
                Words.tone(line.risk()),
                flags,
                times.when(line.shipBy()),
                line.risk() == null ? "" : times.away(line.handOverBy()),
                line.courier() == null ? "" : line.courier(),
                line.awb() == null ? "" : line.awb(),
                times.when(line.stageSince()));
    }
}
