package com.nexar.fulfilment.faults.checks;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * One durable operation as our own table holds it.
 *
 * @param results shipment to state
 * @param awaitsPerson shown as undecidable, to be settled by hand
 */
public record OurOperation(
        String operationId,
        String brand,
        String location,
        String kind,
        String state,
        Map<Long, String> results,
        int attempts,
        Instant createdAt,
        Instant finishedAt,
        boolean awaitsPerson,
        int lateArrivals,
        String problem) {

    private static final Set<String> FINISHED = Set.of("SUCCEEDED", "PARTIAL", "REFUSED", "FAILED");

    public OurOperation withResults(Map<Long, String> all) {
        return new OurOperation(
                operationId,
                brand,
                location,
                kind,
                state,
                all,
                attempts,
                createdAt,
                finishedAt,
                awaitsPerson,
                lateArrivals,
                problem);
    }

    public boolean finished() {
        return FINISHED.contains(state);
    }

    @Override
    public String toString() {
        return operationId + " " + kind + " " + state + " " + results + " attempts " + attempts + " " + createdAt
                + " – " + finishedAt + (problem == null ? "" : " " + problem);
    }
}
