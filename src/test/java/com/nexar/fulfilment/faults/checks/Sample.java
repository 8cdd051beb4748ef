package com.nexar.fulfilment.faults.checks;

import java.time.Instant;

/**
 * How something stood at a moment.
 *
 * @param what heap, threads, connections, open-operations, …
 * @param of the pod, or the database
 */
public record Sample(Instant at, String of, String what, double value) {}
