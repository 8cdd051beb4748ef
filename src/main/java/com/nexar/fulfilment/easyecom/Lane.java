package com.nexar.fulfilment.easyecom;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Whose call goes first when calls are short, highest first: a lower lane takes only what lies above its floor of the bucket. A
 * call has a lane of its own (commands and the reads they need; documents; lists of orders; products); work in the background
 * says that it can wait by running inside a lower one.
 */
public enum Lane {
    COMMANDS(0, 1),
    DOCUMENTS(0.1, 1),
    ORDERS(0.25, 3),
    PRODUCTS(0.5, 3);

    private static final ScopedValue<Lane> CURRENT = ScopedValue.newInstance();

    private final double floor;
    private final int patience;

    Lane(double floor, int patience) {
        this.floor = floor;
        this.patience = patience;
    }

    /** All calls inside are of this lane, whatever they are. */
    public <T> T call(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    /** As {@link #call}, for what returns nothing. */
    public void run(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    /** As {@link #call}, unless the work at hand is of a lane already. */
    public <T> T callUnlessInOne(Supplier<T> work) {
        return CURRENT.isBound() ? work.get() : call(work);
    }

    /** For another thread: the work, of the lane that this thread is in. */
    public static Runnable carried(Runnable work) {
        if (!CURRENT.isBound()) {
            return work;
        }
        Lane lane = CURRENT.get();
        return () -> lane.run(work);
    }

    static Lane current(Lane usual) {
        return CURRENT.orElse(usual);
    }

    /** Share of the bucket that is left to the lanes above. */
    double floor() {
        return floor;
    }

    /** Lower lanes are served later, so they wait longer. */
    Duration patience(Duration permitWait) {
        return permitWait.multipliedBy(patience);
    }
}
