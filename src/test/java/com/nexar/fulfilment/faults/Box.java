package com.nexar.fulfilment.faults;

import java.util.concurrent.atomic.AtomicReference;

/** A shipment of the run: its fate is drawn, where it is at the moment is known to who works on it. */
final class Box {

    private final long id;
    private final Fate fate;
    private final long seed;
    private final AtomicReference<String> place;
    private volatile boolean taken;
    private volatile boolean cancelledWhenTaken;

    Box(long id, Fate fate, long seed, String place) {
        this.id = id;
        this.fate = fate;
        this.seed = seed;
        this.place = new AtomicReference<>(place);
    }

    long id() {
        return id;
    }

    Fate fate() {
        return fate;
    }

    String place() {
        return place.get();
    }

    void moveTo(String other) {
        place.set(other);
    }

    /** The warehouse has it. */
    void taken() {
        taken = true;
    }

    /** By somebody at EasyEcom, just now. */
    void cancelled() {
        cancelledWhenTaken = taken;
    }

    boolean cancelledWhenTaken() {
        return cancelledWhenTaken;
    }

    /** Names its shipment, so that a request that bears it can be attributed. */
    String awb(int attempt) {
        return "F" + seed + "N" + id + "A" + attempt;
    }
}
