package com.nexar.fulfilment.easyecom;

import java.time.Instant;

/**
 * How the connection of one location stands in this process.
 *
 * @param tokenIssuedAt null while there is no token
 * @param breaker {@code CLOSED}, {@code HALF_OPEN} or {@code OPEN}: the worst of the brand's breakers
 * @param quotaLeftToday null = unlimited
 * @param quotaResetsAt the next UTC midnight
 * @param lastError null if no call failed yet; no secrets
 */
public record ConnectionState(
        Instant tokenIssuedAt,
        Instant tokenExpiresAt,
        String breaker,
        Integer quotaLeftToday,
        Instant quotaResetsAt,
        Instant lastCallAt,
        Instant lastErrorAt,
        String lastError) {}
