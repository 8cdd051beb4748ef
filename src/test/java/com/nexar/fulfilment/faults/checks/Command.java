package com.nexar.fulfilment.faults.checks;

import java.util.List;

/**
 * One thing that the warehouse wants, however often it is said.
 *
 * @param id the harness' own name of it
 * @param place brand/location where it was first asked
 * @param awb of an assignment, else null
 * @param scan of a tracking event, else null
 */
public record Command(String id, Kind kind, String place, List<Long> shipments, String awb, Scan scan) {

    public String about(long shipment) {
        return kind + " of " + shipment + (awb == null ? "" : " with " + awb)
                + (scan == null ? "" : " " + scan.eventId());
    }
}
