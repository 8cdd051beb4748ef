package com.nexar.fulfilment.bench;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;

/** Each connection asks again as soon as it was answered: what can be served at most. */
final class ClosedLoop {

    private ClosedLoop() {}

    static Served during(Duration time, int port, int connections, Asking asking) {
        long end = System.nanoTime() + time.toNanos();
        return run(port, connections, asking, number -> System.nanoTime() < end);
    }

    /** As many as that, however long it takes. */
    static Served times(long count, int port, int connections, Asking asking) {
        return run(port, connections, asking, number -> number < count);
    }

    private static Served run(int port, int connections, Asking asking, LongPredicate more) {
        AtomicLong numbers = new AtomicLong();
        return Workers.work(port, connections, asking, new Workers.Supply() {
            @Override
            public long next() {
                long number = numbers.getAndIncrement();
                return more.test(number) ? number : -1;
            }

            @Override
            public long moment(long number) {
                return System.nanoTime();
            }
        });
    }
}
