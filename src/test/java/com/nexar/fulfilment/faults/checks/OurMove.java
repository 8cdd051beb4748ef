package com.nexar.fulfilment.faults.checks;

import java.time.Instant;

/**
 * One row of our history of shipments.
 *
 * @param from null unless the event is a move
 */
public record OurMove(
        String brand,
        String location,
        long shipmentId,
        long seq,
        String event,
        String from,
        String to,
        Instant at,
        String cause,
        String reference,
        String detail) {

    @Override
    public String toString() {
        return seq + " " + at + " " + event + (from == null ? "" : " " + from + "→" + to) + " " + cause
                + (reference == null ? "" : " " + reference) + (detail == null ? "" : " " + detail);
    }
}
