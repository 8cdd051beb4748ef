package com.nexar.fulfilment.faults.checks;

/**
 * A request that left a pod, measured where it leaves.
 *
 * @param atNanos of one clock for all pods
 * @param login whether it asked for a token
 */
public record Left(long atNanos, int pod, String apiKey, String target, boolean login) {}
