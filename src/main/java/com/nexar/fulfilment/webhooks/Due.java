package com.nexar.fulfilment.webhooks;

import com.nexar.fulfilment.access.Scope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A delivery that is this pod's to send for as long as its lease lasts.
 *
 * @param failures of this delivery since it became PENDING
 * @param probing its endpoint has failed several times in a row
 * @param leavesUntil {@link System#nanoTime} after which it must not begin to leave any more: another pod could have it
 */
record Due(
        UUID id,
        String type,
        String body,
        int failures,
        long fencing,
        Instant createdAt,
        Receiver to,
        boolean probing,
        long leavesUntil) {

    /** Where it goes, with the live secrets as they are stored, the newest first. */
    record Receiver(UUID endpoint, String brand, String location, String url, List<byte[]> secrets) {

        Scope scope() {
            return new Scope(brand, location);
        }
    }

    @Override
    public String toString() {
        return id + " (" + type + ") to endpoint " + to.endpoint();
    }
}
