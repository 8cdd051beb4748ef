package com.nexar.fulfilment.faults.checks;

import java.time.Instant;

/**
 * A shipment that the API showed to somebody who looked.
 *
 * @param place brand/location that was asked
 * @param stage null where the answer did not say
 * @param asked when the question left, so that two answers can be told apart that crossed
 */
public record Seen(String place, long shipment, String stage, int pod, Instant asked, Instant answered) {}
