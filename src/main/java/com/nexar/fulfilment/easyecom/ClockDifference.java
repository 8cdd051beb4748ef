package com.nexar.fulfilment.easyecom;

import java.time.Duration;
import java.time.Instant;

/**
 * How EasyEcom's clock stands against ours, by the {@code Date} of an answer.
 *
 * @param ahead of ours; negative where it is behind
 * @param within how sure that is: half of what the answer took, and half of the second that the header is written in
 * @param at when that answer came
 */
public record ClockDifference(Duration ahead, Duration within, Instant at) {}
