package com.nexar.fulfilment.bench;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Arrivals at moments fixed beforehand (exponential gaps, the same ones each time), whatever the answers take; each request's time
 * is taken from its moment on, so that one that had to wait for a connection has waited.
 */
final class OpenModel {

    private static final int SEED = 20261128;

    private OpenModel() {}

    /** @param connections so many that they are never all busy, unless who answers has fallen behind */
    static Served at(double perSecond, Duration time, int port, int connections, Asking asking) {
        long[] moments = moments(perSecond, time);
        AtomicInteger numbers = new AtomicInteger();
        long begun = System.nanoTime();
        return Workers.work(port, connections, asking, new Workers.Supply() {
            @Override
            public long next() {
                int number = numbers.getAndIncrement();
                return number < moments.length ? number : -1;
            }

            @Override
            public long moment(long number) {
                long moment = begun + moments[(int) number];
                for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                return moment;
            }
        });
    }

    private static long[] moments(double perSecond, Duration time) {
        Random random = new Random(SEED);
        long[] moments = new long[(int) Math.max(1, Math.round(perSecond * time.toNanos() / 1e9))];
        double at = 0;
        for (int n = 0; n < moments.length; n++) {
            at += -Math.log(1 - random.nextDouble()) / perSecond * 1e9;
            moments[n] = (long) at;
        }
        return moments;
    }
}
