package com.nexar.fulfilment.access;

import java.time.Duration;

/**
 * How a caller stands with its limit after this request.
 *
 * @param granted whether this request was within it
 * @param burst so many at once, at most
 * @param refill how long an empty limit takes to be full again
 * @param left requests that would be granted now
 * @param full in how long it is full again
 * @param next in how long the next request is granted; zero where it is now
 */
public record Rate(boolean granted, int burst, Duration refill, int left, Duration full, Duration next) {}
