package com.nexar.fulfilment.easyecom;

import java.time.Duration;
import java.time.Instant;

/** Rows updated from {@code from} to {@code to}; at most 7 days, which is EasyEcom's cap (contract 3.1). */
public record ReadWindow(Instant from, Instant to) {

    public static final Duration LONGEST = Duration.ofDays(7);

    public ReadWindow {
        if (to.isBefore(from) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A window of " + from + " to " + to + " is backwards or over 7 days");
        }
    }
}
