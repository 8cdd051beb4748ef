package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.brands.Location;
import java.util.UUID;

/**
 * A pod's right to work on one operation. The database decides who has it; this side only knows how long it surely still has
 * it: counted from before the claim was asked for, by a clock that nobody sets, and less a margin.
 */
public final class Lease {

    /**
     * Of operations that are begun from here on.
     *
     * @param pod that has them
     * @param surelyUntil of {@link System#nanoTime()}
     */
    record Beginning(String pod, long surelyUntil) {

        /** With the first fencing number. */
        Lease lease(Location location, UUID operation) {
            return new Lease(operation, location, FIRST, surelyUntil);
        }
    }

    /** The fencing number of whoever begins an operation. */
    static final long FIRST = 1;

    private final UUID operation;
    private final Location location;
    private final long fencing;
    private volatile long surelyUntil;
    private volatile boolean lost;
    private volatile Turn first;

    /** @param surelyUntil of {@link System#nanoTime()} */
    Lease(UUID operation, Location location, long fencing, long surelyUntil) {
        this.operation = operation;
        this.location = location;
        this.fencing = fencing;
        this.surelyUntil = surelyUntil;
    }

    public UUID operation() {
        return operation;
    }

    public Location location() {
        return location;
    }

    /** Asked at the last moment before a request leaves: afterwards somebody else may be at it. */
    public boolean held() {
        return !lost && System.nanoTime() - surelyUntil < 0;
    }

    /** It was begun, or left, just now and here, so nobody has to look how it stands. */
    Lease begun(Turn turn) {
        first = turn;
        return this;
    }

    /** Once; null where it is to be looked at. */
    Turn takeFirst() {
        Turn turn = first;
        first = null;
        return turn;
    }

    long fencing() {
        return fencing;
    }

    void renewed(long until) {
        surelyUntil = until;
    }

    boolean isLost() {
        return lost;
    }

    void lose() {
        lost = true;
    }

    @Override
    public String toString() {
        return operation + "#" + fencing;
    }
}
