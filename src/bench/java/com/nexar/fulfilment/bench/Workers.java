package com.nexar.fulfilment.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads with a connection each. What one of them meets ends the run. */
final class Workers {

    private Workers() {}

    static Served work(int port, int connections, Asking asking, Supply supply) {
        long begun = System.nanoTime();
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            List<Future<long[]>> all = new ArrayList<>();
            for (int n = 0; n < connections; n++) {
                all.add(threads.submit(() -> one(port, asking, supply)));
            }
            List<long[]> nanos = new ArrayList<>();
            for (Future<long[]> one : all) {
                nanos.add(one.get());
            }
            return Served.of((System.nanoTime() - begun) / 1e9, nanos);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What is to be done next, and when. */
    interface Supply {
        /** @return negative when there is no more */
        long next();

        /** Waits for it. @return from when on its time is taken */
        long moment(long number);
    }

    private static long[] one(int port, Asking asking, Supply supply) throws IOException {
        long[] nanos = new long[1024];
        int count = 0;
        try (Wire wire = new Wire(port)) {
            for (long number = supply.next(); number >= 0; number = supply.next()) {
                Ask ask = asking.ask(number);
                long from = supply.moment(number);
                Wire.Answer answer = wire.send(ask);
                long took = System.nanoTime() - from;
                if (answer.status() != ask.right()) {
                    throw new IllegalStateException(
                            "answer " + answer.status() + " instead of " + ask.right() + ": " + answer.text());
                }
                asking.look(number, answer);
                nanos = count < nanos.length ? nanos : Arrays.copyOf(nanos, 2 * count);
                nanos[count++] = took;
            }
        }
        return Arrays.copyOf(nanos, count);
    }
}
