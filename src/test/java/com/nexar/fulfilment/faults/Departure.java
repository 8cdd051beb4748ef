package com.nexar.fulfilment.faults;

import java.time.Instant;

/**
 * One request towards EasyEcom, as its pod's own proxy saw it leave.
 *
 * @param atNanos {@link System#nanoTime} when its first byte came; one clock for all pods
 * @param target path and query
 * @param apiKey null where the request carried none
 * @param forwarded whether it was passed on to EasyEcom; false as well while a delay still holds it
 */
record Departure(long atNanos, Instant at, int pod, String method, String target, String apiKey, boolean forwarded) {

    Departure onItsWay() {
        return new Departure(atNanos, at, pod, method, target, apiKey, true);
    }

    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
