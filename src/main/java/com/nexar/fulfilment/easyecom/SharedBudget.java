package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Location;
import java.time.Duration;
import java.time.Instant;

/** What a brand's x-api-key may still send, known to all pods. The database's, except in tests of what stands before it. */
interface SharedBudget {

    /**
     * What this pod asks for, and what it has to tell.
     *
     * @param wanted by rank of the lane
     * @param unused permits taken earlier that never left, of the day that ends at {@code unusedOf}
     * @param confirmed shipments confirmed since the last time
     */
    record Asked(int[] wanted, int unused, Instant unusedOf, int confirmed) {}

    /**
     * @param granted by rank of the lane
     * @param tokens what the bucket holds now
     */
    record Taken(int[] granted, double tokens, Duration pausedFor, Standing standing) {}

    /**
     * @param spentFor so long nothing is sent, because EasyEcom says that the day's calls are used up, whatever was counted
     * @param resetsAt null where the day begins with the next call
     */
    record Standing(int used, int confirmed, Duration spentFor, Instant resetsAt, Duration resetsIn) {

        boolean spent() {
            return spentFor.isPositive();
        }
    }

    /** @throws EasyEcomUnavailable nobody can say now */
    Taken take(Location location, Terms terms, Asked asked);

    /** @throws EasyEcomUnavailable nobody can say now */
    Standing standing(Location location, Terms terms);

    /** EasyEcom wants a pause: nobody sends before it is over. */
    void pause(Location location, Duration pause);

    /** EasyEcom says that the day's calls are used up: nobody sends before this is over, or the day is. */
    void spent(Location location, Duration lookAgain);
}
