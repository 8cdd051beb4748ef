package com.nexar.fulfilment.faults.checks;

import java.time.Instant;

/**
 * A word of the warehouse about a shipment, and whether it was taken.
 *
 * @param outcome {@link #ACKNOWLEDGED}, or how it decides a cancellation
 * @param taken answered with 200
 * @param answered of the last attempt
 */
public record Decision(long shipment, String outcome, boolean taken, Instant asked, Instant answered, String text) {

    public static final String ACKNOWLEDGED = "ACKNOWLEDGED";

    boolean acknowledges() {
        return outcome.equals(ACKNOWLEDGED);
    }
}
