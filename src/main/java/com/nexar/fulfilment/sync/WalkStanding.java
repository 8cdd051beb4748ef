package com.nexar.fulfilment.sync;

import java.time.Instant;

/** How the walk of one list stands, for people. @param progress null where it has no goal, and before its first page */
public record WalkStanding(
        Feed feed,
        Instant doneUntil,
        Instant goal,
        long pages,
        long rows,
        Instant lastSuccessAt,
        String lastError,
        Instant lastErrorAt,
        SyncProgress progress) {}
