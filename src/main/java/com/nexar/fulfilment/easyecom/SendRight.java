package com.nexar.fulfilment.easyecom;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Whether a write may still be sent, asked at the last possible moment: on the event loop, right before the bytes leave. A pod
 * that was stopped between its check and its call does not send once its lease has ended.
 *
 * <p>What is asked must neither block nor touch the database: compare a deadline, measured with {@link System#nanoTime} from
 * before the lease was taken. A write that was not sent is an {@link EasyEcomUnavailable}: surely not applied.
 */
public final class SendRight {

    private static final ScopedValue<BooleanSupplier> STILL_OURS = ScopedValue.newInstance();
    private static final ScopedValue<Long> UNTIL = ScopedValue.newInstance();

    private SendRight() {}

    /** Every write that {@code sending} sends on this thread leaves only while {@code stillOurs}. Inside another one, both count. */
    public static <T> T during(BooleanSupplier stillOurs, Supplier<T> sending) {
        BooleanSupplier outer = current();
        return ScopedValue.where(STILL_OURS, () -> outer.getAsBoolean() && stillOurs.getAsBoolean())
                .call(sending::get);
    }

    /** As {@link #during}, for what returns nothing. */
    public static void run(BooleanSupplier stillOurs, Runnable sending) {
        during(stillOurs, () -> {
            sending.run();
            return null;
        });
    }

    /**
     * Every write that {@code sending} sends on this thread leaves before this moment of {@link System#nanoTime()}, or not at all
     * ({@link EasyEcomUnavailable#tooOld()}): what it was decided on is too old then. It need not wait for its permit any longer, and
     * while it waits it goes before what has no such moment. Inside another one the sooner counts.
     */
    public static <T> T until(long moment, Supplier<T> sending) {
        boolean outerIsSooner = UNTIL.isBound() && UNTIL.get() - moment < 0;
        return ScopedValue.where(UNTIL, outerIsSooner ? UNTIL.get() : moment).call(sending::get);
    }

    /** As {@link #until}, for what returns nothing. */
    public static void runUntil(long moment, Runnable sending) {
        until(moment, () -> {
            sending.run();
            return null;
        });
    }

    /** To be taken along to the event loop, which does not see this thread's scope. */
    static Departure departure() {
        BooleanSupplier stillOurs = current();
        Long until = UNTIL.isBound() ? UNTIL.get() : null;
        return new Departure() {
            @Override
            public void check() throws Wire.NeverSent {
                if (!stillOurs.getAsBoolean()) {
                    throw new Wire.RightLost();
                }
                if (until != null && System.nanoTime() - until >= 0) {
                    throw new Wire.TooLate();
                }
            }

            @Override
            public Long until() {
                return until;
            }
        };
    }

    /** Always true outside of any scope. */
    private static BooleanSupplier current() {
        return STILL_OURS.isBound() ? STILL_OURS.get() : () -> true;
    }
}
