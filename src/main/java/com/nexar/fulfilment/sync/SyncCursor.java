package com.nexar.fulfilment.sync;

import com.nexar.fulfilment.brands.Location;
import java.time.Instant;

/**
 * A walk that is ours for as long as the lease lasts.
 *
 * @param doneUntil everything changed upstream before this has been stored; null before the first window
 * @param goal where a back-fill ends; null for a walk that never ends
 * @param windowFrom start of the window under way; null between windows
 * @param windowTo its end
 * @param nextPage EasyEcom's cursor of the next page, verbatim; null = the window's first page
 * @param fencing grows with every claim; a checkpoint with an older one changes nothing
 */
public record SyncCursor(
        Location location,
        Feed feed,
        Instant doneUntil,
        Instant goal,
        Instant windowFrom,
        Instant windowTo,
        String nextPage,
        long fencing) {

    public SyncCursor window(Instant from, Instant to) {
        return new SyncCursor(location, feed, doneUntil, goal, from, to, null, fencing);
    }

    public SyncCursor page(String next) {
        return new SyncCursor(location, feed, doneUntil, goal, windowFrom, windowTo, next, fencing);
    }

    /** The window is stored whole. */
    public SyncCursor windowDone() {
        return new SyncCursor(location, feed, windowTo, goal, null, null, null, fencing);
    }

    public SyncCursor begin(Instant doneUntil, Instant goal) {
        return new SyncCursor(location, feed, doneUntil, goal, null, null, null, fencing);
    }
}
