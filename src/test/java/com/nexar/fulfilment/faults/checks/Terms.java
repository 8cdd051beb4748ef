package com.nexar.fulfilment.faults.checks;

import java.time.Duration;
import java.util.Map;

/**
 * What a run is measured by, and who is where.
 *
 * @param placeByKey EasyEcom's location key to brand/location
 * @param brandByApiKey which account is whose
 * @param budgets by x-api-key
 * @param jitter how much later than its permit a request may be seen to leave; permits lapse after a second
 * @param loginEvery at most one login per location in this time
 * @param loginJitter how much a slow network may push two logins together
 * @param skew by how much a pod's clock may be wrong
 * @param heapBound bytes that a pod's heap may never exceed
 */
public record Terms(
        Map<String, String> placeByKey,
        Map<String, String> brandByApiKey,
        Map<String, Budget> budgets,
        Duration jitter,
        Duration loginEvery,
        Duration loginJitter,
        Duration skew,
        double heapBound) {

    /** What a tier allows: requests per second, burst, per day. */
    public record Budget(double rate, int burst, int perDay) {}

    String place(String locationKey) {
        return placeByKey.getOrDefault(locationKey, "nowhere/" + locationKey);
    }
}
