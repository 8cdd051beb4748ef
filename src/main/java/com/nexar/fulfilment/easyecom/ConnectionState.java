package com.nexar.fulfilment.easyecom;

import java.time.Instant;

/**
 * How the connection of one location stands: token and quota for all pods, the rest as this one saw it.
 *
 * @param tokenIssuedAt null while there is no token
 * @param breaker {@code CLOSED}, {@code HALF_OPEN} or {@code OPEN}: the worst of the brand's breakers
 * @param quota over all pods
 * @param lastError null if no call failed yet; no secrets
 */
public record ConnectionState(
        Instant tokenIssuedAt,
        Instant tokenExpiresAt,
        String breaker,
        Quota quota,
        Instant lastCallAt,
        Instant lastErrorAt,
        String lastError) {}
