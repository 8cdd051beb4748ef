package com.nexar.fulfilment.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.LockSupport;

/** Writes no faster than allowed, ten times a second. */
final class Trickle {

    private static final int PER_SECOND = 10;

    private Trickle() {}

    static void write(OutputStream out, byte[] bytes, int length, int bytesPerSecond) throws IOException {
        int step = Math.max(1, bytesPerSecond / PER_SECOND);
        for (int from = 0; from < length; from += step) {
            if (from > 0) {
                LockSupport.parkNanos(1_000_000_000L / PER_SECOND);
            }
            out.write(bytes, from, Math.min(step, length - from));
            out.flush();
        }
    }
}
