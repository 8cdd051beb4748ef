package com.nexar.fulfilment.faults.checks;

import java.time.Instant;

/**
 * How something stood at a moment.
 *
 * @param what one of the names below
 * @param of the pod, or the database
 */
public record Sample(Instant at, String of, String what, double value) {

    /** Bytes that are left after a collection. */
    public static final String HEAP = "heap";

    public static final String THREADS = "threads";

    /** For a connection to the database. */
    public static final String WAITING = "waiting for a connection";

    public static final String OPEN = "open operations";
}
